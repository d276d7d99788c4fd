"""Tasks that belong together are joined; one that holds several is split."""

from collections.abc import Iterable

from django.db import transaction

from mingbai.accounts.models import User
from mingbai.lib.verdict import require
from mingbai.plans import rules
from mingbai.plans.actions.correcting import make_room
from mingbai.plans.actions.matching import match_units
from mingbai.plans.actions.recording import locked, locked_task, refuse, trail
from mingbai.plans.models import PlanTask
from mingbai.plans.policies import may_rearrange
from mingbai.plans.states import TaskState

SAME_WORDS = "拆分只是分段，文字要和原来一样。请只在要断开的地方加空行；要改文字的，请用“修改”。"


@transaction.atomic
def join(*, tasks: Iterable[PlanTask], by: User) -> PlanTask:
    """Let the first of the tasks (in the plan's order) take up the others.

    Units are united; when and how often is the first's that says so. The joined task is to be checked again.
    """
    wanted = {task.pk: task.plan_id for task in tasks}
    if len(wanted) < 2:
        refuse("tasks", "请至少选两项再合并。")
    if len(set(wanted.values())) != 1:
        refuse("tasks", "只能合并同一份计划里的任务。")
    plan = locked(next(iter(tasks_in(wanted))).plan)
    require(may_rearrange(by, plan))
    first, *others = plan.tasks.filter(pk__in=wanted).order_by("order", "pk")
    if any(row.is_dropped for row in (first, *others)):
        refuse("tasks", "选中的里面有不作为任务的项。请先恢复，或者不选它。")
    first.plan = plan
    _take_up(first, others)
    for row in others:
        row.state, row.joined_into, row.reason = TaskState.DROPPED, first, f"并入第 {first.order} 项"
        row.save(update_fields=["state", "joined_into", "reason"])
    match_units(plan, [first])
    trail(verb="plan.join_tasks", by=by, subject=first, joined=[row.order for row in others])
    return first


def tasks_in(wanted: Iterable[int]) -> Iterable[PlanTask]:
    return PlanTask.objects.select_related("plan").filter(pk__in=list(wanted))


def _take_up(first: PlanTask, others: list[PlanTask]) -> None:
    rows = [first, *others]
    first.text = "\n".join(row.text for row in rows)
    first.source = "\n".join(dict.fromkeys(row.source for row in rows if row.source))
    first.lead_text = rules.united(row.lead_text for row in rows)
    support = rules.united(row.support_text for row in rows)
    first.support_text = [unit for unit in support if unit not in first.lead_text]
    first.quantities = [one for row in rows for one in row.quantities]
    dated = next((row for row in rows if row.deadline_text or row.deadline_on), first)
    first.deadline_text, first.deadline_on = dated.deadline_text, dated.deadline_on
    often = next((row for row in rows if row.frequency_text or row.per), first)
    first.frequency_text, first.times = often.frequency_text, often.times
    first.per, first.at_least = often.per, often.at_least
    first.checked_by = first.checked_at = None
    first.save()


@transaction.atomic
def split(
    *, task: PlanTask, by: User, parts: list[str] | None = None, at: int | None = None
) -> list[PlanTask]:
    """Cut a task at a position of its text, or into given parts that together are its text.

    The task itself keeps the first part; the others stand behind it with the same units. Each gets the
    dates and numbers printed in it, and counts as not yet checked.
    """
    row = locked_task(task)
    require(may_rearrange(by, row.plan))
    if row.is_dropped:
        refuse("parts", "这一项已经不作为任务，不用拆分。")
    texts = [part for part in parts or () if part.strip()] if at is None else rules.cut(row.text, at)
    if len(texts) < 2:
        refuse("parts", "请在要断开的地方按两次回车，留出一个空行。")
    if rules.bare("".join(texts)) != rules.bare(row.text):
        refuse("parts", SAME_WORDS)
    order = make_room(row.plan, row, len(texts) - 1)
    rows = [row, *(_part_of(row, order + at_) for at_ in range(len(texts) - 1))]
    read = _read_of(row)
    for one, text in zip(rows, texts, strict=True):
        one.text = text.strip()
        for name, value in rules.values_of_part(read, text).items():
            setattr(one, name, value)
        one.checked_by = one.checked_at = None
        one.save()
    match_units(row.plan, rows)
    trail(verb="plan.split_task", by=by, subject=row, parts=len(rows))
    return [PlanTask.objects.get(pk=one.pk) for one in rows]


def _part_of(row: PlanTask, order: int) -> PlanTask:
    return PlanTask(
        plan=row.plan,
        order=order,
        path=row.path,
        headings=row.headings,
        source=row.source,
        lead_text=row.lead_text,
        support_text=row.support_text,
        modality=row.modality,
        split_from=row,
        proposed=row.proposed,
    )


def _read_of(row: PlanTask) -> dict[str, object]:
    """Everything the reader found in the task, and what a person has corrected since."""
    deadline = {"text": row.deadline_text, "date": row.deadline_on and row.deadline_on.isoformat()}
    frequency = {"text": row.frequency_text, "times": row.times, "per": row.per, "at_least": row.at_least}
    return {
        "deadlines": [*([deadline] if row.deadline_text else []), *row.proposed.get("deadlines", ())],
        "frequencies": [*([frequency] if row.frequency_text else []), *row.proposed.get("frequencies", ())],
        "quantities": row.quantities,
    }
