"""A whole report as the machine writes it today: parts with text and figures. Reads only."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from mingbai.accounts.models import User
from mingbai.disclosures.queries import counts
from mingbai.documents.fields.headings import number_mark
from mingbai.duties import queries as duties
from mingbai.duties.rules import Counts
from mingbai.lib import digests
from mingbai.organisations.queries import Scope
from mingbai.plans.exports import when
from mingbai.plans.models import Plan, PlanTask
from mingbai.registers.queries.kinds import kinds
from mingbai.reports.queries.behind import address, number, pieces, rows, task_lines
from mingbai.reports.queries.reach import Reach
from mingbai.reports.rules import Held, TaskFacts, chinese_day, clip, held_words, shares, task_words
from mingbai.reports.states import Of, PartKind

STATES = {
    "due": "已到期",
    "met": "按时完成",
    "nil": "零报告",
    "late": "逾期完成",
    "missing": "没有完成",
    "open": "未到期",
    "not_applicable": "不适用",
}
ALWAYS = ("training", "meeting_heard")
"""Kinds of activities of which a report says so when there were none."""
BY = {"topic": "主题", "field": "领域", "genre": "体裁"}
MOST_PROBLEMS = 30
LEVELS = 4


@dataclass(frozen=True)
class Composed:
    """One part as the machine writes it."""

    key: str
    kind: str
    level: int = 1
    heading: str = ""
    headings: Sequence[str] = ()
    path: str = ""
    text: str = ""
    figures: Sequence[Mapping[str, Any]] = field(default_factory=list)


def composed(user: User, plan: Plan, reach: Reach) -> list[Composed]:
    """All parts in order: opening, the plan's headings, numbers, activities, what is missing, end.

    `user` must be able to read everything within reach (see `covers`), or numbers would be too small.
    """
    writer = _Writer(user, plan, reach)
    return [
        writer.opening(),
        *writer.headings(),
        writer.records(),
        writer.activities(),
        writer.problems(),
        Composed("closing", PartKind.CLOSING, text="特此报告。"),
    ]


class _Writer:
    def __init__(self, user: User, plan: Plan, reach: Reach) -> None:
        self.user, self.plan, self.reach = user, plan, reach
        self.tasks = list(reach.tasks(plan))
        self.lines = rows(user, reach, {"of": Of.LINES, "plan": plan.pk})

    def _figure(self, name: str, label: str, counted: int, /, **ask: Any) -> dict[str, Any]:
        where = address(self.reach, ask)
        return {"key": name, "label": label, "number": counted, "address": where, "ask": ask}

    def _counted(self, name: str, label: str, /, **ask: Any) -> dict[str, Any]:
        return self._figure(name, label, number(self.user, self.reach, ask), **ask)

    def _states(self, key: str, found: Counts, **ask: Any) -> list[dict[str, Any]]:
        """A figure for each state that occurs; `due` is what the rate is counted of."""
        return [
            self._figure(
                f"{key}:{state}",
                label,
                getattr(found, state),
                of=Of.LINES.value,
                **ask,
                **({"due": 1} if state == "due" else {"state": state}),
            )
            for state, label in STATES.items()
            if getattr(found, state)
        ]

    # -- opening --------------------------------------------------------------------------

    def opening(self) -> Composed:
        found, today = duties.count(self.lines), chinese_day(self.reach.until)
        tasks = self._counted("tasks", "任务", of=Of.TASKS.value, plan=self.plan.pk)
        text = (
            f"按照《{self.plan.title}》的要求，{self.reach.organisation.name}"
            f"{'及下级单位' if self.reach.below else ''}对照任务抓好落实。"
            f"截至{today}的落实情况报告如下。\n"
            f"计划中{'本级和下级单位' if self.reach.below else '本单位'}承担的任务共{tasks['number']}项。"
        )
        text += _overall(found)
        return Composed(
            "intro",
            PartKind.INTRO,
            text=text,
            figures=[tasks, *self._states("all", found, plan=self.plan.pk)],
        )

    # -- the plan's headings ---------------------------------------------------------------

    def headings(self) -> Iterator[Composed]:
        """A part for every heading, also for those that only hold others."""
        groups: dict[tuple[str, ...], list[PlanTask]] = {}
        for task in self.tasks:
            place = tuple(str(one) for one in task.headings[:LEVELS])
            for depth in range(1, len(place)):
                groups.setdefault(place[:depth], [])
            groups.setdefault(place, []).append(task)
        for place, tasks in _in_order(groups):
            texts, figures = [], []
            for task in tasks:
                words, numbers = self._task(task)
                texts.append(words)
                figures += numbers
            yield Composed(
                f"heading:{digests.of_value(list(place))[:40]}",
                PartKind.HEADING,
                level=max(len(place), 1),
                heading=_bare(place[-1]) if place else "",
                headings=place,
                path=tasks[0].path if tasks else "",
                text="\n".join(texts),
                figures=figures,
            )

    def _task(self, task: PlanTask) -> tuple[str, list[dict[str, Any]]]:
        lines = task_lines(self.user, self.reach, task.pk)
        found = duties.count(lines)
        proofs = pieces(self.user, self.reach, task.pk)
        leads = task.lead_organisations
        elsewhere = not any(self.reach.contains(one) for one in leads)
        facts = TaskFacts(
            text=task.text,
            when=when(task),
            counts=found,
            places=lines.order_by().values("organisation").distinct().count(),
            pieces=[(one.on, one.label) for one in proofs],
            elsewhere="、".join(one.name for one in leads[:3]) + ("等" if len(leads) > 3 else "")
            if elsewhere
            else "",
            **_of_single(lines.first() if found.total == 1 else None),
        )
        figures = self._states(f"task:{task.pk}", found, task=task.pk)
        name = clip(task.text, 20)
        if proofs:
            figures.append(
                self._figure(
                    f"task:{task.pk}:evidence", "佐证", len(proofs), of=Of.EVIDENCE.value, task=task.pk
                )
            )
        return task_words(facts, self.reach.until), [
            {**one, "label": f"{name}：{one['label']}"} for one in figures
        ]

    # -- what follows the headings -------------------------------------------------------------

    def records(self) -> Composed:
        all_ = self._counted("records", "公开信息", of=Of.RECORDS.value)
        start, end = chinese_day(self.reach.start), chinese_day(self.reach.end)
        text, figures = f"{start}至{end}，通过政府信息公开平台公开信息{all_['number']}条。", [all_]
        for by, name in BY.items():
            found = self._shares(by)
            text += shares(name, [(one["label"], one["number"]) for one in found])
            figures += [{**one, "label": f"{name}：{one['label']}"} for one in found]
        posted = self._counted("posted", "张贴村务公开表", of=Of.POSTED.value)
        if posted["number"]:
            text += f"通过村务公开栏张贴公开表{posted['number']}期。"
            figures.append(posted)
        return Composed("records", PartKind.RECORDS, heading="信息公开数量", text=text, figures=figures)

    def _shares(self, by: str) -> list[dict[str, Any]]:
        scope = self.reach.organisation if self.reach.below else Scope(ids=(self.reach.organisation.pk,))
        return [
            self._figure(
                f"records:{by}:{one.key}", one.label, one.number, of=Of.RECORDS.value, by=by, key=str(one.key)
            )
            for one in counts(scope, self.reach.start, self.reach.end, by=by)
        ]

    def activities(self) -> Composed:
        texts, figures = [], []
        for key, kind in kinds().items():
            ask = {"of": Of.ACTIVITIES.value, "kind": key}
            held = [
                Held(row.held_on, row.title, row.summary, row.chair_post)
                for row in rows(self.user, self.reach, ask)
            ]
            if held or key in ALWAYS:
                texts.append(held_words(kind.name, held))
                figures.append(self._figure(f"activities:{key}", kind.name, len(held), **ask))
        return Composed(
            "activities",
            PartKind.ACTIVITIES,
            heading="培训、会议等工作开展情况",
            text="\n".join(texts),
            figures=figures,
        )

    def problems(self) -> Composed:
        bad = self.lines.filter(state__in=["missing", "late"])
        found = duties.count(bad)
        if not found.total:
            text = f"截至{chinese_day(self.reach.until)}，台账里没有逾期完成或者没有完成的任务。"
        else:
            text = f"没有完成{found.missing}项次，逾期完成{found.late}项次："
            named = [
                f"{row.organisation.name}“{clip(row.duty.title, 30)}”{_how(row)}"
                for row in bad.order_by("state", "organisation__path", "due_on")[:MOST_PROBLEMS]
            ]
            more = "等" if found.total > MOST_PROBLEMS else ""
            text += "；".join(named) + f"{more}。"
        figures = self._states("problems", found, plan=self.plan.pk)
        figures = [one for one in figures if not one["key"].endswith(":due")]
        return Composed("problems", PartKind.PROBLEMS, heading="存在的问题", text=text, figures=figures)


def _bare(heading: str) -> str:
    """Without a number: the report counts its own headings."""
    mark = number_mark(heading)
    return heading[len(mark[1]) :].strip() or heading if mark else heading


def _overall(found: Counts) -> str:
    if not found.total:
        return "这些任务还没有列入台账，以下没有完成情况的统计。"
    due = (
        f"已到期{found.due}项次，其中按时完成{found.met}项次、零报告{found.nil}项次、"
        f"逾期完成{found.late}项次、没有完成{found.missing}项次，按时率{found.percent}"
        if found.due
        else "还没有到期的事项"
    )
    later = f"；未到期{found.open}项次" if found.open else ""
    return f"列入台账的{due}{later}。"


def _of_single(line: Any) -> dict[str, Any]:
    if line is None:
        return {}
    return {
        "done_on": line.met_on,
        "due_on": line.due_on,
        "overdue": line.overdue,
        "wanted": line.duty.at_least,
        "evidence": line.evidence,
    }


def _how(row: Any) -> str:
    due = f"，截止{chinese_day(row.due_on)}" if row.due_on else ""
    return f"{'没有完成' if row.state == 'missing' else f'晚{row.overdue}天完成'}{due}"


def _in_order(
    groups: Mapping[tuple[str, ...], list[PlanTask]],
) -> Iterator[tuple[tuple[str, ...], list[PlanTask]]]:
    """Headings depth first, in the order in which they appeared; tasks without heading come first."""

    def below(parent: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], list[PlanTask]]]:
        for place, tasks in groups.items():
            if len(place) == len(parent) + 1 and place[:-1] == parent:
                yield place, tasks
                yield from below(place)

    if () in groups:
        yield (), groups[()]
    yield from below(())
