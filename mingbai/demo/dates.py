"""Days of the demonstration, written relative to today so that the county never grows old.

2025-02-18   that very day
t-45  t+3    days from today
w  w+20      days from the day the document was written
06-15        the latest 15 June that lies at least `SETTLED` days back
06-15~1      the same, a year earlier
"""

import re
from datetime import date, timedelta

SETTLED = 25
"""Days a seasonal document needs behind it for its whole story to have happened."""

_RELATIVE = re.compile(r"([tw])([+-]\d+)?")
_SEASON = re.compile(r"(\d\d)-(\d\d)(?:~(\d+))?")


def day(text: str, today: date, written: date | None = None) -> date:
    """The date a text of the grammar above means.

    Raises ValueError when it is none of these forms, or counts from `written` before that is known.
    """
    if found := _RELATIVE.fullmatch(text):
        base = today if found[1] == "t" else written
        if base is None:
            raise ValueError(text)
        return base + timedelta(days=int(found[2] or 0))
    if found := _SEASON.fullmatch(text):
        return _season(int(found[1]), int(found[2]), int(found[3] or 0), today)
    return date.fromisoformat(text)


def _season(month: int, number: int, years_back: int, today: date) -> date:
    settled = today - timedelta(days=SETTLED)
    year = settled.year if (month, number) <= (settled.month, settled.day) else settled.year - 1
    return date(year - years_back, month, number)


def office_day(value: date) -> date:
    """The day itself, or the Friday before a weekend."""
    return value - timedelta(days=max(0, value.weekday() - 4))


def chinese(value: date) -> str:
    return f"{value.year}年{value.month}月{value.day}日"


def month_day(value: date) -> str:
    return f"{value.month}月{value.day}日"


def last_quarter(value: date) -> str:
    """The quarter that had ended on that day: `2026年第三季度`."""
    quarter = (value.month - 1) // 3
    return f"{value.year}年第{'一二三'[quarter - 1]}季度" if quarter else f"{value.year - 1}年第四季度"
