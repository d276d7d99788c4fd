"""Whether a lower layer's 公开时限 is narrower than the one above: a limit is never widened downwards."""

import re
from typing import Any, NamedTuple

AT_ONCE = re.compile(r"及时|实时|即时|立即|随时|当[日天]")
_WITHIN = re.compile(
    r"(?P<least>公示期?(?:限|为)?|不(?:少|低|短)于|不得?少于|至少|提前|满)?\s*"
    r"(?P<number>\d+|[一二三四五六七八九十]{1,3})\s*(?:个)?(?P<unit>工作日|自然日|日历日|小时|日|天|周|月)(?!首|下)"
)
_DIGITS = {char: number for number, char in enumerate("零一二三四五六七八九十")}
HOW = "请写成“10个工作日内”这样，或者“及时公开”。"


class Within(NamedTuple):
    """To be done within `number` of `unit` (working day, day, hour)."""

    number: int
    unit: str

    @property
    def text(self) -> str:
        return f"{self.number}{ {'working_day': '个工作日', 'day': '日', 'hour': '小时'}[self.unit] }"


def narrower(new: str, old: str) -> str:
    """Why `new` is not narrower than `old`, in Chinese; "" when it is, or when both say the same.

    Whatever can be read as number and unit is compared; a limit above that names no number accepts any.
    Days of different kinds are compared so that the answer is right whatever the calendar: N days end
    before N working days, but N working days may end after N days.
    """
    if _plain(new) == _plain(old):
        return ""
    mine, theirs = spans(new), spans(old)
    if not mine:
        return "" if AT_ONCE.search(new) or not theirs else f"看不出天数，无法和上级的“{old}”比较。{HOW}"
    if not theirs:
        if AT_ONCE.search(old):
            return f"上级要求“{old}”，不能放宽成“{new}”。"
        return ""
    pairs = (
        zip(mine, theirs, strict=True) if len(mine) == len(theirs) else [(_longest(mine), _shortest(theirs))]
    )
    for one, other in pairs:
        if not _ends_no_later(one, other):
            return f"比上级的时限宽：本单位“{one.text}”，上级“{other.text}”。只能收紧，不能放宽。"
    return ""


def spans(text: str) -> tuple[Within, ...]:
    """The "within" limits of a text in their order; how long something must stay up is none of them."""
    return tuple(
        _span(found["number"], found["unit"]) for found in _WITHIN.finditer(text) if not found["least"]
    )


def _span(number: str, unit: str) -> Within:
    value = int(number) if number.isdigit() else _chinese(number)
    if unit == "工作日":
        return Within(value, "working_day")
    if unit == "小时":
        return Within(value, "hour")
    return Within(value * {"周": 7, "月": 30}.get(unit, 1), "day")


def _chinese(text: str) -> int:
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return _DIGITS[text[0]]
    return (_DIGITS[tens[-1]] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0)


def _ends_no_later(one: Within, other: Within) -> bool:
    if one.unit == other.unit:
        return one.number <= other.number
    if one.unit == "working_day":
        return False
    if "hour" in (one.unit, other.unit):
        return one.unit == "hour" and one.number <= other.number * 24
    return one.number <= other.number


def _longest(several: tuple[Within, ...]) -> Within:
    return max(several, key=_weight)


def _shortest(several: tuple[Within, ...]) -> Within:
    return min(several, key=_weight)


def _weight(one: Within) -> float:
    return one.number * {"working_day": 1.5, "day": 1, "hour": 1 / 24}[one.unit]


def _plain(text: str) -> str:
    return re.sub(r"[\s，。；,;]", "", text)


def read_limit(text: str) -> list[dict[str, Any]]:
    """The phrases of a limit as they are stored with a row."""
    return []
