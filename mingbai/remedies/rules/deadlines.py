"""The deadlines of a case: a pure function of its dates, what happened in it, the calendar and the limits."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from mingbai.remedies.states import DaysUnit, Event, Instance, Kind, Procedure
from mingbai.timelimits.rules import Calendar, LimitValue, Step, Unit, WrongEvent, due


@dataclass(frozen=True)
class Facts:
    """What of a case its deadlines depend on; None where a day is not known (yet)."""

    kind: str
    procedure: str
    instance: str
    began_on: date
    served_on: date | None = None
    ended_on: date | None = None
    decision_served_on: date | None = None
    appealed_on: date | None = None


@dataclass(frozen=True)
class Happened:
    event: str
    on: date
    until: date | None = None


@dataclass(frozen=True)
class Deadline:
    """`ours`: we must keep it; otherwise the authority must, or (`optional`) we may use the time or let it
    pass. `due` is None while the day it runs from is not recorded; `missing` then says which that is.
    """

    key: str
    name: str
    ours: bool
    due: date | None
    estimated: bool
    met_on: date | None
    steps: tuple[Step, ...]
    optional: bool = False
    missing: str = ""

    def left(self, today: date) -> int | None:
        """Days until it ends, negative when it has passed; None when it is met or cannot be counted."""
        return None if self.met_on or self.due is None else (self.due - today).days

    def overdue(self, today: date) -> bool:
        """Whether something that must be done was not done in time."""
        if self.optional or self.due is None:
            return False
        return (self.met_on or today) > self.due


@dataclass(frozen=True)
class _Row:
    """One deadline before it is counted."""

    limit: str
    name: str
    start: date | None
    met_on: date | None
    ours: bool = True
    optional: bool = False
    missing: str = ""


def deadlines(
    facts: Facts, happened: Iterable[Happened], *, calendar: Calendar, limits: Mapping[str, LimitValue]
) -> tuple[Deadline, ...]:
    """In the order in which they run. `WrongEvent` when the course contradicts itself."""
    course = tuple(happened)
    rows = _of_review(facts, course) if facts.kind == Kind.REVIEW else _of_suit(facts, course)
    return tuple(_counted(row, course, calendar, limits[row.limit]) for row in rows)


def _of_review(facts: Facts, course: tuple[Happened, ...]) -> list[_Row]:
    """行政复议法第五十四条（书面答复）、第六十二条（审理期限）。"""
    simple = facts.procedure == Procedure.SIMPLE
    return [
        _Row(
            "review.answer_simplified" if simple else "review.answer",
            "提交书面答复和证据",
            facts.served_on,
            _first(course, Event.ANSWERED),
            missing="收到答复通知的日期",
        ),
        _Row(
            "review.decision_simplified" if simple else "review.decision",
            "复议机关作出决定",
            facts.began_on,
            facts.ended_on,
            ours=False,
        ),
    ]


def _of_suit(facts: Facts, course: tuple[Happened, ...]) -> list[_Row]:
    """行政诉讼法第六十七条（举证）、第八十一条和第八十八条（审限）、第八十五条（上诉）。"""
    second = facts.instance == Instance.SECOND
    rows = [
        _Row(
            "lawsuit.judgment_appeal" if second else "lawsuit.judgment",
            "人民法院作出裁判",
            facts.began_on,
            facts.ended_on,
            ours=False,
        )
    ]
    if not second:
        evidence = _first(course, Event.EVIDENCE)
        rows.insert(
            0,
            _Row(
                "lawsuit.evidence",
                "提交答辩状和证据",
                facts.served_on,
                evidence,
                missing="收到起诉状副本的日期",
            ),
        )
        if facts.ended_on is not None:
            start, late = facts.decision_served_on, "收到判决书、裁定书的日期"
            rows.append(
                _Row("lawsuit.appeal", "提起上诉", start, facts.appealed_on, optional=True, missing=late)
            )
    return rows


def _counted(row: _Row, course: tuple[Happened, ...], calendar: Calendar, limit: LimitValue) -> Deadline:
    if row.start is None:
        return Deadline(row.limit, row.name, row.ours, None, True, row.met_on, (), row.optional, row.missing)
    result = due(limit, row.start, calendar, _events(limit, course))
    day, steps = result.due, result.steps
    # 行政诉讼法第三十六条：因不可抗力等正当事由不能提供证据的，经人民法院准许，可以延期提供。
    postponed = [one for one in course if one.event == Event.POSTPONED and one.until]
    if row.limit == "lawsuit.evidence" and postponed:
        last = max(postponed, key=lambda one: one.until or one.on)
        assert last.until is not None
        day, steps = last.until, (*steps, Step(last.until, f"{last.on} 法院准许延期，最后一天改为这一天"))
    # Months know no pauses; how long the court's own time then is, the court says.
    unsure = [one for one in course if one.event in _COURT_DECIDES and one.event not in limit.event_rules]
    if not row.ours and unsure:
        steps = (*steps, Step(day, "中止、延长的时间没有算进去，以法院通知为准"))
    estimated = result.estimated or (not row.ours and bool(unsure))
    return Deadline(row.limit, row.name, row.ours, day, estimated, row.met_on, steps, row.optional)


_COURT_DECIDES = (Event.SUSPENDED, Event.EXTENDED)


def _events(limit: LimitValue, course: tuple[Happened, ...]) -> dict[str, list[date]]:
    """What of the course this limit knows, such as an extension by the review body."""
    known = limit.event_rules
    found: dict[str, list[date]] = {}
    for one in course:
        if one.event in known:
            found.setdefault(one.event, []).append(one.on)
    return found


def _first(course: Iterable[Happened], event: Event) -> date | None:
    return min((one.on for one in course if one.event == event), default=None)


def renewal_due(
    limit: LimitValue, start: date, calendar: Calendar, days: int | None, unit: str
) -> tuple[date, tuple[Step, ...], bool]:
    """(last day, calculation, estimated) of a new answer; `days` of `unit` when the decision sets them."""
    if days is not None:
        words = "决定书、判决书载明的期限"
        # 决定书写“日”的，按自然日；最后一天是休假日的顺延。
        counted = Unit.WORKING_DAY if unit == DaysUnit.WORKING else Unit.CALENDAR_DAY
        limit = replace(limit, number=days, unit=counted, name=words)
    result = due(limit, start, calendar)
    return result.due, result.steps, result.estimated


def course_problem(course: Iterable[Happened], began_on: date) -> str:
    """Why this course cannot be, in Chinese; "" when it can."""
    suspended: date | None = None
    order = {Event.SUSPENDED: 0, Event.RESUMED: 1}
    for one in sorted(course, key=lambda row: (row.on, order.get(Event(row.event), 0))):
        if one.on < began_on:
            return f"日期（{one.on}）早于受理、立案的日期（{began_on}），请核对。"
        if one.event == Event.SUSPENDED:
            if suspended is not None:
                return f"{suspended} 已经中止，还没有恢复，不能再记一次中止。"
            suspended = one.on
        if one.event == Event.RESUMED:
            if suspended is None:
                return "没有中止的记录，不能记恢复审理。"
            suspended = None
    if sum(one.event == Event.EXTENDED for one in course) > 1:
        return "延长审理期限已经记过一次，请核对。"
    return ""


__all__ = [
    "Deadline", "Facts", "Happened", "WrongEvent", "course_problem", "deadlines", "renewal_due",
]  # fmt: skip
