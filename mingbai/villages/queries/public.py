"""Which periods a village made public, for apps above and for the village's page."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from mingbai.disclosures.models import Information
from mingbai.disclosures.queries import listed
from mingbai.organisations.models import Organisation
from mingbai.timelimits.periods import Period, of_key
from mingbai.villages.models import MonthlyClose
from mingbai.villages.states import PUBLIC


@dataclass(frozen=True)
class Closed:
    """One period that a village made public. `on` is the first day any version was posted; `closed_on`
    the day on which it was closed without open objections, None before. `path` opens it for staff."""

    organisation_id: int
    period: Period
    on: date
    closed_on: date | None
    label: str
    sheet: int

    @property
    def path(self) -> str:
        return f"/desk/villages/{self.sheet}/"


def closed(
    organisation_ids: Collection[int] | None, start: date, end: date, *, only_closed: bool = False
) -> list[Closed]:
    """Periods first posted from `start` to `end` (both counted), by day; None means every village.

    With `only_closed` those alone whose newest version is closed.
    """
    rows = MonthlyClose.objects.filter(posted_on__isnull=False, posted_on__lte=end)
    if organisation_ids is not None:
        rows = rows.filter(organisation_id__in=organisation_ids)
    found: dict[tuple[int, str], Closed] = {}
    for row in rows.select_related("organisation").order_by("version"):
        key = (row.organisation_id, row.period_key)
        first = found[key].on if key in found else row.posted_on
        assert first is not None
        label = f"{row.organisation}{row.period.label}村务公开"
        found[key] = Closed(row.organisation_id, row.period, first, row.closed_on, label, row.pk)
    kept = [one for one in found.values() if one.on >= start and (one.closed_on or not only_closed)]
    return sorted(kept, key=lambda one: (one.on, one.sheet))


@dataclass(frozen=True)
class PublicMonth:
    """What the village's public page says of one period; `text` is the record the public can open."""

    period: Period
    posted_on: date
    posted_until: date
    corrected: bool
    text: Information | None
    place: str


def public_months(village: Organisation, most: int = 12) -> list[PublicMonth]:
    """The newest periods that were posted on the notice board, the newest first. Two queries."""
    rows = MonthlyClose.objects.filter(organisation=village, state__in=PUBLIC).order_by("-starts_on")[:most]
    sheets = list(rows)
    numbers = [row.information_id for row in sheets if row.information_id]
    shown = listed().select_related(None).only("title")
    texts = shown.in_bulk(numbers) if numbers else {}
    return [
        PublicMonth(
            of_key(row.period_key),
            row.posted_on,
            row.posted_until,
            row.version > 1,
            texts.get(row.information_id or 0),
            row.posted_place,
        )
        for row in sheets
        if row.posted_on and row.posted_until
    ]
