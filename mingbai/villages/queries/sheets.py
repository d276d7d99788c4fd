"""Who sees which sheets, which one counts, and how the months of many villages stand."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Q, QuerySet

from mingbai.accounts.models import User
from mingbai.disclosures.queries import listed
from mingbai.lib.clock import CHINA
from mingbai.organisations.models import Kind, Organisation
from mingbai.organisations.queries import existing, scope_of
from mingbai.timelimits.periods import Period
from mingbai.villages.models import MonthlyClose, Objection, RegimeRow
from mingbai.villages.policies import KEEP, MANAGE, READ, SIGN
from mingbai.villages.rules import Line, Regime, Section, Standing, periods_of_year, standing
from mingbai.villages.states import State

DEFAULT = Regime()


# -- what the county decided ----------------------------------------------------


class Regimes:
    """All decisions, read once; `of(village, day)` is that of the nearest organisation above it."""

    def __init__(self) -> None:
        self.rows = list(RegimeRow.objects.select_related("organisation"))

    def of(self, village: Organisation, day: date) -> Regime:
        found = [
            row
            for row in self.rows
            if village.path.startswith(row.organisation.path)
            and row.valid_from <= day
            and (row.valid_to is None or row.valid_to >= day)
        ]
        if not found:
            return DEFAULT
        row = max(found, key=lambda one: (len(one.organisation.path), one.valid_from, one.pk))
        return Regime(
            per=row.per,
            due_days=row.due_days,
            posting_days=row.posting_days,
            signers=tuple(row.signers),
            telephone=row.telephone,
            basis=row.basis,
        )


def regime_of(village: Organisation, day: date) -> Regime:
    return Regimes().of(village, day)


def regimes_for(user: User) -> QuerySet[RegimeRow]:
    rows = RegimeRow.objects.select_related("organisation", "decided_by")
    return scope_of(user, MANAGE).filter(rows, "organisation")


# -- who sees which villages and sheets -----------------------------------------


def villages_of(user: User, action: str = READ, on: date | None = None) -> QuerySet[Organisation]:
    """Villages within the reach of `action`, those existing on `on` only, in the order of the tree."""
    rows = Organisation.objects.filter(kind=Kind.VILLAGE).order_by("path")
    return scope_of(user, action).filter(rows.filter(existing(on)) if on else rows, "")


def sheets_for(user: User) -> QuerySet[MonthlyClose]:
    rows = MonthlyClose.objects.select_related("organisation", "information", "created_by")
    return scope_of(user, READ).filter(rows, "organisation")


def objections_for(user: User) -> QuerySet[Objection]:
    rows = Objection.objects.select_related("organisation", "sheet", "answered_by", "entered_by")
    return scope_of(user, READ).filter(rows, "organisation")


def may_see_names(user: User, village: Organisation) -> bool:
    """Who objected is for those who look into it, not for everybody who may read registers."""
    return any(scope_of(user, action).contains(village) for action in (KEEP, SIGN))


# -- one village ----------------------------------------------------------------


def current(village: Organisation, period_key: str) -> MonthlyClose | None:
    """The sheet that counts for a period: the newest version."""
    return (
        MonthlyClose.objects.filter(organisation=village, period_key=period_key)
        .exclude(state=State.REOPENED)
        .select_related("information")
        .first()
    )


def neighbours(sheet: MonthlyClose) -> tuple[Decimal | None, Decimal | None]:
    """Closing balance of the period right before, opening balance of the one right after; None if absent."""
    return (
        balance_before(sheet.organisation, sheet.starts_on),
        MonthlyClose.objects.filter(
            organisation=sheet.organisation, starts_on=sheet.ends_on + timedelta(days=1)
        )
        .exclude(state=State.REOPENED)
        .values_list("opening", flat=True)
        .first(),
    )


def balance_before(village: Organisation, starts_on: date) -> Decimal | None:
    """The closing balance of the sheet that ends on the day before."""
    rows = MonthlyClose.objects.filter(organisation=village, ends_on=starts_on - timedelta(days=1))
    return rows.exclude(state=State.REOPENED).values_list("closing", flat=True).first()


def overlapping(village: Organisation, period: Period) -> MonthlyClose | None:
    rows = MonthlyClose.objects.filter(
        organisation=village, starts_on__lte=period.end, ends_on__gte=period.start
    )
    return rows.exclude(state=State.REOPENED).exclude(period_key=period.key).first()


def open_objections(village: Organisation, period_key: str) -> QuerySet[Objection]:
    """Those against any version: a new version answers none by itself."""
    return Objection.objects.filter(organisation=village, period_key=period_key, answered_on=None)


def proposed_matters(village: Organisation, period: Period) -> list[Line]:
    """What the village made public on the web within the period, as lines of the sheet."""
    rows = (
        listed()
        .filter(organisation=village)
        .filter(published_at__date__gte=period.start, published_at__date__lte=period.end)
        .exclude(village_sheets__isnull=False)
        .order_by("published_at", "pk")
        .values_list("pk", "title", "published_at")
    )
    return [
        Line(Section.MATTER, title, on=at.astimezone(CHINA).date(), information=pk)
        for pk, title, at in rows
        if at is not None
    ]


def unmade(village: Organisation, regimes: Regimes, year: int, today: date) -> list[Period]:
    """Periods of the year that have begun and have no sheet yet, the newest first."""
    made = set(MonthlyClose.objects.filter(organisation=village).values_list("period_key", flat=True))
    found = [
        period
        for period, _, _ in periods_of_year(year, lambda day: regimes.of(village, day))
        if period.start <= today and period.key not in made
    ]
    return found[::-1]


# -- many villages × months -----------------------------------------------------


@dataclass(frozen=True)
class Cell:
    """How one period of one village stands; `sheet` is the number of the newest version, 0 for none."""

    period: Period
    span: int
    due: date
    standing: Standing
    sheet: int
    version: int
    objections: int


@dataclass(frozen=True)
class OverviewRow:
    village: Organisation
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class _Facts:
    """What is known of one village and period."""

    sheet: int = 0
    version: int = 0
    posted_on: date | None = None


def overview(villages: Iterable[Organisation], year: int, today: date) -> list[OverviewRow]:
    """Villages × periods of a year. Four queries however many villages."""
    regimes, places = Regimes(), list(villages)
    facts = _facts(places, year)
    objections = _objections(places, year)
    return [
        OverviewRow(village, tuple(_cells(village, year, today, regimes.of, facts, objections)))
        for village in places
    ]


def _cells(
    village: Organisation,
    year: int,
    today: date,
    regime_of: Callable[[Organisation, date], Regime],
    facts: dict[tuple[int, str], _Facts],
    objections: dict[tuple[int, str], int],
) -> Iterable[Cell]:
    for period, regime, span in periods_of_year(year, lambda day: regime_of(village, day)):
        key = (village.pk, period.key)
        known, count, due = facts.get(key, _Facts()), objections.get(key, 0), regime.due(period)
        told = standing(period, due, known.posted_on, count, today)
        yield Cell(period, span, due, told, known.sheet, known.version, count)


def _facts(villages: list[Organisation], year: int) -> dict[tuple[int, str], _Facts]:
    rows = (
        MonthlyClose.objects.filter(organisation__in=villages, starts_on__year=year)
        .order_by("version")
        .values_list("organisation_id", "period_key", "pk", "version", "posted_on")
    )
    found: dict[tuple[int, str], _Facts] = {}
    for place, key, pk, version, posted_on in rows:
        first = found.get((place, key), _Facts()).posted_on
        found[place, key] = _Facts(pk, version, first or posted_on)
    return found


def _objections(villages: list[Organisation], year: int) -> dict[tuple[int, str], int]:
    rows = Objection.objects.filter(
        organisation__in=villages, answered_on=None, period_key__startswith=str(year)
    ).values_list("organisation_id", "period_key")
    found: dict[tuple[int, str], int] = defaultdict(int)
    for key in rows:
        found[key] += 1
    return dict(found)


def listed_titles(numbers: Collection[int]) -> set[int]:
    """Of those records the ones the public can open now."""
    return set(listed().filter(pk__in=numbers).values_list("pk", flat=True)) if numbers else set()


def years_with_sheets(villages: QuerySet[Organisation], this: int) -> list[int]:
    """Years that can be looked at: from the first sheet to this year, the newest first."""
    first = (
        MonthlyClose.objects.filter(Q(organisation__in=villages))
        .order_by("starts_on")
        .values_list("starts_on", flat=True)
        .first()
    )
    return list(range(this, min(first.year if first else this, this) - 1, -1))
