"""The trail of plans, and the row that an action holds while it decides."""

from typing import Any, NoReturn

from django.core.exceptions import ValidationError

from mingbai.accounts.models import User
from mingbai.ledger.actions import append
from mingbai.organisations.queries import acting_role
from mingbai.plans import followers
from mingbai.plans.models import Plan, PlanTask
from mingbai.plans.queries import MANAGE
from mingbai.plans.states import PlanState


def refuse(field: str, message: str) -> NoReturn:
    raise ValidationError({field: message})


def locked(plan: Plan) -> Plan:
    """The plan as it now is, held until the transaction ends: one person changes its tasks at a time."""
    return Plan.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=plan.pk)


def locked_task(task: PlanTask) -> PlanTask:
    """The task as it now is, its plan held."""
    plan = locked(task.plan)
    found = PlanTask.objects.get(pk=task.pk)
    found.plan = plan
    return found


def trail(*, verb: str, by: User, subject: Plan | PlanTask, **detail: Any) -> None:
    """One event; whoever follows confirmed plans is told."""
    plan = subject if isinstance(subject, Plan) else subject.plan
    role = acting_role(by, MANAGE, plan.organisation)
    append(verb=verb, by=by, subject=subject, organisation=plan.organisation, role=role, detail=detail)
    if plan.state != PlanState.READ:
        followers.tell(plan)
