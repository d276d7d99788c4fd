"""Plans made by hand, without a document read."""

from typing import Any

from django.core.files.base import ContentFile

from mingbai.accounts.models import User
from mingbai.lib import clock, digests
from mingbai.organisations.models import Organisation
from mingbai.plans.actions.matching import match_units
from mingbai.plans.models import Plan, PlanTask


def make_plan(organisation: Organisation, by: User, rows: list[dict[str, Any]], **values: Any) -> Plan:
    """A plan as taken in, with one proposed task for each of `rows` (columns of the task)."""
    plan = Plan(
        title="2026年政务公开工作要点",
        organisation=organisation,
        year=2026,
        file_name="要点.txt",
        uploaded_by=by,
        uploaded_at=clock.now(),
        digest=digests.of_bytes(b"plan"),
        **values,
    )
    plan.original.save("plan", ContentFile("一、任务".encode()), save=False)
    plan.save()
    for order, row in enumerate(rows, 1):
        text = row.get("text", f"做好第{order}件工作。")
        PlanTask.objects.create(plan=plan, order=order, **{"text": text, "source": text, **row})
    match_units(plan, plan.tasks.all())
    return plan
