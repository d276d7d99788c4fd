"""The register of an organisation, generated from what went out; sealed months as they were sealed."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from django.db.models import Min

from mingbai.book.models import BookSeal
from mingbai.book.queries.entries import outing_entries, registered_entries
from mingbai.book.queries.months import local, month_of
from mingbai.book.queries.sheets import sheet_entries, sheet_supplements
from mingbai.book.queries.supplements import outing_supplements
from mingbai.book.rules import day_of, differences, numbered
from mingbai.book.values import Book, Difference, Entry, book_of
from mingbai.disclosures.models import Information
from mingbai.ledger.models import Event
from mingbai.lib import digests
from mingbai.organisations.models import Organisation
from mingbai.timelimits.periods import Per, Period, period_of
from mingbai.villages.queries import first_posted


def entries(organisation: Organisation, first: date, last: date) -> Iterator[Entry]:
    """What that very organisation made public, or entered as not public, on these days; numbered from 1."""
    parts = (outing_entries, registered_entries, sheet_entries)
    return iter(numbered(one for part in parts for one in part(organisation, first, last)))


def book_now(organisation: Organisation, month: Period, *, as_of_its_end: bool = True) -> Book:
    """The month as the facts say now; what came after its end is left to later months unless told."""
    found = entries(organisation, month.start, month.end)
    if as_of_its_end:
        found = (_as_of(one, month.end) for one in found)
    told = [*outing_supplements(organisation, month), *sheet_supplements(organisation, month)]
    told.sort(key=lambda one: (one.on, one.key, one.what))
    return Book(organisation.code, organisation.name, month.key, tuple(found), tuple(told))


def seal_of(organisation: Organisation, month: str) -> BookSeal | None:
    return BookSeal.objects.filter(organisation=organisation, month=month).select_related("by").first()


def shown(organisation: Organisation, month: Period) -> tuple[Book, BookSeal | None]:
    """What stands in the register: the month as sealed, or as it is now while nobody has sealed it."""
    seal = seal_of(organisation, month.key)
    return (book_of(seal.content), seal) if seal else (book_now(organisation, month), None)


def changes_since(seal: BookSeal) -> list[Difference]:
    """What was added, altered or lost since that month was sealed."""
    now = book_now(seal.organisation, month_of(seal.month), as_of_its_end=False)
    return differences(book_of(seal.content), now)


def is_intact(seal: BookSeal) -> bool:
    """Whether the stored register still has the digest that was sealed, and that the trail holds."""
    events = Event.objects.filter(verb="book.seal", subject_type="book.bookseal", subject_id=str(seal.pk))
    told = events.values_list("after", flat=True).first()
    return digests.of_value(seal.content) == seal.digest == told


def first_months() -> dict[int, str]:
    """For each organisation with anything in its register, the month in which it begins."""
    found = first_posted()
    for field in ("versions__at", "postings__up_at"):
        rows = Information.objects.exclude(**{field: None}).order_by().values_list("organisation")
        for pk, moment in rows.annotate(first=Min(field)):
            day = local(moment).date()
            found[pk] = min(found.get(pk, day), day)
    return {pk: period_of(Per.MONTH, day).key for pk, day in found.items()}


def _as_of(one: Entry, end: date) -> Entry:
    """The entry as it was on the last day of its month: an end after it belongs to a later month.

    What is noted when a posting comes down came with it; a note of the website's was there before.
    """
    if one.ended and day_of(one.ended) > end.isoformat():
        return replace(one, ended="", note=one.note if " version " in one.key else "")
    return one
