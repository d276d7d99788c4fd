"""From units as printed to organisations: by the directory, or as a person said."""

from collections.abc import Iterable

from mingbai.organisations.models import Organisation
from mingbai.plans.models import Plan, PlanTask, TaskUnit
from mingbai.plans.queries import Matcher
from mingbai.plans.states import UnitRole


def match_units(plan: Plan, tasks: Iterable[PlanTask]) -> None:
    """Let the rows of these tasks' units say what the printed units stand for now; nothing is kept of
    organisations that a correction took away."""
    tasks = list(tasks)
    matcher = Matcher.of(plan)
    pks = dict(Organisation.objects.values_list("code", "pk"))
    printed_once = {unit for task in tasks for unit in (*task.lead_text, *task.support_text)}
    codes = {printed: matcher.codes(printed) for printed in printed_once}
    wanted = {
        (task.pk, role, printed, pks[code])
        for task in tasks
        for role, units in ((UnitRole.LEAD, task.lead_text), (UnitRole.SUPPORT, task.support_text))
        for printed in units
        for code in codes[printed]
    }
    rows = TaskUnit.objects.filter(task__in=[task.pk for task in tasks])
    there = {(row.task_id, row.role, row.printed, row.organisation_id): row.pk for row in rows}
    TaskUnit.objects.filter(pk__in=[pk for key, pk in there.items() if key not in wanted]).delete()
    order = {
        pk: at for at, pk in enumerate(Organisation.objects.order_by("path").values_list("pk", flat=True))
    }
    new = sorted(wanted - there.keys(), key=lambda key: (key[0], key[1], order[key[3]]))
    TaskUnit.objects.bulk_create(
        TaskUnit(task_id=task, role=role, printed=printed, organisation_id=organisation)
        for task, role, printed, organisation in new
    )
