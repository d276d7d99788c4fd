"""Which instances a duty produces, and when each is due."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from mingbai.timelimits.periods import MONTHS, Per, Period, periods_between
from mingbai.timelimits.rules import Calendar, add_working_days


@dataclass(frozen=True, slots=True)
class Expected:
    """One instance: what happens from `start` to `end` counts, `due` is the last day in time.

    `due` is None where nothing in the text gives a date. `key` is unique within the duty.
    """

    key: str
    start: date
    end: date
    due: date | None
    estimated: bool = False


@dataclass(frozen=True, slots=True)
class Rhythm:
    """One instance per period. Due on `day` of the `month`th month of the period (both 1-based; `day` 0
    means that month's last day), or at the period's end, `grace` working days later."""

    per: Per
    month: int = 0
    day: int = 0
    grace: int = 0


def due_in(period: Period, rhythm: Rhythm, calendar: Calendar) -> tuple[date, bool]:
    """The last day in time for that period, and whether it is only estimated."""
    day = period.end
    if rhythm.month or rhythm.day:
        first, last = period.month(rhythm.month or MONTHS.get(period.per, 1))
        day = min(first + timedelta(days=rhythm.day - 1), last) if rhythm.day else last
    if not rhythm.grace:
        return day, False
    counted = add_working_days(day, rhythm.grace, calendar)
    return counted.due, counted.estimated


def periodic(
    rhythm: Rhythm,
    start: date,
    end: date | None,
    today: date,
    calendar: Calendar,
    from_the_first: bool = False,
) -> Iterator[Expected]:
    """One instance for each period that the duty's life touches, up to the period of today.

    A period of which less than half is left when the duty begins is not asked for, unless
    `from_the_first`: nobody can be in arrears with a quarter whose last week brought the duty.
    """
    last = today if end is None else min(today, end)
    for period in periods_between(rhythm.per, start, last):
        if not from_the_first and _mostly_over(period, start):
            continue
        due, estimated = due_in(period, rhythm, calendar)
        yield Expected(period.key, period.start, period.end, due, estimated)


def once(start: date, due: date | None) -> Expected:
    return Expected("once", start, due or date(start.year, 12, 31), due)


def standing(start: date, grace: int, calendar: Calendar) -> Expected:
    """What must always be there: once, `grace` working days after the duty began."""
    counted = add_working_days(start, grace, calendar)
    return Expected("standing", start, counted.due, counted.due, counted.estimated)


def _mostly_over(period: Period, start: date) -> bool:
    return start > period.start and (start - period.start) * 2 > (period.end - period.start)
