"""When a limit ends: a pure function of the limit, its start, the calendar and what happened meanwhile."""

from calendar import monthrange
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from mingbai.timelimits.periods import MONTHS, Per, Period, period_of
from mingbai.timelimits.rules.days import (
    Calendar,
    Result,
    Step,
    is_working_day,
    made_up_words,
    previous_working_day,
    reservations,
    why_off,
)
from mingbai.timelimits.rules.limits import UNITS, Effect, EventRule, LimitValue, Sense, Unit

Events = Mapping[str, date | Sequence[date]]
"""Name of an event (see `LimitValue.events`) → its day, or its days where it happened more than once."""

LONGEST = 10_000
"""Days or units a limit may have; anything longer is a typing error."""


class WrongEvent(ValueError):
    """An event the limit does not know, or one on an impossible day; the message is for the clerk."""


@dataclass(frozen=True)
class _Course:
    """What is left of the events: from when to count, how much, and which days do not count."""

    start: date
    number: int
    pauses: tuple[tuple[date, date, str], ...]
    open_pause: bool
    steps: tuple[Step, ...]

    def paused(self, day: date) -> str:
        """Why the day does not count, in Chinese; "" when it does."""
        return next((label for first, last, label in self.pauses if first < day <= last), "")


def due(limit: LimitValue, start: date, calendar: Calendar, events: Events | None = None) -> Result:
    """The last day of `limit` that began with `start` (the event's day, not counted by itself).

    For hours, `start` is a datetime and so is the result's `due`; a plain day begins at 0 o'clock.
    `WrongEvent` when an event is unknown to this limit or lies before its start.
    """
    start = start if limit.unit == Unit.HOUR else _day(start)
    if limit.unit == Unit.TIMES:
        _refuse_events(limit, events)
        return _periodic(limit, start, calendar)
    course = _course(limit, start, events or {})
    if limit.unit == Unit.HOUR:
        return _hours(limit, course)
    if limit.sense == Sense.BEFORE:
        return _backwards(limit, course, calendar)
    if limit.unit == Unit.MONTH:
        return _months(limit, course, calendar)
    if limit.unit == Unit.CALENDAR_DAY:
        return _warned(limit, start, calendar, events or {}, _calendar_days(limit, course, calendar))
    return _warned(limit, start, calendar, events or {}, _working_days(limit, course, calendar))


def _warned(limit: LimitValue, start: date, calendar: Calendar, events: Events, result: Result) -> Result:
    """`result`, with a line where the decision to extend came after the limit had already ended."""
    extending = {name for name in events if limit.event_rules[name].effect == Effect.EXTEND}
    if not extending:
        return result
    unextended = {name: days for name, days in events.items() if name not in extending}
    ended = due(limit, start, calendar, unextended).due
    late = [day for day, rule in _flat(limit, events) if rule.effect == Effect.EXTEND and day > ended]
    text = f"注意：决定延期时原期限（{ended}）已经届满，延期可能无效，请核对"
    return replace(result, steps=(*result.steps, *(Step(day, text) for day in late)))


# -- what happened meanwhile ---------------------------------------------------


def _refuse_events(limit: LimitValue, events: Events | None) -> None:
    for name in events or {}:
        _rule_of(limit, name)


def _rule_of(limit: LimitValue, name: str) -> EventRule:
    rule = limit.event_rules.get(name)
    if rule is None:
        known = "、".join(f"{one.name}（{one.label}）" for one in limit.events)
        raise WrongEvent(
            f"“{limit.name}”没有叫 {name} 的事件。"
            + (f"可以写：{known}。" if known else "这个时限不带事件。")
        )
    return rule


def _course(limit: LimitValue, start: date, events: Events) -> _Course:
    happened = sorted(_flat(limit, events), key=lambda one: one[0])
    steps = [Step(start, _starting(limit))]
    for day, rule in happened:
        if day < _day(start):
            raise WrongEvent(f"{rule.label}的日期（{day}）早于起算日（{_day(start)}），请核对。")
    restarts = [(day, rule) for day, rule in happened if rule.effect == Effect.RESTART]
    if restarts:
        start, rule = restarts[-1]
        steps.append(Step(start, f"{rule.label}，从这一天重新起算，当日不计"))
        happened = [one for one in happened if one[0] >= start]
    extensions = [(day, rule) for day, rule in happened if rule.effect == Effect.EXTEND]
    if len(extensions) > 1:
        raise WrongEvent(f"{extensions[0][1].label}只能有一次，请核对。")
    for day, rule in extensions:
        steps.append(Step(day, f"{rule.label}，增加{rule.number}{UNITS[limit.unit]}"))
    pauses, still = _pauses(happened)
    for first, last, label in pauses:
        steps.append(Step(first, f"{label}，次日起暂停计算，到{last}止"))
    if still:
        steps.append(Step(still[0], f"{still[1].label}，还没有结束；结束以前不计入期限，结束后重新计算"))
    number = limit.number + sum(rule.number for _, rule in extensions)
    return _Course(start, number, tuple(pauses), still is not None, tuple(steps))


def _starting(limit: LimitValue) -> str:
    what = f"{limit.from_label}，" if limit.from_label else ""
    if limit.unit == Unit.HOUR:
        return f"{what}从这一刻起算"
    if limit.sense == Sense.BEFORE:
        return f"{what}从这一天往前数，当日不计"
    return f"{what}起算，{'当日计入' if limit.count_first_day else '当日不计'}"


def _flat(limit: LimitValue, events: Events) -> Iterator[tuple[date, EventRule]]:
    for name, days in events.items():
        rule = _rule_of(limit, name)
        for day in [days] if isinstance(days, date) else days:
            yield _day(day), rule


def _pauses(
    happened: Sequence[tuple[date, EventRule]],
) -> tuple[list[tuple[date, date, str]], tuple[date, EventRule] | None]:
    """(day it began, last day not counted, why) of each pause, and the one that has not ended.

    Several may run at once, such as asking two third parties: counting goes on when all have ended.
    """
    found: list[tuple[date, date, str]] = []
    running: list[tuple[date, EventRule]] = []
    # On one day, what begins is taken before what ends.
    for day, rule in sorted(happened, key=lambda one: (one[0], one[1].effect == Effect.RESUME)):
        if rule.effect == Effect.PAUSE:
            running.append((day, rule))
        elif rule.effect == Effect.RESUME:
            if not running:
                raise WrongEvent(f"{rule.label}以前没有开始的记录，请一并写上开始的日期。")
            first, why = running.pop(0)
            found.append((first, day, why.label))
    return found, running[0] if running else None


# -- counting ------------------------------------------------------------------


def _working_days(limit: LimitValue, course: _Course, calendar: Calendar) -> Result:
    steps, day, done = list(course.steps), course.start, 0
    first = course.start - timedelta(days=1) if limit.count_first_day else course.start
    day, estimated = first, False
    while done < course.number:
        day = _next(day)
        estimated = estimated or day.year not in calendar.years
        if not is_working_day(day, calendar):
            steps.append(Step(day, f"{why_off(day, calendar)}，不计"))
        elif why := course.paused(day):
            steps.append(Step(day, f"{why}期间，不计"))
        else:
            done += 1
            steps.append(Step(day, f"第{done}个工作日{made_up_words(day, calendar)}"))
    return _ended(limit, course, day, estimated, steps, calendar)


def _calendar_days(limit: LimitValue, course: _Course, calendar: Calendar) -> Result:
    steps, done = list(course.steps), 0
    day = course.start - timedelta(days=1) if limit.count_first_day else course.start
    while done < course.number:
        day = _next(day)
        if why := course.paused(day):
            steps.append(Step(day, f"{why}期间，不计"))
        else:
            done += 1
    steps.append(Step(day, f"第{done}日（自然日，节假日也计入）"))
    return _shifted(limit, course, day, steps, calendar)


def _months(limit: LimitValue, course: _Course, calendar: Calendar) -> Result:
    """《民法典》第二百零二条：到期月的对应日为期间的最后一日；没有对应日的，月末日为最后一日。"""
    day = add_months(course.start, course.number)
    why = "对应日" if day.day == course.start.day else "没有对应日，为月末日"
    if limit.count_first_day:
        day, why = day - timedelta(days=1), f"{why}的前一日（当日计入）"
    steps = [*course.steps, Step(day, f"满{course.number}个月，{why}")]
    return _shifted(limit, course, day, steps, calendar)


def _hours(limit: LimitValue, course: _Course) -> Result:
    moment = course.start
    if not isinstance(moment, datetime):
        moment = datetime(moment.year, moment.month, moment.day)
    end = moment + timedelta(hours=course.number)
    text = f"{moment:%H:%M}起{course.number}小时，到{end:%H:%M}（不分节假日）"
    return Result(end, course.open_pause, (*course.steps, Step(end, text)))


def _backwards(limit: LimitValue, course: _Course, calendar: Calendar) -> Result:
    if limit.unit == Unit.MONTH:
        day = add_months(course.start, -course.number)
    elif limit.unit == Unit.CALENDAR_DAY:
        day = course.start - timedelta(days=course.number)
    else:
        day, done = course.start, 0
        while done < course.number:
            day -= timedelta(days=1)
            done += is_working_day(day, calendar)
    steps = [*course.steps, Step(day, f"往前数{course.number}{UNITS[limit.unit]}，最迟这一天")]
    estimated = any(one.year not in calendar.years for one in (day, course.start))
    if limit.shift and not is_working_day(day, calendar):
        steps.append(Step(day, f"{why_off(day, calendar)}，提前到前一个工作日"))
        day = previous_working_day(day, calendar)
    return Result(
        day, estimated, (*steps, Step(day, "最迟到这一天"), *reservations(day, estimated, calendar))
    )


def _periodic(limit: LimitValue, start: date, calendar: Calendar) -> Result:
    """The first due day on or after `start`: the day fixed in the period, or the period's last day."""
    period = period_of(Per(limit.per), _day(start))
    if due_in(limit, period) < _day(start):
        period = period.next()
    day = due_in(limit, period)
    what = f"{period.label}的期限，{'规定的日期' if limit.day else '这一期的最后一天'}"
    steps = [Step(_day(start), "从这一天往后找最近的一期"), Step(day, what)]
    course = _Course(_day(start), limit.number, (), False, ())
    return _shifted(limit, course, day, steps, calendar)


def due_in(limit: LimitValue, period: Period) -> date:
    """The day within `period` by which something periodic is due, before any shift."""
    if not limit.day and not limit.month:
        return period.end
    first, last = period.month(limit.month or MONTHS.get(period.per, 1))
    return min(last, first.replace(day=min(limit.day, last.day))) if limit.day else last


def _shifted(limit: LimitValue, course: _Course, day: date, steps: list[Step], calendar: Calendar) -> Result:
    """《民法典》第二百零三条：“期间的最后一日是法定休假日的，以法定休假日结束的次日为期间的最后一日。”"""
    estimated = False
    if limit.shift:
        estimated = day.year not in calendar.years
        ending = day
        while not is_working_day(day, calendar):
            steps.append(Step(day, f"{why_off(day, calendar)}，顺延"))
            day = _next(day)
            estimated = estimated or day.year not in calendar.years
        if day != ending:
            steps.append(Step(day, "休假日结束的次日，为期间的最后一日"))
    return _ended(limit, course, day, estimated, steps, calendar)


def _ended(
    limit: LimitValue, course: _Course, day: date, estimated: bool, steps: list[Step], calendar: Calendar
) -> Result:
    steps.sort(key=lambda one: one.day)
    steps.append(Step(day, "到这一天才满" if limit.sense == Sense.AT_LEAST else "最后一天"))
    counts_rest_days = limit.shift or limit.unit == Unit.WORKING_DAY
    steps += reservations(day, estimated, calendar) if counts_rest_days else ()
    if course.open_pause:
        steps.append(Step(day, "预计到期：暂停还没有结束，结束以前的天数不计入，到期日还会推后"))
    return Result(day, estimated or course.open_pause, tuple(steps))


def add_months(day: date, months: int) -> date:
    """The same day `months` later (earlier when negative), or that month's last day."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _day(moment: date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _next(day: date) -> date:
    return day + timedelta(days=1)
