"""Whom a person may give work to by a plan."""

from mingbai.accounts.models import User
from mingbai.organisations.queries import scope_of
from mingbai.plans.actions.recording import refuse
from mingbai.plans.models import Plan, PlanTask, TaskUnit
from mingbai.plans.queries import MANAGE
from mingbai.plans.states import TaskState, UnitRole


def require_reach(plan: Plan, by: User, task: PlanTask | None = None) -> None:
    """Nobody gives work to units that are not theirs to lead: a town's clerk not to the next town.

    Lead organisations, of all tasks or of one, lie within the person's own reach or below the
    plan's organisation.
    """
    led = TaskUnit.objects.filter(task__plan=plan, role=UnitRole.LEAD).exclude(task__state=TaskState.DROPPED)
    if task is not None:
        led = led.filter(task=task)
    scope, own = scope_of(by, MANAGE), plan.organisation.path
    strange = {
        unit.organisation.name
        for unit in led.select_related("organisation")
        if not scope.contains(unit.organisation) and not unit.organisation.path.startswith(own)
    }
    if strange:
        names = "、".join(sorted(strange))
        refuse("plan", f"{names}不归您这里交办。请把牵头单位改成本单位的，或者请县公开办来确认这份计划。")
