"""The plan or task of an address, as far as the person's rights reach; else a 404."""

from dataclasses import dataclass
from typing import Any

from django.shortcuts import get_object_or_404

from mingbai.plans import queries, rules
from mingbai.plans.exports import when
from mingbai.plans.models import Plan, PlanTask
from mingbai.plans.states import UnitRole
from mingbai.shell.views import StaffRequest


def readable_plan(request: StaffRequest, pk: int) -> Plan:
    return get_object_or_404(queries.plans(request.user), pk=pk)


def managed_plan(request: StaffRequest, pk: int) -> Plan:
    return get_object_or_404(queries.managed(request.user), pk=pk)


def managed_task(request: StaffRequest, pk: int) -> PlanTask:
    rows = queries.with_units(PlanTask.objects.filter(plan__in=queries.managed(request.user).values("pk")))
    return get_object_or_404(rows, pk=pk)


@dataclass(frozen=True)
class ShownUnit:
    """A unit as printed and what it stands for: names, or nothing (`known` False: nobody said why)."""

    printed: str
    names: tuple[str, ...]
    known: bool

    @property
    def short(self) -> str:
        """Up to two names, and how many there are; "" where the printed words are the name itself."""
        if self.names == (self.printed,):
            return ""
        more = f"等 {len(self.names)} 个" if len(self.names) > 2 else ""
        return "、".join(self.names[:2]) + more


@dataclass(frozen=True)
class Card:
    """A task as the pages show it."""

    task: PlanTask
    source: list[tuple[str, bool]]
    lead: list[ShownUnit]
    support: list[ShownUnit]

    @property
    def when(self) -> str:
        return when(self.task)

    @property
    def where(self) -> str:
        return " › ".join(self.task.headings)

    @property
    def is_open(self) -> bool:
        """Whether a unit still stands for nothing."""
        return any(not unit.known for unit in (*self.lead, *self.support))


def card(task: PlanTask, left_open: frozenset[str]) -> Card:
    return Card(
        task=task,
        source=rules.marked(task.source or task.text, _phrases(task)),
        lead=_shown(task, UnitRole.LEAD, task.lead_text, left_open),
        support=_shown(task, UnitRole.SUPPORT, task.support_text, left_open),
    )


def left_open(plan: Plan) -> frozenset[str]:
    """Units of which a person said that they stand for no organisation."""
    rows = plan.choices.filter(organisations=None)
    return frozenset(rows.values_list("printed", flat=True))


def _phrases(task: PlanTask) -> list[str]:
    proposed: dict[str, Any] = task.proposed
    found = [*task.lead_text, *task.support_text, task.deadline_text, task.frequency_text]
    found += [str(one["text"]) for one in task.quantities]
    for name in ("deadlines", "frequencies"):
        found += [str(one["text"]) for one in proposed.get(name, ())]
    return found


def _shown(task: PlanTask, role: str, printed: list[str], left_open: frozenset[str]) -> list[ShownUnit]:
    rows = [one for one in task.units.all() if one.role == role]
    shown = []
    for unit in printed:
        names = tuple(one.organisation.name for one in rows if one.printed == unit)
        shown.append(ShownUnit(unit, names, bool(names) or unit in left_open))
    return shown
