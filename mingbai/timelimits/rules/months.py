"""The days of a year laid out month by month, as a calendar on a page shows them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from mingbai.timelimits.rules.days import STATUTORY, Calendar

WEEKDAYS = "一二三四五六日"


@dataclass(frozen=True)
class Cell:
    """One day: `kind` is off, worked, guessed, weekend or "" (a plain working day), `word` its mark."""

    day: date
    kind: str
    word: str
    name: str


@dataclass(frozen=True)
class Month:
    """`weeks` begin on Monday; days of other months are None."""

    number: int
    weeks: tuple[tuple[Cell | None, ...], ...]
    working_days: int


def months_of(year: int, calendar: Calendar) -> list[Month]:
    return [_month(year, number, calendar) for number in range(1, 13)]


def _month(year: int, number: int, calendar: Calendar) -> Month:
    first = date(year, number, 1)
    following = date(year + number // 12, number % 12 + 1, 1)
    days = [first + timedelta(days=one) for one in range((following - first).days)]
    cells = [cell_of(day, calendar) for day in days]
    padded: Sequence[Cell | None] = [*([None] * first.weekday()), *cells]
    padded = [*padded, *([None] * (-len(padded) % 7))]
    weeks = tuple(tuple(padded[start : start + 7]) for start in range(0, len(padded), 7))
    return Month(number, weeks, sum(cell.kind in ("", "worked") for cell in cells))


def cell_of(day: date, calendar: Calendar) -> Cell:
    name = calendar.names.get(day, "")
    if day in calendar.off:
        return Cell(day, "off", "休", name)
    if day in calendar.made_up:
        return Cell(day, "worked", "班", name)
    if day.year not in calendar.years and (day.month, day.day) in STATUTORY:
        return Cell(day, "guessed", "预", STATUTORY[day.month, day.day])
    return Cell(day, "weekend" if day.weekday() >= 5 else "", "", "")
