"""Whether a lower layer's 公开时限 is narrower than the one above: a limit is never widened downwards."""

import re
from collections.abc import Sequence
from dataclasses import asdict
from functools import lru_cache
from itertools import product
from typing import Any

from mingbai.timelimits import phrases
from mingbai.timelimits.phrases import Kind, Phrase
from mingbai.timelimits.rules import Unit

HOW = "请写成“10个工作日内”这样，或者“及时公开”。"
WORDS = {Unit.WORKING_DAY: "个工作日", Unit.CALENDAR_DAY: "日", Unit.MONTH: "个月", Unit.HOUR: "小时"}
FOREVER = float("inf")


@lru_cache(maxsize=4096)
def phrases_of(text: str) -> tuple[Phrase, ...]:
    """The typed phrases of a limit; catalogues repeat few texts over many rows."""
    return phrases.parse(text)


def read_limit(text: str) -> list[dict[str, Any]]:
    """The phrases of a limit as they are stored with a row."""
    return [{name: value for name, value in asdict(one).items() if value} for one in phrases_of(text)]


def narrower(new: str, old: str) -> str:
    """Why `new` is not narrower than `old`, in Chinese; "" when it is, or when both say the same.

    Numbers of days are compared; a limit above that names none, and does not say 及时, accepts any.
    Several limits in one text are compared in their order when both have as many, else the longest of
    the new ones with the shortest above.
    """
    if _plain(new) == _plain(old):
        return ""
    mine, theirs = _within(new), _within(old)
    if not mine:
        if _at_once(new) or not (theirs or _at_once(old)):
            return ""
        return f"看不出天数，无法和上级的“{old}”比较。{HOW}"
    if not theirs:
        return f"上级要求“{old}”，不能放宽成“{new}”。" if _at_once(old) else ""
    pairs = zip(mine, theirs, strict=True) if len(mine) == len(theirs) else product(mine, theirs)
    for one, other in pairs:
        if not _ends_no_later(one, other):
            return f"比上级的时限宽：本单位“{_text(one)}”，上级“{_text(other)}”。只能收紧，不能放宽。"
    return ""


def _within(text: str) -> Sequence[Phrase]:
    return [one for one in phrases_of(text) if one.kind == Kind.WITHIN and one.unit]


def _at_once(text: str) -> bool:
    return any(one.kind == Kind.AT_ONCE for one in phrases_of(text))


def _text(one: Phrase) -> str:
    return f"{one.number}{WORDS[Unit(one.unit)]}"


def _ends_no_later(one: Phrase, other: Phrase) -> bool:
    """Whatever the calendar: 20 days end before 20 working days, 20 working days may end after 20 days."""
    if one.unit == other.unit:
        return one.number <= other.number
    return _at_most(one) <= _at_least(other)


def _at_most(one: Phrase) -> float:
    """The longest the limit can last, in calendar days."""
    longest = {Unit.HOUR: 1 / 24, Unit.CALENDAR_DAY: 1, Unit.MONTH: 31, Unit.WORKING_DAY: FOREVER}
    return one.number * longest[Unit(one.unit)]


def _at_least(one: Phrase) -> float:
    """The shortest the limit can last, in calendar days."""
    shortest = {Unit.HOUR: 1 / 24, Unit.CALENDAR_DAY: 1, Unit.MONTH: 28, Unit.WORKING_DAY: 1}
    return one.number * shortest[Unit(one.unit)]


def _plain(text: str) -> str:
    return re.sub(r"[\s，。；,;]", "", text)
