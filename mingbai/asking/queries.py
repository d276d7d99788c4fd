"""What the pages for applicants show."""

from collections.abc import Iterable

from django.utils.crypto import salted_hmac

from mingbai.asking.models import Draft
from mingbai.asking.values import Answers, Receipt
from mingbai.catalogue.queries.effective import held
from mingbai.disclosures.queries import published_in
from mingbai.foi.models import Office
from mingbai.foi.queries import open_offices
from mingbai.foi.sealing import Unreadable, unseal, unseal_text
from mingbai.foi.values import Upload
from mingbai.lib import clock
from mingbai.organisations.models import Kind, Organisation

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
