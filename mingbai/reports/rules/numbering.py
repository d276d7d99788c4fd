"""Numbers of headings by the official levels, and days in words."""

from collections.abc import Iterable
from datetime import date

SIGNS = "零一二三四五六七八九"


def chinese_day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def chinese_number(number: int) -> str:
    """1–99: 一, 十, 二十三."""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{SIGNS[tens]}十"
    return head + (SIGNS[ones] if ones or not tens else "")


def mark(level: int, number: int) -> str:
    """一、 （一） 1. （1）: 结构层次序数依次用“一、”“（一）”“1.”“（1）”标注."""
    if level == 1:
        return f"{chinese_number(number)}、"
    if level == 2:
        return f"（{chinese_number(number)}）"
    return f"{number}." if level == 3 else f"（{number}）"


def numbered(levels: Iterable[int]) -> list[str]:
    """The marks of headings at these levels (1–4), one after the other; counting begins anew below each."""
    counts = [0] * 5
    found = []
    for level in levels:
        level = min(max(level, 1), 4)
        counts[level] += 1
        counts[level + 1 :] = [0] * (4 - level)
        found.append(mark(level, counts[level]))
    return found
