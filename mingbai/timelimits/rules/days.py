"""Working days: which they are, and counting them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count

# 《全国年节及纪念日放假办法》（2024年11月10日修订）第二条中公历日期固定的节日。清明、农历节日
# 和调休没有当年通知无法确定，不估；真正的到期日可能早于或晚于估出的日子，所以一律标明“预计”。
STATUTORY = {
    (1, 1): "元旦",
    (5, 1): "劳动节",
    (5, 2): "劳动节",
    (10, 1): "国庆节",
    (10, 2): "国庆节",
    (10, 3): "国庆节",
}

YEAR_END = (12, 29)
"""From this day on the notice for the next year may still change days of this one, as for 2019."""

_WEEKDAYS = "一二三四五六日"


@dataclass(frozen=True)
class Calendar:
    """Days off on weekdays and weekends alike (`off`), weekends worked (`made_up`), and the years
    for which a notice of the State Council has been entered (`years`). `names` says why a day is off."""

    off: frozenset[date] = field(default_factory=frozenset)
    made_up: frozenset[date] = field(default_factory=frozenset)
    years: frozenset[int] = field(default_factory=frozenset)
    names: Mapping[date, str] = field(default_factory=dict, compare=False)


@dataclass(frozen=True)
class Step:
    """One line of a calculation; `str()` is the line as shown to a clerk or a court."""

    day: date
    text: str

    def __str__(self) -> str:
        return f"{plain(self.day)}：{self.text}"


@dataclass(frozen=True)
class Result:
    """`due` is the last day on which the thing is in time, for limits in hours the last moment.

    `estimated` when the day can still move: a year without a notice was crossed, or a pause has not
    ended. `steps` shows the count line by line, in Chinese.
    """

    due: date
    estimated: bool
    steps: tuple[Step, ...]


def is_working_day(day: date, calendar: Calendar) -> bool:
    """Made-up weekends are worked; without a notice for the year, weekends and STATUTORY are off."""
    return day in calendar.made_up or why_off(day, calendar) == ""


def add_working_days(start: date, n: int, calendar: Calendar) -> Result:
    """The nth working day after `start`; the first day is not counted, the next working day is day 1.

    《民法典》第二百零一条：“按照年、月、日计算期间的，开始的当日不计入，自下一日开始计算。”
    n = 0 is `start` itself. ValueError for a negative n.
    """
    if n < 0:
        raise ValueError(f"working days cannot be negative: {n}")
    steps, day, done, estimated = [Step(start, "起算，当日不计")], start, 0, False
    while done < n:
        day += timedelta(days=1)
        estimated = estimated or day.year not in calendar.years
        if is_working_day(day, calendar):
            done += 1
            steps.append(Step(day, f"第{done}个工作日{made_up_words(day, calendar)}"))
        else:
            steps.append(Step(day, f"{why_off(day, calendar)}，不计"))
    return Result(day, estimated, (*steps, *reservations(day, estimated, calendar)))


def working_days_between(start: date, end: date, calendar: Calendar) -> int:
    """Working days after `start` up to and including `end`; negative when `end` lies before `start`.

    The inverse of `add_working_days`: days left until a due date, or, negative, days overdue.
    """
    if end < start:
        return -working_days_between(end, start, calendar)
    span = (end - start).days
    return sum(is_working_day(start + timedelta(days=i), calendar) for i in range(1, span + 1))


def next_working_day(day: date, calendar: Calendar) -> date:
    """The day itself when worked, else the first working day after it."""
    return next(later for i in count() if is_working_day(later := day + timedelta(days=i), calendar))


def previous_working_day(day: date, calendar: Calendar) -> date:
    """The day itself when worked, else the last working day before it."""
    return next(early for i in count() if is_working_day(early := day - timedelta(days=i), calendar))


def why_off(day: date, calendar: Calendar) -> str:
    """Why the day is not worked, in Chinese; "" when it is."""
    if day in calendar.off:
        return f"{calendar.names.get(day, '')}放假"
    if day in calendar.made_up:
        return ""
    if day.weekday() >= 5:
        return "周末"
    estimated = day.year not in calendar.years and (day.month, day.day) in STATUTORY
    return f"{STATUTORY[day.month, day.day]}法定节日" if estimated else ""


def made_up_words(day: date, calendar: Calendar) -> str:
    return "（调休上班）" if day in calendar.made_up else ""


def reservations(day: date, estimated: bool, calendar: Calendar) -> tuple[Step, ...]:
    """What still has to be said about a due date: that it is an estimate, or may move at the year's end."""
    if estimated:
        return (Step(day, "预计到期：当年放假通知尚未录入，录入后重新计算"),)
    if (day.month, day.day) >= YEAR_END and day.year + 1 not in calendar.years:
        return (
            Step(day, f"注意：{day.year + 1}年放假通知尚未录入，元旦调休可能涉及年末几天，录入后重新计算"),
        )
    return ()


def plain(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日（周{_WEEKDAYS[day.weekday()]}）"
