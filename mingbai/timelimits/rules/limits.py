"""What a limit is: a number, a unit, the event it runs from, and where it is written."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Unit(StrEnum):
    WORKING_DAY = "working_day"
    CALENDAR_DAY = "calendar_day"
    MONTH = "month"
    HOUR = "hour"
    TIMES = "times"
    """So many times in every period, or once by a fixed day of it."""


class Sense(StrEnum):
    WITHIN = "within"
    """To be done within the time."""
    AT_LEAST = "at_least"
    """Must last at least so long."""
    BEFORE = "before"
    """To be done at least so long before the event."""


class Certainty(StrEnum):
    TEXT = "text"
    RETOLD = "retold"
    LOCAL = "local"
    MEMORY = "memory"
    OWN = "own"


class Effect(StrEnum):
    RESTART = "restart"
    PAUSE = "pause"
    RESUME = "resume"
    EXTEND = "extend"


UNITS = {
    Unit.WORKING_DAY: "个工作日",
    Unit.CALENDAR_DAY: "日",
    Unit.MONTH: "个月",
    Unit.HOUR: "小时",
    Unit.TIMES: "次",
}
PER_WORDS = {
    "day": "每天",
    "week": "每周",
    "month": "每月",
    "quarter": "每季度",
    "half_year": "每半年",
    "year": "每年",
}
SENSE_WORDS = {Sense.WITHIN: "以内", Sense.AT_LEAST: "以上（不少于）", Sense.BEFORE: "以前"}


@dataclass(frozen=True)
class EventRule:
    """What may happen while a limit runs.

    `name` as written after `--event`, `label` in Chinese. `effect`: the limit restarts, is paused,
    goes on, or grows by `number` of its own units.
    """

    name: str
    label: str
    effect: Effect
    number: int = 0


@dataclass(frozen=True)
class LimitValue:
    """A limit as it counts on some day.

    `per`, `month` (1-based within the period) and `day` say when something periodic is due; 0 is the
    period's last month or day. `shift`: a last day that is no working day moves to the next one, for
    `Sense.BEFORE` to the one before (民法典第二百零三条). `valid_from` is the first day of this version.
    """

    key: str
    name: str
    number: int
    unit: Unit
    from_event: str
    from_label: str
    article: str
    sense: Sense = Sense.WITHIN
    count_first_day: bool = False
    shift: bool = True
    per: str = ""
    month: int = 0
    day: int = 0
    quote: str = ""
    note: str = ""
    certainty: Certainty = Certainty.TEXT
    events: tuple[EventRule, ...] = ()
    valid_from: date = date.min

    @property
    def event_rules(self) -> Mapping[str, EventRule]:
        return {rule.name: rule for rule in self.events}


def in_words(limit: LimitValue) -> str:
    """The limit as people write it, such as "20个工作日以内" or "每年1月31日以前"."""
    if limit.unit == Unit.TIMES:
        return _periodic(limit)
    number = f"{limit.number}{UNITS[limit.unit]}"
    if limit.unit == Unit.MONTH and limit.number % 12 == 0:
        number = f"{limit.number // 12}年"
    return f"{number}{SENSE_WORDS[limit.sense]}"


def _periodic(limit: LimitValue) -> str:
    per = PER_WORDS[limit.per]
    if limit.day:
        month = f"{limit.month}月" if limit.per == "year" else f"第{limit.month}个月" if limit.month else ""
        return f"{per}{month}{limit.day}日以前"
    least = "至少" if limit.sense == Sense.AT_LEAST else ""
    return f"{per}{least}{limit.number}次"
