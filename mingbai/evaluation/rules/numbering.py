"""Numbers of rectification notices and the words of days."""

from datetime import date
from string import Formatter

PARTS = {"prefix", "year", "serial"}


def notice_number(pattern: str, *, prefix: str, year: int, serial: int) -> str:
    """Such as 明政公开改〔2026〕3号 from the pattern "{prefix}〔{year}〕{serial}号"."""
    return pattern.format(prefix=prefix, year=year, serial=serial)


def pattern_problem(pattern: str) -> str:
    """Why a pattern cannot number notices, in Chinese; "" when it can."""
    try:
        parts = {name for _, name, spec, _ in Formatter().parse(pattern) if name is not None}
    except ValueError:
        return "花括号不成对。请写成 {prefix}〔{year}〕{serial}号 这样。"
    if parts - PARTS:
        return "花括号里只能写 prefix（机关代字）、year（年份）、serial（顺序号）。"
    if not {"year", "serial"} <= parts:
        return "必须有 {year} 和 {serial}，否则号码会重复。"
    return ""


def chinese(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def days_left(due: date | None, today: date, settled: bool = False) -> str:
    """How much time is left, in words; "" without a date or when nothing is due any more."""
    if due is None or settled:
        return ""
    days = (due - today).days
    if days < 0:
        return f"已超期 {-days} 天"
    return "今天到期" if days == 0 else f"还有 {days} 天"


def yearly_due(month_day: str, year: int) -> date:
    """The day of `year` that "11-10" names; ValueError for what is no day."""
    month, _, day = month_day.partition("-")
    return date(year, int(month), int(day))
