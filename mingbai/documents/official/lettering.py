"""How wide text is, where a title is broken, and how a day is written."""

import re
from datetime import date

LATIN = re.compile(r"[\x00-\xff]")
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
BETWEEN = re.compile(
    r"(?<=[年的、度和及与])(?=.)|(?=《|落实|贯彻|实施|执行|印发|工作|情况|方案|要点|通知|通报|报告|政务公开|进一步)"
)
"""Where a title may be broken."""


def width_of(text: str) -> float:
    """In characters of Chinese; Latin letters and digits count half."""
    return sum(0.5 if LATIN.match(sign) else 1 for sign in text)


def title_lines(text: str, longest: int) -> list[str]:
    """A long title on several lines; the organisation before 关于 stands alone where it fits."""
    return [line for part in clean(text).splitlines() if part.strip() for line in _lines(part, longest)]


def _lines(text: str, longest: int) -> list[str]:
    text = text.strip()
    if width_of(text) <= longest:
        return [text]
    about = text.find("关于", 1)
    if about > 0 and width_of(text[:about]) <= longest:
        return [text[:about], *_even(text[about:], longest)]
    return _even(text, longest)


def _even(text: str, longest: int) -> list[str]:
    """Lines of about the same length, broken between words as far as they are known."""
    number = -int(-width_of(text) // longest)
    if number <= 1:
        return [text]
    ideal = -int(-len(text) // number)
    breaks = [
        found.start() for found in BETWEEN.finditer(text) if _fits(text, found.start(), number, longest)
    ]
    at = min(breaks, key=lambda place: abs(place - ideal), default=ideal)
    return [text[:at], *_even(text[at:], longest)]


def _fits(text: str, at: int, number: int, longest: int) -> bool:
    return 0 < width_of(text[:at]) <= longest and width_of(text[at:]) <= longest * (number - 1)


def day_words(day: date | None) -> str:
    return f"{day.year}年{day.month}月{day.day}日" if day else ""


def clean(text: str) -> str:
    """Without the signs that XML cannot hold."""
    return CONTROL.sub("", str(text))
