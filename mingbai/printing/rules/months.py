"""A month of boards: which days it has, what hangs in it, and whether the boards have room."""

import calendar
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

_MONTH = re.compile(r"(\d{4})-(\d{2})")


def days_of(month: str) -> tuple[date, date] | None:
    """First and last day of 2026-05; None where it is no month."""
    found = _MONTH.fullmatch(month.strip())
    if found is None or not 1 <= int(found[2]) <= 12 or not 2000 <= int(found[1]) <= 2999:
        return None
    year, number = int(found[1]), int(found[2])
    return date(year, number, 1), date(year, number, calendar.monthrange(year, number)[1])


def words_of(month: str) -> str:
    """2026-05 → 2026年5月."""
    return f"{int(month[:4])}年{int(month[5:])}月"


@dataclass(frozen=True)
class Hanging:
    """So many A4 sheets on one board from a day; `until` None: for the whole month."""

    sheets: int
    from_on: date
    until: date | None


def fullest(hanging: Iterable[Hanging], first: date, last: date) -> tuple[int, date]:
    """How many sheets hang at the same time at most within the month, and from which day."""
    rows = list(hanging)
    starts = sorted({max(one.from_on, first) for one in rows if one.from_on <= last}) or [first]
    counted = [(sum(one.sheets for one in rows if _hangs(one, day)), day) for day in starts]
    return max(counted, key=lambda one: one[0])


def _hangs(one: Hanging, day: date) -> bool:
    return one.from_on <= day and (one.until is None or one.until >= day)


def warning_of(name: str, slots: int | None, hanging: Sequence[Hanging], first: date, last: date) -> str:
    """What to tell about a board that has no room for all of it; "" when it has, or its size is not known."""
    if not slots:
        return ""
    most, day = fullest(hanging, first, last)
    if most <= slots:
        return ""
    return (
        f"“{name}”能贴 {slots} 张 A4，{day.month}月{day.day}日起要同时贴 {most} 张，"
        f"少 {most - slots} 张的位置。请加一块公示栏，或者先撤下期满的。"
    )
