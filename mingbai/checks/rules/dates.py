"""Days that do not exist, weekdays that do not fit, and a text dated in the future."""

import re
from collections.abc import Iterator
from datetime import date

from mingbai.checks.findings import ASK
from mingbai.checks.rules.marks import Mark

_DATE = re.compile(
    r"[0-9０-９]{1,4}(?:年 ?([0-9０-９]{1,2}))?月(?: ?([0-9０-９]{1,2})[日号])?"
    r"(?:\s?[（(]?(?:星期|礼拜|周)([一二三四五六日天])(?![\u4e00-\u9fff]))?"
)
_MONTH = re.compile("月(?<=[0-9０-９]月)")
_WEEKDAYS = "一二三四五六日"
_LONGEST = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def impossible(text: str, written_on: date) -> Iterator[Mark]:
    """`written_on` gives the year of a day that names none."""
    if not _MONTH.search(text):
        return
    for m in _DATE.finditer(text):
        if text[m.start() - 1 : m.start()] in {".", "．", "-", "/", "~", "～"}:
            continue
        head = m[0].split("年")[0] if m[1] else ""
        month = int(m[1] or re.match(r"\d+", m[0])[0])  # type: ignore[index]
        year = int(head) if head else written_on.year
        problem = _problem(year if m[1] else None, month, int(m[2]) if m[2] else None)
        if not problem and m[2] and m[3]:
            problem = _weekday(date(year, month, int(m[2])), m[3])
        if problem:
            yield Mark("date", problem[0], ASK, m.start(), m.end(), problem[1], problem[2])


def in_future(written_on: date | None, today: date) -> str:
    """The message when a text claims to be written after today, else an empty string."""
    if written_on is None or written_on <= today:
        return ""
    return f"成文日期 {written_on:%Y年%-m月%-d日} 还没有到，请核对。"


def _problem(year: int | None, month: int, day: int | None) -> tuple[str, str, str] | None:
    if not 1 <= month <= 12:
        return "impossible_date", f"没有{month}月，请核对日期。", ""
    if day is None:
        return None
    longest = _LONGEST[month - 1]
    if month == 2 and year and not (year % 4 == 0 and (year % 100 or year % 400 == 0)):
        longest = 28
    if 1 <= day <= longest:
        return None
    which = f"{year}年{month}月" if year else f"{month}月"
    return "impossible_date", f"{which}没有{day}日，请核对日期。", ""


def _weekday(day: date, written: str) -> tuple[str, str, str] | None:
    right = _WEEKDAYS[day.weekday()]
    if right == written.replace("天", "日"):
        return None
    which = f"{day.year}年{day.month}月{day.day}日"
    return "weekday", f"{which}是星期{right}，不是星期{written}，请核对日期。", f"星期{right}"
