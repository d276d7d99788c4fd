"""All checks over one subject: the same for the editor, the import and `mingbai check`."""

from collections import Counter
from collections.abc import Iterable, Iterator

from mingbai.checks.context import Context
from mingbai.checks.findings import ASK, BLOCK, SEVERITIES, Finding, fingerprint
from mingbai.checks.masking import cover, mask_file_name
from mingbai.checks.personal_data import find, find_in_file_name
from mingbai.checks.rules import (
    clause,
    dates,
    document_numbers,
    hidden,
    openness,
    personal_marks,
    punctuation,
    source,
    table_names,
    wording,
)
from mingbai.checks.rules.hits import FULL_WIDTH, Hit, laid_over
from mingbai.checks.rules.marks import Mark
from mingbai.checks.subject import Place, Subject

# So many places of one rule are listed in one text; a thousand more would help nobody.
MOST = 50
_AROUND = 14
_LONGEST = 60


def run(subject: Subject, context: Context) -> tuple[Finding, ...]:
    """Every finding that has not been dismissed, the gravest first, then by place."""
    seen: Counter[tuple[str, str]] = Counter()
    found = list(_tables(subject, context, seen))
    found = [*_title(subject, context), *_body(subject, context, seen), *found]
    for place in subject.side_texts():
        found += _side(place, context)
    found += _record(subject, context)
    return tuple(sorted(_kept(found, context), key=lambda f: SEVERITIES.index(f.severity)))


def blocked(findings: Iterable[Finding]) -> bool:
    return any(f.severity == BLOCK for f in findings)


def _kept(findings: Iterable[Finding], context: Context) -> Iterator[Finding]:
    per_rule: Counter[tuple[str, str]] = Counter()
    for finding in findings:
        per_rule[finding.where, finding.rule] += 1
        if per_rule[finding.where, finding.rule] <= MOST and finding.fingerprint not in context.dismissed:
            yield finding


def _title(subject: Subject, context: Context) -> Iterator[Finding]:
    # A file's text begins with its title: one place is enough.
    if subject.title and subject.title not in subject.text:
        yield from _written(Place("title", subject.title, "title"), subject, context, Counter())
    number = subject.document_number
    if number and not document_numbers.field_is_right(number):
        message = "文号写法不规范。正确写法如“平政发〔2026〕12号”：年份用六角括号，序号不补零，后面加“号”。"
        mark = Mark("document_number", "form", ASK, 0, len(number), message)
        yield _finding(mark, Place("document_number", number, "document_number"), [], context)


def _body(subject: Subject, context: Context, seen: Counter[tuple[str, str]]) -> Iterator[Finding]:
    if subject.text:
        yield from _written(Place("body", subject.text, "body"), subject, context, seen)


def _written(
    place: Place, subject: Subject, context: Context, seen: Counter[tuple[str, str]]
) -> list[Finding]:
    """Personal data, then wording, dates and document numbers of a text people will read."""
    text, day = place.text, subject.written_on or context.today
    hits = find(text, context.today, context.telephones)
    named = table_names.written_cells(text) if "\t" in text and not subject.grids() else []
    if named:
        hits = laid_over(hits, named)
    marks = list(context.words.marks(text, day))
    marks += context.name_index.marks(text)
    marks += wording.doubled_words(text)
    marks += punctuation.half_width(text)
    marks += punctuation.unpaired(text)
    marks += dates.impossible(text, day)
    marks += document_numbers.wrong_forms(text)
    if hits:
        marks += _personal([hit for hit in hits if not _repeated(hit, text, seen)], named, text)
    marks.sort(key=lambda m: m.start)
    return list(_findings(marks, place, hits, context)) if marks else []


def _tables(subject: Subject, context: Context, seen: Counter[tuple[str, str]]) -> Iterator[Finding]:
    """Personal data cell by cell. `seen` receives every value, so that the body does not tell it again."""
    for number, table in enumerate(subject.grids(), 1):
        text = table_names.text_of(table)
        named = list(table_names.name_cells(table))
        hits = laid_over(find(text, context.today, context.telephones), named)
        place = Place(f"table {number}", text, "table")
        seen.update(_value(hit, text) for hit in hits)
        hits = [
            h for h in hits if h.rule != "landline" or not table_names.office_column(table, text, h.start)
        ]
        marks = _personal(hits, named, text)
        yield from _findings(sorted(marks, key=lambda m: m.start), place, hits, context)


def _personal(hits: list[Hit], named: list[Hit], text: str) -> list[Mark]:
    """A mark for each hit, but one for all names that stand in columns."""
    columns = set(named)
    marks = [personal_marks.mark(hit, text) for hit in hits if hit not in columns]
    return [*marks, personal_marks.column(named, text)] if named else marks


def _side(place: Place, context: Context) -> list[Finding]:
    """Attachments, file names and properties: personal data, and wrong words in attachments."""
    search = find_in_file_name if place.sort == "file name" else find
    hits = search(place.text, context.today, context.telephones)
    named = table_names.written_cells(place.text) if place.sort == "attachment" else []
    if named:
        hits = laid_over(hits, named)
    marks = _personal(hits, named, place.text)
    if place.sort == "property":
        marks += personal_marks.author(place)
    if place.sort == "attachment":
        marks += context.words.marks(place.text, context.today)
    return list(_findings(sorted(marks, key=lambda m: m.start), place, hits, context))


def _record(subject: Subject, context: Context) -> Iterator[Finding]:
    """What concerns the record as a whole."""
    record, body = Place("record", subject.title, "record"), Place("body", subject.text, "body")
    yield from _findings(openness.catalogue(subject.catalogue_item), record, [], context)
    yield from _findings(openness.marks(subject.text, subject.openness, subject.ground), body, [], context)
    future = dates.in_future(subject.written_on, context.today)
    if future:
        yield _finding(Mark("date", "future", ASK, 0, 0, future), record, [], context)
    forwarded = source.mark(subject.title, subject.text, subject.source)
    publicity = clause.mark(subject.text) if subject.is_policy else None
    yield from _findings([m for m in (publicity, forwarded) if m], body, [], context)
    for mark, detail in hidden.marks(subject.notices):
        place = Place(f"notice:{mark.rule}", detail, "notice")
        yield _finding(mark._replace(end=len(detail)), place, find(detail), context)


def _findings(marks: Iterable[Mark], place: Place, hits: list[Hit], context: Context) -> Iterator[Finding]:
    for mark in marks:
        if context.profile.get(mark.rule) != "off":
            yield _finding(mark, place, hits, context)


def _finding(mark: Mark, place: Place, hits: list[Hit], context: Context) -> Finding:
    value = mark.value or place.text[mark.start : mark.end]
    return Finding(
        kind=mark.kind,
        rule=mark.rule,
        severity=context.profile.get(mark.rule, mark.severity),
        excerpt=excerpt(place.text, mark.start, mark.end, hits),
        where=mask_file_name(place.where) if ":" in place.where else place.where,
        start=mark.start,
        end=mark.end,
        suggestion=mark.suggestion,
        message=mark.message,
        fingerprint=fingerprint(context.key, mark.rule, value, place.sort),
    )


def excerpt(text: str, start: int, end: int, hits: Iterable[Hit]) -> str:
    """The words around [start, end) on one line, every hit masked, a hit at the edge taken in whole.

    A long place is cut.
    """
    if start == end:
        return ""
    end = min(end, start + _LONGEST)
    left, right = max(0, start - _AROUND), min(len(text), end + _AROUND)
    near = [h for h in hits if h.end > left and h.start < right]
    if near:
        left, right = min(left, near[0].start), max(right, near[-1].end)
    inside = (h._replace(start=h.start - left, end=h.end - left) for h in near)
    return " ".join(cover(text[left:right], inside).split())


def _value(hit: Hit, text: str) -> tuple[str, str]:
    return hit.rule, "".join(c for c in text[hit.start : hit.end].translate(FULL_WIDTH) if c.isalnum())


def _repeated(hit: Hit, text: str, seen: Counter[tuple[str, str]]) -> bool:
    value = _value(hit, text)
    if seen[value] <= 0:
        return False
    seen[value] -= 1
    return True
