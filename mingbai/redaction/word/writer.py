"""Withholds text and pictures of a Word file."""

from collections import Counter
from collections.abc import Sequence

from mingbai.documents.cleaners.word import clean_docx
from mingbai.redaction.bars import bar
from mingbai.redaction.matching import Needle, merged
from mingbai.redaction.summary import summary
from mingbai.redaction.values import Mark, Passage, Placed, Redacted
from mingbai.redaction.word.leftovers import SHOWN, Leftovers
from mingbai.redaction.word.parts import Parts
from mingbai.redaction.word.pictures import members_of, strike_pictures
from mingbai.redaction.word.strokes import strike
from mingbai.redaction.word.texts import Story, units

Span = tuple[int, int]


def redact_word(data: bytes, marks: Sequence[Mark]) -> Redacted:
    """A .docx with bars where marked text was, and with nothing in it that is not printed.

    Marks that were not found are missing from `placed`. Raises Refused as the reader does.
    """
    printed = clean_docx(data)
    parts = Parts(printed)
    placed = [place for mark in marks if mark.picture for place in _without_picture(parts, printed, mark)]
    quoted = [mark for mark in marks if mark.quote]
    placed += _strike_text(parts, quoted)
    placed += _strike_leftovers(parts, [mark for mark in quoted if mark.everywhere])
    # once more: what nothing refers to any longer goes with its reference
    return Redacted(clean_docx(parts.data()), "", tuple(placed), summary(placed))


def word_passages(data: bytes) -> tuple[Passage, ...]:
    """What is printed, paragraph by paragraph, in the order in which occurrences count."""
    return tuple(
        Passage(unit.where, unit.text)
        for root in Parts(clean_docx(data)).printed()
        for unit in units(root)
        if unit.text
    )


def _without_picture(parts: Parts, printed: bytes, mark: Mark) -> list[Placed]:
    places = strike_pictures(parts, members_of(printed, mark.picture), bar([mark.ground]))
    return [Placed(mark, where, count) for where, count in places.items()]


def _strike_text(parts: Parts, marks: Sequence[Mark]) -> list[Placed]:
    needles = [(mark, Needle.of(mark.quote)) for mark in marks]
    seen: Counter[Mark] = Counter()
    places: Counter[tuple[Mark, str]] = Counter()
    for root in parts.printed():
        story = Story.of(units(root))
        spans = {mark: _selected(mark, list(n.spans(story.text)), seen) for mark, n in needles}
        for mark, found in spans.items():
            places.update((mark, story.where(start)) for start, _ in found)
        _apply(story, spans)
    for root in parts.copies():
        story = Story.of(units(root))
        _apply(story, {mark: list(needle.spans(story.text)) for mark, needle in needles})
    return [Placed(mark, where, count) for (mark, where), count in places.items()]


def _selected(mark: Mark, found: list[Span], seen: "Counter[Mark]") -> list[Span]:
    """All of them, or the one that was chosen by its number in the whole file."""
    before = seen[mark]
    seen[mark] += len(found)
    if mark.all_occurrences:
        return found
    return [span for number, span in enumerate(found, before + 1) if number == mark.occurrence]


def _apply(story: Story, spans: dict[Mark, list[Span]]) -> None:
    """From the last to the first: positions before a change stay right."""
    labelled = [(start, end, mark.ground) for mark, found in spans.items() for start, end in found]
    for start, end, grounds in reversed(merged(labelled)):
        for atoms in reversed(story.atoms(start, end)):
            strike(atoms, bar(grounds))


def _strike_leftovers(parts: Parts, marks: Sequence[Mark]) -> list[Placed]:
    leftovers = Leftovers(marks)
    for root in parts.roots.values():
        leftovers.clean(root)
    parts.drop_links(leftovers.is_told)
    parts.rename(leftovers.is_told_by_name)
    return [
        Placed(mark, where, count, "barred" if where in SHOWN else "removed")
        for (mark, where), count in leftovers.counts.items()
    ]
