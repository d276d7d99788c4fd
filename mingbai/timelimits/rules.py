"""Counting working days over a calendar that is given as values."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count

# 《全国年节及纪念日放假办法》（2024年11月10日修订）第二条中公历日期固定的节日。清明、农历节日
# 和调休没有当年通知无法确定，不估；真正的到期日可能早于或晚于估出的日子，所以一律标明“预计”。
STATUTORY = frozenset({(1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3)})

_WEEKDAYS = "一二三四五六日"


@dataclass(frozen=True)
class Calendar:
    """Days off on weekdays and weekends alike (`off`), weekends worked (`made_up`), and the years
    for which a notice of the State Council has been entered (`years`)."""

    off: frozenset[date] = field(default_factory=frozenset)
    made_up: frozenset[date] = field(default_factory=frozenset)
    years: frozenset[int] = field(default_factory=frozenset)


@dataclass(frozen=True)
class Result:
    """`due` is the last day on which the thing is in time. `estimated` when a year without a notice
    was crossed. `steps` shows the count line by line, in Chinese."""

    due: date
    estimated: bool
    steps: tuple[str, ...]


def is_working_day(day: date, calendar: Calendar) -> bool:
    """Made-up weekends are worked; without a notice for the year, weekends and STATUTORY are off."""
    if day in calendar.made_up:
        return True
    return _why_off(day, calendar) == ""


def add_working_days(start: date, n: int, calendar: Calendar) -> Result:
    """The nth working day after `start`; the first day is not counted, the next working day is day 1.

    《民法典》第二百零一条：“按照年、月、日计算期间的，开始的当日不计入，自下一日开始计算。”
    n = 0 is `start` itself. ValueError for a negative n.
    """
    if n < 0:
        raise ValueError(f"working days cannot be negative: {n}")
    steps, day, done, estimated = [f"{_plain(start)}：起算，当日不计"], start, 0, False
    while done < n:
        day += timedelta(days=1)
        estimated = estimated or day.year not in calendar.years
        if is_working_day(day, calendar):
            done += 1
            made_up = "（调休上班）" if day in calendar.made_up else ""
            steps.append(f"{_plain(day)}：第{done}个工作日{made_up}")
        else:
            steps.append(f"{_plain(day)}：{_why_off(day, calendar)}，不计")
    if estimated:
        steps.append(f"预计{_plain(day)}到期：当年放假通知尚未录入，录入后重新计算")
    return Result(day, estimated, tuple(steps))


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


def _why_off(day: date, calendar: Calendar) -> str:
    if day in calendar.off:
        return "放假"
    if day.weekday() >= 5:
        return "周末"
    estimated = day.year not in calendar.years and (day.month, day.day) in STATUTORY
    return "法定节日" if estimated else ""


def _plain(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日（周{_WEEKDAYS[day.weekday()]}）"
