"""Telling people that a plan asks something of them."""

from collections import defaultdict

from django.urls import reverse

from mingbai.accounts.models import User
from mingbai.lib import clock
from mingbai.notifications.actions import Draft, notify, notify_many
from mingbai.organisations.models import Role
from mingbai.organisations.queries import valid_memberships
from mingbai.plans.models import Plan, PlanTask, TaskUnit
from mingbai.plans.states import TaskState, UnitRole

AT_WORK = (Role.DRAFTER, Role.REPORTER, Role.ORGANISATION_ADMIN)
"""Who takes up the tasks of an organisation."""


def tell_leaders(plan: Plan) -> None:
    """One notice for the staff of every lead organisation, with the number of its tasks."""
    rows = TaskUnit.objects.filter(task__plan=plan, task__state=TaskState.CONFIRMED, role=UnitRole.LEAD)
    tasks: dict[int, set[int]] = defaultdict(set)
    for organisation, task in rows.values_list("organisation", "task"):
        tasks[organisation].add(task)
    held = valid_memberships(clock.today()).filter(organisation__in=tasks, role__in=AT_WORK)
    notify_many(
        Draft(
            user=one.user,
            text=f"《{plan.title}》已经确认，{one.organisation}牵头 {len(tasks[one.organisation_id])} 项。",
            key=f"plan:{plan.pk}:{one.organisation_id}",
            link=reverse("plans:plan", args=[plan.pk]),
        )
        for one in held.select_related("user", "organisation").order_by("pk")
    )


def tell_owner(task: PlanTask, owner: User) -> None:
    notify(
        user=owner,
        text=f"您是《{task.plan.title}》第 {task.order} 项任务的责任人。",
        key=f"plan-task:{task.pk}",
        link=f"{reverse('plans:plan', args=[task.plan_id])}#task-{task.pk}",
    )
