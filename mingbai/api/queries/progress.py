"""Promises and the months that villages posted, for machines."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings

from mingbai.api.queries.paging import Source
from mingbai.disclosures.models import Information
from mingbai.disclosures.queries import listed
from mingbai.organisations.models import Organisation
from mingbai.promises.models import Promise
from mingbai.promises.queries import PublicPromise, as_public, public_promises
from mingbai.villages.models import MonthlyClose
from mingbai.villages.states import PUBLIC


def promises(organisation: Organisation | None, year: int | None) -> Source:
    rows = public_promises()
    if organisation is not None:
        rows = rows.filter(organisation__path__startswith=organisation.path)
    if year is not None:
        rows = rows.filter(year=year)
    return Source(rows, load=_promises)


def _promises(rows: Sequence[Promise]) -> list[PublicPromise]:
    chosen = public_promises().filter(pk__in=[row.pk for row in rows]).order_by("pk")
    return as_public(chosen, settings.RATINGS_SHOWN_FROM)


@dataclass(frozen=True)
class Month:
    """A sheet that hung on the notice board; `record` is the text the public can open, if there is one."""

    sheet: MonthlyClose
    record: Information | None


def months(organisation: Organisation | None, year: int | None) -> Source:
    """Sheets of villages that were posted, the present version of each."""
    rows = MonthlyClose.objects.filter(
        state__in=PUBLIC, posted_on__isnull=False, posted_until__isnull=False
    ).select_related("organisation")
    if organisation is not None:
        rows = rows.filter(organisation__path__startswith=organisation.path)
    if year is not None:
        rows = rows.filter(starts_on__year=year)
    return Source(rows.defer("lines", "note"), load=_months)


def _months(rows: Sequence[MonthlyClose]) -> list[Month]:
    numbers = [row.information_id for row in rows if row.information_id]
    texts = listed().select_related(None).only("title").in_bulk(numbers) if numbers else {}
    return [Month(row, texts.get(row.information_id or 0)) for row in rows]
