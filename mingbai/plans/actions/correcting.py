"""A person goes through the proposed tasks: right, corrected, left out, added."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import F, Max

from mingbai.accounts.models import User
from mingbai.lib import clock
from mingbai.lib.verdict import require
from mingbai.organisations.queries import valid_memberships
from mingbai.plans.actions.matching import match_units
from mingbai.plans.actions.reaching import require_reach
from mingbai.plans.actions.recording import locked, locked_task, refuse, trail
from mingbai.plans.actions.telling import tell_owner
from mingbai.plans.models import Plan, PlanTask
from mingbai.plans.policies import may_change, may_rearrange, may_set_owner
from mingbai.plans.states import PlanState, TaskState

EDITABLE = (
    "text", "lead_text", "support_text", "deadline_text", "deadline_on", "frequency_text", "times", "per",
    "at_least", "quantities", "modality",
)  # fmt: skip
NOT_DROPPED = "这一项已经不作为任务。请先恢复，再修改。"


@transaction.atomic
def check(*, task: PlanTask, by: User) -> PlanTask:
    """Say that a task is as the document has it."""
    row = locked_task(task)
    require(may_rearrange(by, row.plan))
    _refuse_dropped(row)
    row.checked_by, row.checked_at = by, clock.now()
    row.save(update_fields=["checked_by", "checked_at"])
    trail(verb="plan.check_task", by=by, subject=row)
    return row


@transaction.atomic
def correct(*, task: PlanTask, by: User, reason: str = "", **values: Any) -> PlanTask:
    """Change columns of `EDITABLE`; the task counts as checked then. A confirmed one needs a reason.

    TypeError for other names. What the reader proposed stays beside it.
    """
    row = locked_task(task)
    require(may_change(by, row.plan))
    _refuse_dropped(row)
    if row.plan.state == PlanState.CONFIRMED and not reason.strip():
        refuse("reason", "计划已经确认，请写明为什么改。")
    changed = _set(row, values)
    _validate(row)
    row.checked_by, row.checked_at = by, clock.now()
    row.save()
    match_units(row.plan, [row])
    if row.plan.state == PlanState.CONFIRMED:
        require_reach(row.plan, by, row)
    trail(verb="plan.correct_task", by=by, subject=row, changed=changed, reason=reason.strip())
    return row


def _set(row: PlanTask, values: dict[str, Any]) -> list[str]:
    if unknown := set(values) - set(EDITABLE):
        raise TypeError(f"not to be corrected: {', '.join(sorted(unknown))}")
    changed = [name for name in EDITABLE if name in values and values[name] != getattr(row, name)]
    for name in changed:
        setattr(row, name, values[name])
    return changed


def _refuse_dropped(row: PlanTask) -> None:
    if row.is_dropped:
        refuse("text", NOT_DROPPED)


def _validate(row: PlanTask) -> None:
    if not row.text.strip():
        refuse("text", "任务内容不能是空的。不需要这一项的，请点“不作为任务”。")
    if row.times is not None and row.times < 1:
        refuse("times", "次数至少是 1。没有写明次数的，请留空。")
    if row.times is not None and not row.per:
        refuse("per", "写了次数，请选择周期：是每年、每季度，还是别的。")
    if double := [unit for unit in row.lead_text if unit in row.support_text]:
        refuse("support_text", f"“{double[0]}”已经是牵头单位，不用再写成配合单位。")
    row.clean_fields(exclude={field.name for field in row._meta.fields} - {"path", *EDITABLE})


@transaction.atomic
def add(
    *, plan: Plan, by: User, text: str, after: PlanTask | None = None, path: str = "", **values: Any
) -> PlanTask:
    """Add a task that the machine overlooked, behind `after` or at the end."""
    held = locked(plan)
    require(may_rearrange(by, held))
    row = PlanTask(plan=held, text=text, path=path, checked_by=by, checked_at=clock.now())
    row.headings = list(after.headings) if after is not None else []
    row.order = make_room(held, after, 1)
    _set(row, values)
    _validate(row)
    row.save()
    match_units(held, [row])
    trail(verb="plan.add_task", by=by, subject=row)
    return row


def make_room(plan: Plan, after: PlanTask | None, count: int) -> int:
    """Move the tasks behind `after` down by `count`; the first free place. None means the end."""
    if after is None:
        return (plan.tasks.aggregate(last=Max("order"))["last"] or 0) + 1
    order = plan.tasks.get(pk=after.pk).order
    plan.tasks.filter(order__gt=order).update(order=F("order") + count)
    return order + 1


@transaction.atomic
def drop(*, task: PlanTask, by: User, reason: str) -> PlanTask:
    """Say that this is no task, and why."""
    row = locked_task(task)
    require(may_change(by, row.plan))
    if row.is_dropped:
        refuse("reason", "这一项已经不作为任务了。")
    if not reason.strip():
        refuse("reason", "请写明理由，例如“只是背景，没有要求做什么”。")
    row.state, row.reason = TaskState.DROPPED, reason.strip()
    row.save(update_fields=["state", "reason"])
    trail(verb="plan.drop_task", by=by, subject=row, reason=row.reason)
    return row


@transaction.atomic
def restore(*, task: PlanTask, by: User) -> PlanTask:
    """Take a dropped task up again; in a confirmed plan it is confirmed with that."""
    row = locked_task(task)
    require(may_change(by, row.plan))
    if not row.is_dropped:
        refuse("reason", "这一项没有被划掉，不用恢复。")
    if row.joined_into_id is not None:
        refuse("reason", "这一项已经并入另一项。要分开的，请到那一项里拆分。")
    confirmed = row.plan.state == PlanState.CONFIRMED
    row.state, row.reason = TaskState.CONFIRMED if confirmed else TaskState.PROPOSED, ""
    row.save(update_fields=["state", "reason"])
    trail(verb="plan.restore_task", by=by, subject=row)
    return row


@transaction.atomic
def set_owner(*, task: PlanTask, by: User, owner: User | None) -> PlanTask:
    """Name the person responsible: somebody of a lead organisation or of the plan's own. None: nobody."""
    row = locked_task(task)
    require(may_set_owner(by, row))
    if owner is not None and not _works_there(owner, row):
        refuse("owner", f"{owner}不在牵头单位任职，请另选责任人。")
    row.owner = owner
    row.save(update_fields=["owner"])
    if owner is not None and owner.pk != by.pk:
        tell_owner(row, owner)
    trail(verb="plan.set_owner", by=by, subject=row, owner=owner.pk if owner else None)
    return row


def _works_there(owner: User, row: PlanTask) -> bool:
    places: Sequence[int] = [row.plan.organisation_id, *(one.pk for one in row.lead_organisations)]
    return valid_memberships(clock.today()).filter(user=owner, organisation__in=places).exists()
