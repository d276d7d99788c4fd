"""The working calendar and the limits, as they stand in the database over what the product brings.

What was read is kept per process as long as the stamp in the database is the same, so a change made by
another process counts from the next question on. One question costs one query of one row; whoever asks
for many things in a loop calls `known()` once and asks it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from django.db import DatabaseError
from django.db.models import Max, QuerySet

from mingbai.lib import clock
from mingbai.organisations.models import Organisation
from mingbai.timelimits import packaged
from mingbai.timelimits.models import Limit, LimitVersion, LocalHoliday, Notice, NoticeDay, Stamp
from mingbai.timelimits.notices import Day
from mingbai.timelimits.rules import Calendar, LimitValue

VALUE_FIELDS = (
    "name", "number", "unit", "sense", "from_event", "from_label", "count_first_day", "shift", "per",
    "month", "day", "article", "quote", "note", "certainty", "events", "valid_from",
)  # fmt: skip


class UnknownLimit(KeyError):
    """No limit has that key."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key

    def __str__(self) -> str:
        return f"没有代号为 {self.key} 的时限。"


@dataclass
class _Read:
    """All that stood in the database under one stamp."""

    token: str
    national: Calendar
    local: Sequence[LocalHoliday]
    limits: Mapping[str, Sequence[LimitValue]]
    merged: dict[frozenset[int], Calendar] = field(default_factory=dict)


@dataclass(frozen=True)
class Known:
    """The calendar and the limits as of one moment; asking it costs no query."""

    _read: _Read
    _paths: Mapping[int, str]

    def calendar(self, organisation: Organisation | None = None) -> Calendar:
        """The national calendar, with the local holidays that count in `organisation`."""
        if organisation is None or not self._paths:
            return self._read.national
        rows = [row for row in self._read.local if self._holds(row, organisation)]
        return self._merged(rows) if rows else self._read.national

    def limit(self, key: str, on: date | None = None) -> LimitValue:
        """The version of the limit that counts for what began `on` (today when None); `UnknownLimit`."""
        versions = self._read.limits.get(key)
        if not versions:
            raise UnknownLimit(key)
        day = on or clock.today()
        begun = [one for one in versions if one.valid_from <= day]
        return begun[-1] if begun else versions[0]

    def limits(self, on: date | None = None) -> dict[str, LimitValue]:
        """Every limit by its key, in their order."""
        return {key: self.limit(key, on) for key in self._read.limits}

    def _holds(self, row: LocalHoliday, organisation: Organisation) -> bool:
        return organisation.path.startswith(self._paths[row.organisation_id])

    def _merged(self, rows: Sequence[LocalHoliday]) -> Calendar:
        key = frozenset(row.pk for row in rows)
        if key not in self._read.merged:
            self._read.merged[key] = with_local(self._read.national, rows)
        return self._read.merged[key]


_kept: _Read | None = None


def known() -> Known:
    """What counts now. One query; one more where local holidays have been entered."""
    global _kept
    token = Stamp.objects.filter(pk=1).values_list("token", flat=True).first() or ""
    read = _kept
    if read is None or read.token != token:
        # Without a stamp nothing was ever entered, so nothing is read.
        read = _kept = _read_all(token) if token else _Read("", national_of({}), (), _packaged_limits())
    holders = {row.organisation_id for row in read.local}
    rows = Organisation.objects.filter(pk__in=holders).values_list("pk", "path") if holders else ()
    return Known(read, dict(rows))


def calendar(organisation: Organisation | None = None) -> Calendar:
    """The calendar that counts in `organisation`, or the national one."""
    return known().calendar(organisation)


def limit(key: str, on: date | None = None) -> LimitValue:
    """The limit with that key; `UnknownLimit` when there is none."""
    return known().limit(key, on)


def limits(on: date | None = None) -> dict[str, LimitValue]:
    return known().limits(on)


def known_or_packaged() -> Known:
    """What counts now; what the product brings where no database has been set up yet. For commands."""
    try:
        return known()
    except DatabaseError:
        return as_packaged()


def as_packaged() -> Known:
    """What the product brings, without asking any database."""
    return Known(_Read("", national_of({}), (), _packaged_limits()), {})


# -- calendar ------------------------------------------------------------------


def national_of(entered: Mapping[int, tuple[Sequence[Day], bool]]) -> Calendar:
    """The packaged notices, replaced year by year by (days, covers the year) of what was `entered`.

    A notice may arrange days of the year before or after it; where two notices differ, the later year's
    counts, because it is issued later.
    """
    notices = dict(packaged.holidays())
    years = set(notices)
    for year, (days, covers) in entered.items():
        notices[year] = tuple(days)
        years = years | {year} if covers else years
    days_of: dict[date, Day] = {}
    for year in sorted(notices):
        days_of.update({day.date: day for day in notices[year]})
    return Calendar(
        off=frozenset(day.date for day in days_of.values() if day.off),
        made_up=frozenset(day.date for day in days_of.values() if not day.off and day.date.weekday() >= 5),
        years=frozenset(years),
        names={day.date: day.name for day in days_of.values()},
    )


def with_local(national: Calendar, rows: Iterable[LocalHoliday]) -> Calendar:
    """The calendar with the local holidays off too, even where the State Council has the day worked."""
    names = {day: row.name for row in rows for day in _days(row.first_day, row.last_day)}
    return replace(
        national,
        off=national.off | frozenset(names),
        made_up=national.made_up - frozenset(names),
        names={**names, **{day: name for day, name in national.names.items() if day in national.off}},
    )


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def days_of_year(year: int) -> tuple[Day, ...]:
    """The days that the notice now in force for `year` arranges, packaged or entered; none without one."""
    notice = Notice.objects.filter(year=year).order_by("-pk").first()
    if notice is None:
        return packaged.holidays().get(year, ())
    return tuple(Day(day.date, day.off, day.name) for day in notice.days.all())


def notices_of(year: int) -> QuerySet[Notice]:
    """What was entered for a year, the one in force first."""
    return Notice.objects.filter(year=year).select_related("entered_by").order_by("-pk")


def local_holidays(cancelled: bool = False) -> QuerySet[LocalHoliday]:
    return (
        LocalHoliday.objects.filter(cancelled_at__isnull=not cancelled)
        .select_related("organisation")
        .order_by("-first_day", "pk")
    )


def _read_all(token: str) -> _Read:
    return _Read(
        token,
        national_of(_entered()),
        tuple(LocalHoliday.objects.filter(cancelled_at=None).order_by("pk")),
        _limits_entered(),
    )


def _entered() -> dict[int, tuple[list[Day], bool]]:
    latest = (
        Notice.objects.order_by().values("year").annotate(latest=Max("pk")).values_list("latest", flat=True)
    )
    notices = {one.pk: one for one in Notice.objects.filter(pk__in=list(latest))}
    found: dict[int, tuple[list[Day], bool]] = {one.year: ([], one.covers_year) for one in notices.values()}
    for row in NoticeDay.objects.filter(notice__in=notices):
        found[notices[row.notice_id].year][0].append(Day(row.date, row.off, row.name))
    return found


# -- limits --------------------------------------------------------------------


def _packaged_limits() -> dict[str, Sequence[LimitValue]]:
    return {key: (value,) for key, value in packaged.limits().items()}


def _limits_entered() -> dict[str, Sequence[LimitValue]]:
    found: dict[str, list[LimitValue]] = {key: [] for key in Limit.objects.values_list("key", flat=True)}
    for row in LimitVersion.objects.order_by("valid_from", "pk").values("limit__key", *VALUE_FIELDS):
        found[row["limit__key"]].append(value_of(row))
    return {**_packaged_limits(), **{key: versions for key, versions in found.items() if versions}}


def value_of(row: Mapping[str, Any]) -> LimitValue:
    return packaged.limit_of({"key": row["limit__key"], **{name: row[name] for name in VALUE_FIELDS}})


def versions_of(key: str) -> QuerySet[LimitVersion]:
    """Everything that was ever recorded of a limit, the latest first."""
    return LimitVersion.objects.filter(limit__key=key).select_related("recorded_by").order_by("-pk")
