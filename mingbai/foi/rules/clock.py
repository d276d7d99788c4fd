"""Until when a request must be answered, worked out anew from its whole log (条例第三十至三十五条)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from mingbai.foi.rules.consultations import (
    Consultation,
    Segment,
    consultations_of,
    segments_of,
)
from mingbai.foi.rules.deadlines import Deadline, deadlines_of
from mingbai.foi.rules.explaining import explanations
from mingbai.foi.rules.log import Event, Log, LogEntry, WrongEntry, log_of
from mingbai.timelimits.rules import Calendar, LimitValue, Result, Step, due, working_days_between

__all__ = ["Clock", "Deadline", "Event", "LogEntry", "Pause", "Waiting", "WrongEntry", "clock"]

RESTARTING = (Event.CLARIFIED, Event.FEE_PAID)


@dataclass(frozen=True)
class Pause:
    """A consultation that still runs; `until` is when their time runs out, None when that is not known."""

    kind: str
    label: str
    sequence: int
    since: date
    until: date | None


@dataclass(frozen=True)
class Waiting:
    """The clock stands still, and starts afresh when what is awaited arrives. `until` is their deadline."""

    kind: str
    since: date
    until: date | None
    text: str


@dataclass(frozen=True)
class Clock:
    """How a request stands at the end of a day.

    `started_on`: the day from which the current period counts. `due`: the last day for the answer, None
    while `waiting`; while something in `paused` runs it is the day it would be if that ended today, so
    `days_left` stands still. `days_left`: working days after today up to `due`, negative when overdue,
    None once the request is closed or while waiting. `overdue` too is False then. `estimated`: the day may
    still move. `in_time` is None until the request has been answered. `closed_on`: answered, withdrawn or
    taken as given up.
    """

    started_on: date
    due: date | None
    estimated: bool
    days_left: int | None
    overdue: bool
    paused: tuple[Pause, ...]
    waiting: tuple[Waiting, ...]
    deadlines: tuple[Deadline, ...]
    steps: tuple[Step, ...]
    answered_on: date | None
    in_time: bool | None
    closed_on: date | None


@dataclass(frozen=True)
class _Case:
    """A log with everything that is needed for counting; `as_of` is today, or the day it was closed."""

    log: Log
    calendar: Calendar
    limits: Mapping[str, LimitValue]
    consultations: tuple[Consultation, ...]
    as_of: date


def clock(
    log: Iterable[LogEntry], *, calendar: Calendar, limits: Mapping[str, LimitValue], today: date
) -> Clock:
    """The clock of one request; `limits` are those in force when it was received, by their keys.

    The same log gives the same clock, in whatever order its entries come. `WrongEntry` when an entry
    contradicts the law or another entry, or lies after `today`.
    """
    known = log_of(log, today)
    consultations = consultations_of(known, calendar, limits)
    closed = known.closed
    case = _Case(known, calendar, limits, consultations, closed.on if closed else today)
    _refuse_extensions(case)
    deadlines = deadlines_of(known, consultations, calendar, limits)
    waiting = _waiting(known, deadlines)
    _refuse_lapse(known, waiting)
    return _clock(case, deadlines, waiting)


def _clock(case: _Case, deadlines: tuple[Deadline, ...], waiting: tuple[Waiting, ...]) -> Clock:
    log, closed = case.log, case.log.closed
    paused = () if closed else tuple(_pause(one) for one in case.consultations if one.runs(case.as_of))
    standing = _delayed(log, _counted(case, RESTARTING))
    last = None if waiting else standing.due
    running = last is not None and closed is None
    said = explanations(log, case.consultations, deadlines, standing.due, _due_for_fee(case), case.as_of)
    answered = log.day(Event.ANSWERED)
    return Clock(
        started_on=_start(log, RESTARTING),
        due=last,
        estimated=last is not None and (standing.estimated or bool(paused)),
        days_left=working_days_between(case.as_of, last, case.calendar) if last and running else None,
        overdue=last is not None and running and case.as_of > last,
        paused=paused,
        waiting=waiting if closed is None else (),
        deadlines=deadlines,
        steps=_steps(said, standing, waiting, paused),
        answered_on=answered,
        in_time=_in_time(answered, standing.due, waiting),
        closed_on=closed.on if closed else None,
    )


def _in_time(answered: date | None, ends: date, waiting: Sequence[Waiting]) -> bool | None:
    """What is answered while the clock stands still is in time when it stopped before it ran out."""
    if answered is None:
        return None
    return min([answered, *(one.since for one in waiting)]) <= ends


# -- counting ------------------------------------------------------------------


def _counted(case: _Case, restarting: Sequence[Event]) -> Result:
    """The reply period from the last of the `restarting` events, with what was excluded and granted."""
    log, limit = case.log, case.limits["foi.reply"]
    start = _start(log, restarting)
    segments = segments_of(case.consultations, start, case.as_of)
    extension = next((one for one in log.of(Event.EXTENDED) if one.on >= start), None)
    events: dict[str, list[date]] = {str(event): log.days(event) for event in restarting if log.of(event)}
    if extension is not None:
        limit = _granting(limit, extension)
        events["extended"] = [extension.on]
    for segment in segments:
        name = _pausing(limit, segment)
        events.setdefault(f"{name}_start", []).append(segment.first)
        events.setdefault(f"{name}_stop", []).append(segment.last)
    return due(limit, log.received, case.calendar, events)


def _start(log: Log, restarting: Iterable[Event]) -> date:
    """《条例》第三十条：补正的，答复期限自收到补正的申请之日起计算；缴费的，自缴费次日起重新计算。"""
    return max([log.received, *(day for event in restarting for day in log.days(event))])


def _granting(limit: LimitValue, extension: LogEntry) -> LimitValue:
    """The limit with the working days that this extension grants, where they are fewer than it may."""
    if extension.number is None:
        return limit
    rules = tuple(
        replace(rule, number=extension.number) if rule.name == "extended" else rule for rule in limit.events
    )
    return replace(limit, events=rules)


def _pausing(limit: LimitValue, segment: Segment) -> str:
    """The limit's name for this pause; a version entered before it knew co-producers has other organs."""
    name = segment.kind.name
    return name if f"{name}_start" in limit.event_rules else "other_organ"


def _delayed(log: Log, counted: Result) -> Result:
    """条例第三十五条：确定的延迟答复期限代替第三十三条的期限，但不会使期限缩短。"""
    delay = log.one(Event.DELAYED)
    if delay is None or delay.until is None or delay.until <= counted.due:
        return counted
    kept = tuple(step for step in counted.steps if step.day <= counted.due)
    return Result(delay.until, False, (*kept, Step(delay.until, "延迟答复的最后一天")))


def _due_for_fee(case: _Case) -> date | None:
    """Until when the fee notice had to go out: the end of the period in which it was sent."""
    if case.log.day(Event.FEE_NOTICE_SENT) is None:
        return None
    return _delayed(case.log, _counted(case, (Event.CLARIFIED,))).due


# -- standing still ------------------------------------------------------------


def _pause(one: Consultation) -> Pause:
    until = one.opinion.due if one.opinion else None
    return Pause(one.kind.name, one.kind.label, one.sequence, one.started, until)


def _waiting(log: Log, deadlines: Iterable[Deadline]) -> tuple[Waiting, ...]:
    ends = {one.kind: one.due for one in deadlines}
    found = []
    sent = log.day(Event.CLARIFICATION_SENT)
    if sent is not None and not log.of(Event.CLARIFIED):
        text = "已经告知补正，等申请人补正；收到补正后的申请，答复期限从那一天重新起算。"
        found.append(Waiting("clarification", sent, ends["clarification_reply"], text))
    asked = log.day(Event.FEE_NOTICE_SENT)
    if asked is not None and not log.of(Event.FEE_PAID) and not log.of(Event.FEE_WAIVED):
        text = "已经发出收费通知，等申请人缴费；缴费以后，答复期限从缴费次日重新起算。"
        found.append(Waiting("fee", asked, ends["fee_payment"], text))
    return tuple(found)


def _refuse_extensions(case: _Case) -> None:
    log = case.log
    most = case.limits["foi.reply"].event_rules["extended"].number
    runs = []
    for one in log.of(Event.EXTENDED):
        if one.number is not None and not 1 <= one.number <= most:
            raise WrongEntry(Event.EXTENDED, f"延期最短1个、最长{most}个工作日（条例第三十三条）。")
        runs.append(sum(day <= one.on for event in RESTARTING for day in log.days(event)))
    if len(set(runs)) < len(runs):
        raise WrongEntry(
            Event.EXTENDED, f"延期只能有一次，最长不超过{most}个工作日（条例第三十三条），不能再次延期。"
        )


def _refuse_lapse(log: Log, waiting: Sequence[Waiting]) -> None:
    lapsed = log.day(Event.LAPSED)
    if lapsed is None:
        return
    if not waiting:
        raise WrongEntry(Event.LAPSED, "没有正在等待的补正或者缴费，不能视为放弃。")
    if not any(one.until is not None and one.until < lapsed for one in waiting):
        raise WrongEntry(Event.LAPSED, "补正或者缴费的期限还没有过，不能视为放弃；期限见通知书。")


# -- line by line --------------------------------------------------------------


def _steps(
    said: Iterable[Step], standing: Result, waiting: Sequence[Waiting], paused: Sequence[Pause]
) -> tuple[Step, ...]:
    """The facts and the count by their days; while the clock stands still there is nothing to count."""
    if waiting:
        start = [step for step in standing.steps if step.day <= min(one.since for one in waiting)]
        still = [Step(one.since, one.text) for one in waiting]
        return tuple(sorted([*start, *said, *still], key=lambda one: one.day))
    lines = sorted([*said, *standing.steps], key=lambda one: one.day)
    names = "、".join(dict.fromkeys(one.label for one in paused))
    if paused:
        text = f"预计到期：{names}还没有结束，按今天结束计算；结束以前到期日随之推后，剩余天数不变"
        lines.append(Step(standing.due, text))
    return tuple(lines)
