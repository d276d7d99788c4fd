"""Who may change a plan and its tasks."""

from typing import Any

from mingbai.lib.verdict import YES, Verdict, no
from mingbai.organisations.policies import may
from mingbai.organisations.queries import scope_of
from mingbai.plans.models import Plan, PlanTask
from mingbai.plans.queries import MANAGE
from mingbai.plans.states import PlanState, TaskState

ENDED = "这份计划已经办结或者作废，不能再改。"


def may_change(user: Any, plan: Plan) -> Verdict:
    """Its tasks may be corrected until the plan is closed or cancelled."""
    if plan.state not in (PlanState.READ, PlanState.CONFIRMED):
        return no(ENDED)
    return may(user, MANAGE, plan.organisation)


def may_rearrange(user: Any, plan: Plan) -> Verdict:
    """Joining, splitting and checking come before the confirmation; afterwards others work on the tasks."""
    if plan.state == PlanState.CONFIRMED:
        return no("计划已经确认，任务不能再合并、拆分。内容有变化的，请修改这一项并写明理由。")
    return may_change(user, plan)


def may_set_owner(user: Any, task: PlanTask) -> Verdict:
    """Whoever manages the plan, or the plans of all who lead the task: where several towns lead it, none of
    them names a person for the others."""
    if task.state == TaskState.DROPPED or task.plan.state in (PlanState.CLOSED, PlanState.CANCELLED):
        return no("这一项不再办理，不用指定责任人。")
    leads = task.lead_organisations
    if task.state == TaskState.CONFIRMED and leads:
        scope = scope_of(user, MANAGE)
        if all(scope.contains(one) for one in leads):
            return YES
    return may(user, MANAGE, task.plan.organisation)
