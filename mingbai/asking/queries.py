"""What the pages for applicants show."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.crypto import salted_hmac

from mingbai.asking.models import Draft
from mingbai.asking.rules.parts import parts_of
from mingbai.asking.values import Answers, Receipt
from mingbai.catalogue.queries.effective import held
from mingbai.disclosures.queries import published_in
from mingbai.foi.models import FoiRequest, Office
from mingbai.foi.queries import open_offices, values_of
from mingbai.foi.queries.letters import last_sent
from mingbai.foi.sealing import Unreadable, unseal, unseal_text
from mingbai.foi.values import Upload
from mingbai.letters.kinds import Kind as LetterKind
from mingbai.lib import clock
from mingbai.organisations.models import Kind, Organisation
from mingbai.search.queries import Hit, Query, Result, search

MOST_DUTIES = 6
MOST_EXAMPLES = 3

_BY_KIND = {
    Kind.COUNTY: "全县的规划、预算、文件和重大项目",
    Kind.TOWNSHIP: "本乡镇的农业农村、土地、救助、筹资筹劳和村级事务",
    Kind.VILLAGE: "本村的事务和财务",
}
"""Articles 20 and 21 in few words, for bodies that have no catalogue yet."""


def word_digest(word: str) -> str:
    return salted_hmac("mingbai.asking.word", word, algorithm="sha256").hexdigest()


def draft_of(word: str) -> Draft | None:
    """The form or receipt the browser's word opens; None when there is none or its time is over."""
    if not word:
        return None
    return Draft.objects.filter(word=word_digest(word), expires_at__gt=clock.now()).first()


def answers_of(draft: Draft) -> Answers | None:
    """What was answered; None when it was sent, or the key it was sealed with is gone."""
    if draft.submitted_at is not None:
        return None
    try:
        return Answers.from_text(unseal_text(draft.sealed))
    except Unreadable:
        return None


def receipt_of(draft: Draft) -> Receipt | None:
    if draft.submitted_at is None:
        return None
    try:
        return Receipt.from_text(unseal_text(draft.sealed))
    except Unreadable:
        return None


def file_names(draft: Draft) -> list[tuple[int, str]]:
    """(number, name) of each uploaded file."""
    return [(row.pk, unseal_text(row.name)) for row in draft.files.all()]


def uploads_of(draft: Draft) -> tuple[Upload, ...]:
    """The files themselves, opened."""
    found = []
    for row in draft.files.all():
        with row.file.open("rb") as stored:
            found.append(Upload(unseal_text(row.name), unseal(stored.read())))
    return tuple(found)


def duties_of(organisations: Iterable[Organisation]) -> dict[int, str]:
    """What each organisation is responsible for, from its catalogue, in one line; primary key → words."""
    places = {one.pk: one for one in organisations}
    rows = held().filter(organisation__in=places).order_by("item__field__order", "item__field__name")
    fields: dict[int, list[str]] = {pk: [] for pk in places}
    for pk, name in rows.values_list("organisation_id", "item__field__name").distinct():
        fields[pk].append(name)
    return {pk: _words(places[pk], names) for pk, names in fields.items()}


def _words(place: Organisation, names: list[str]) -> str:
    if not names:
        return _BY_KIND.get(Kind(place.kind), "")
    return "、".join(names[:MOST_DUTIES]) + ("等" if len(names) > MOST_DUTIES else "")


def offices() -> list[tuple[Office, str]]:
    """Every office that takes requests, with what its organisation is responsible for, in tree order."""
    rows = list(open_offices())
    duties = duties_of([row.organisation for row in rows])
    return [(row, duties[row.organisation_id]) for row in rows]


def examples_of(organisation: Organisation) -> list[str]:
    """Names of what this organisation published last: how something is named that can be found."""
    rows = published_in(organisation).order_by("-published_at")[:MOST_EXAMPLES]
    return [
        f"《{row.title}》" + (f"（{row.document_number}）" if row.document_number else "") for row in rows
    ]


@dataclass(frozen=True)
class Unclear:
    """What the letter says that asks for clarification: `unclear` where, `wanted` what, `until` when."""

    unclear: tuple[str, ...]
    wanted: tuple[str, ...]
    until: date | None


def unclear_in(request: FoiRequest) -> Unclear | None:
    """Of the last letter sent that asks for clarification; None without one, or when it does not open."""
    letter = last_sent(request, LetterKind.CLARIFICATION)
    if letter is None:
        return None
    try:
        values = values_of(letter)
    except Unreadable:
        return None
    until = values.get("补正期限")
    return Unclear(
        _items(values.get("不明确之处")),
        _items(values.get("补正事项")),
        until if isinstance(until, date) else None,
    )


def _items(value: object) -> tuple[str, ...]:
    return tuple(
        one for one in (value if isinstance(value, list) else [value]) if isinstance(one, str) and one
    )


def found_in_parts(words: str, most: int) -> tuple[Result, tuple[str, ...]]:
    """What holds any of the parts, most parts first; and the parts that were found."""
    hits: dict[int, Hit] = {}
    held: dict[int, int] = {}
    told = []
    for part in parts_of(words):
        found = search(Query(words=part, limit=most)).hits
        told += [part] if found else []
        for hit in found:
            hits.setdefault(hit.record_id, hit)
            held[hit.record_id] = held.get(hit.record_id, 0) + 1
    best = sorted(hits, key=lambda one: -held[one])[:most]
    return Result(count=len(best), hits=[hits[one] for one in best]), tuple(told)
