"""What is decided about a whole plan."""

from collections.abc import Collection

from django.db import transaction

from mingbai.accounts.models import User
from mingbai.lib import clock
from mingbai.lib.verdict import require
from mingbai.organisations.models import Organisation
from mingbai.organisations.policies import may
from mingbai.plans.actions.matching import match_units
from mingbai.plans.actions.reaching import require_reach
from mingbai.plans.actions.recording import locked, refuse, trail
from mingbai.plans.actions.telling import tell_leaders
from mingbai.plans.models import Plan, UnitChoice
from mingbai.plans.policies import may_change
from mingbai.plans.queries import MANAGE, unmatched
from mingbai.plans.states import PlanState, TaskState


@transaction.atomic
def assign_unit(*, plan: Plan, by: User, printed: str, organisations: Collection[Organisation]) -> Plan:
    """Say what a printed unit stands for in all tasks of the plan; nothing leaves it open on purpose."""
    held = locked(plan)
    require(may_change(by, held))
    tasks = list(held.tasks.all())
    if not any(printed in (*task.lead_text, *task.support_text) for task in tasks):
        refuse("printed", f"这份计划里没有写“{printed}”这个单位。")
    if ended := [one for one in organisations if one.valid_to is not None]:
        refuse("organisations", f"“{ended[0]}”已于 {ended[0].valid_to} 撤销，请选接手的单位。")
    choice, _ = UnitChoice.objects.get_or_create(plan=held, printed=printed)
    choice.organisations.set(organisations)
    match_units(held, tasks)
    if held.state == PlanState.CONFIRMED:
        require_reach(held, by)
    trail(
        verb="plan.assign_unit",
        by=by,
        subject=held,
        printed=printed,
        codes=sorted(one.code for one in organisations),
    )
    return held


@transaction.atomic
def confirm(*, plan: Plan, by: User) -> Plan:
    """Let all tasks that were not left out count. Refused while a lead unit is matched with no organisation
    and nobody has left it open."""
    held = locked(plan)
    require(may(by, MANAGE, held.organisation))
    if held.state != PlanState.READ:
        refuse("plan", f"这份计划{held.get_state_display()}，不用再确认。")
    if open_units := [one.printed for one in unmatched(held) if one.leads]:
        refuse(
            "plan", f"牵头单位“{'”“'.join(open_units)}”还没有对上机构。请逐个选择机构，或者注明不对应机构。"
        )
    require_reach(held, by)
    counted = held.tasks.filter(state=TaskState.PROPOSED).update(state=TaskState.CONFIRMED)
    if not counted:
        refuse("plan", "没有一项任务可以确认。请至少恢复一项，或者把这份计划作废。")
    held.state, held.confirmed_by, held.confirmed_at = PlanState.CONFIRMED, by, clock.now()
    held.save(update_fields=["state", "confirmed_by", "confirmed_at"])
    tell_leaders(held)
    trail(verb="plan.confirm", by=by, subject=held, tasks=counted)
    return held


@transaction.atomic
def close(*, plan: Plan, by: User, note: str) -> Plan:
    """End the work on a confirmed plan; its tasks and their results stay to be read."""
    return _end(plan, by, PlanState.CLOSED, (PlanState.CONFIRMED,), note, verb="plan.close")


@transaction.atomic
def cancel(*, plan: Plan, by: User, reason: str) -> Plan:
    """Withdraw a plan that was uploaded or confirmed by mistake; its tasks ask for nothing any more."""
    allowed = (PlanState.READ, PlanState.CONFIRMED)
    return _end(plan, by, PlanState.CANCELLED, allowed, reason, verb="plan.cancel")


def _end(plan: Plan, by: User, state: str, allowed: tuple[str, ...], words: str, *, verb: str) -> Plan:
    held = locked(plan)
    require(may(by, MANAGE, held.organisation))
    if held.state not in allowed:
        refuse("reason", f"这份计划现在是“{held.get_state_display()}”，不能这样办理。")
    if not words.strip():
        refuse("reason", "请写一句说明。")
    held.state, held.ended_because = state, words.strip()[:300]
    held.save(update_fields=["state", "ended_because"])
    trail(verb=verb, by=by, subject=held, reason=held.ended_because)
    return held
