"""Periods of the calendar, from days to years, each with a key that sorts."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import models


class Per(models.TextChoices):
    DAY = "day", "每天"
    WEEK = "week", "每周"
    MONTH = "month", "每月"
    QUARTER = "quarter", "每季度"
    HALF_YEAR = "half_year", "每半年"
    YEAR = "year", "每年"


MONTHS = {Per.MONTH: 1, Per.QUARTER: 3, Per.HALF_YEAR: 6, Per.YEAR: 12}
"""How many months a period lasts; days and weeks are not made of months."""

IN_A_YEAR = {Per.DAY: 365, Per.WEEK: 52, Per.MONTH: 12, Per.QUARTER: 4, Per.HALF_YEAR: 2, Per.YEAR: 1}
"""How many periods a year has, for sorting and for pace; a year may have 53 weeks."""

_KEYS = {
    Per.DAY: r"(\d{4})-(\d\d)-(\d\d)",
    Per.WEEK: r"(\d{4})W(\d\d)",
    Per.MONTH: r"(\d{4})-(\d\d)",
    Per.QUARTER: r"(\d{4})Q([1-4])",
    Per.HALF_YEAR: r"(\d{4})H([12])",
    Per.YEAR: r"(\d{4})",
}
_NUMERALS = "一二三四"


@dataclass(frozen=True, order=True)
class Period:
    """`start` and `end` are its first and last day. Weeks are those of ISO 8601, Monday to Sunday."""

    start: date
    end: date
    per: Per

    @property
    def key(self) -> str:
        """Such as "2026-05-04", "2026W07", "2026-05", "2026Q1", "2026H1", "2026"."""
        number = (self.start.month - 1) // MONTHS.get(self.per, 12) + 1
        if self.per == Per.DAY:
            return self.start.isoformat()
        if self.per == Per.WEEK:
            year, week, _ = self.start.isocalendar()
            return f"{year}W{week:02d}"
        suffix = {Per.MONTH: f"-{number:02d}", Per.QUARTER: f"Q{number}", Per.HALF_YEAR: f"H{number}"}
        return f"{self.start.year}{suffix.get(self.per, '')}"

    @property
    def label(self) -> str:
        """Such as "2026年第一季度"."""
        year, month = self.start.year, self.start.month
        if self.per == Per.DAY:
            return f"{year}年{month}月{self.start.day}日"
        if self.per == Per.WEEK:
            iso = self.start.isocalendar()
            return f"{iso.year}年第{iso.week}周"
        return {
            Per.MONTH: f"{year}年{month}月",
            Per.QUARTER: f"{year}年第{_NUMERALS[(month - 1) // 3]}季度",
            Per.HALF_YEAR: f"{year}年{'上' if month == 1 else '下'}半年",
            Per.YEAR: f"{year}年",
        }[self.per]

    def next(self) -> "Period":
        return period_of(self.per, self.end + timedelta(days=1))

    def month(self, number: int) -> tuple[date, date]:
        """First and last day of its `number`th month, 1-based; the last one when it has fewer."""
        months = MONTHS.get(self.per, 1)
        first = _add_months(self.start.replace(day=1), min(max(number, 1), months) - 1)
        return first, _add_months(first, 1) - timedelta(days=1)


def period_of(per: Per | str, day: date) -> Period:
    """The period that contains `day`."""
    per = Per(per)
    if per == Per.DAY:
        return Period(day, day, per)
    if per == Per.WEEK:
        monday = day - timedelta(days=day.weekday())
        return Period(monday, monday + timedelta(days=6), per)
    months = MONTHS[per]
    start = date(day.year, (day.month - 1) // months * months + 1, 1)
    return Period(start, _add_months(start, months) - timedelta(days=1), per)


def periods_between(per: Per | str, start: date, end: date) -> Iterator[Period]:
    """Every period that has a day from `start` to `end`, in order; none when `end` lies before."""
    if end < start:
        return
    period = period_of(per, start)
    while period.start <= end:
        yield period
        period = period.next()


def of_key(key: str) -> Period:
    """The period with that key; ValueError when it is none."""
    for per, pattern in _KEYS.items():
        if found := re.fullmatch(pattern, key):
            return _from_numbers(per, [int(number) for number in found.groups()])
    raise ValueError(f"not a period: {key!r}")


def _from_numbers(per: Per, numbers: list[int]) -> Period:
    if per == Per.DAY:
        return period_of(per, date(*numbers))
    if per == Per.WEEK:
        return period_of(per, date.fromisocalendar(numbers[0], numbers[1], 1))
    month = (numbers[1] - 1) * MONTHS[per] + 1 if len(numbers) > 1 else 1
    return period_of(per, date(numbers[0], month, 1))


def _add_months(first: date, months: int) -> date:
    years, month = divmod(first.month - 1 + months, 12)
    return date(first.year + years, month + 1, 1)
