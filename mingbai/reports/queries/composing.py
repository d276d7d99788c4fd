"""A whole report as the machine writes it today: parts with text and figures. Reads only."""

from collections.abc import Iterator, Mapping
from typing import Any

from mingbai.accounts.models import User
from mingbai.documents.fields.headings import number_mark
from mingbai.duties import queries as duties
from mingbai.lib import digests
from mingbai.plans.exports import when
from mingbai.plans.models import Plan, PlanTask
from mingbai.reports.queries.behind import pieces, task_lines
from mingbai.reports.queries.chapters import activities, problems, records
from mingbai.reports.queries.figures import Composed, Source
from mingbai.reports.queries.reach import Reach
from mingbai.reports.rules import TaskFacts, chinese_day, clip, overall_words, task_words
from mingbai.reports.states import Of, PartKind

LEVELS = 4


def composed(user: User, plan: Plan, reach: Reach) -> list[Composed]:
    """All parts in order: opening, the plan's headings, numbers, activities, what is missing, end.

    `user` must be able to read everything within reach (see `covers`), or numbers would be too small.
    """
    source = Source(user, plan, reach)
    writer = _Writer(source)
    return [
        writer.opening(),
        *writer.headings(),
        records(source),
        activities(source),
        problems(source),
        Composed("closing", PartKind.CLOSING, text="特此报告。"),
    ]


class _Writer:
    def __init__(self, source: Source) -> None:
        self.source = source

    # -- opening --------------------------------------------------------------------------

    def opening(self) -> Composed:
        found, today = duties.count(self.source.lines), chinese_day(self.source.reach.until)
        tasks = self.source.counted("tasks", "任务", of=Of.TASKS.value, plan=self.source.plan.pk)
        whose = "本级和下级单位" if self.source.reach.below else "本单位"
        text = (
            f"按照《{self.source.plan.title}》的要求，{self.source.reach.organisation.name}"
            f"{'及下级单位' if self.source.reach.below else ''}对照任务抓好落实。"
            f"截至{today}的落实情况报告如下。\n"
            f"计划中{whose}承担的任务共{tasks['number']}项。"
        )
        text += overall_words(found)
        return Composed(
            "intro",
            PartKind.INTRO,
            text=text,
            figures=[tasks, *self.source.states("all", found, plan=self.source.plan.pk)],
        )

    # -- the plan's headings ---------------------------------------------------------------

    def headings(self) -> Iterator[Composed]:
        """A part for every heading, also for those that only hold others."""
        groups: dict[tuple[str, ...], list[PlanTask]] = {}
        for task in self.source.tasks:
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
        lines = task_lines(self.source.user, self.source.reach, task.pk)
        found = duties.count(lines)
        proofs = pieces(self.source.user, self.source.reach, task.pk)
        leads = task.lead_organisations
        elsewhere = not any(self.source.reach.contains(one) for one in leads)
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
        figures = self.source.states(f"task:{task.pk}", found, task=task.pk)
        if found.total == 1:
            # One line that is due: its state says it.
            figures = [one for one in figures if not one["key"].endswith(":due")]
        name = clip(task.text, 20)
        if proofs:
            figures.append(
                self.source.figure(
                    f"task:{task.pk}:evidence", "佐证", len(proofs), of=Of.EVIDENCE.value, task=task.pk
                )
            )
        return task_words(facts, self.source.reach.until), [
            {**one, "label": f"{name}：{one['label']}"} for one in figures
        ]


def _bare(heading: str) -> str:
    """Without a number: the report counts its own headings."""
    mark = number_mark(heading)
    return heading[len(mark[1]) :].strip() or heading if mark else heading


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
