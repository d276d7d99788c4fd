"""Where the ledger listens: public changes, registers, plans, the calendar, the minute's round."""

from collections.abc import Collection
from datetime import date

from django.db.models import Max
from django.urls import reverse

from mingbai.accounts.models import User
from mingbai.commands import rounds
from mingbai.disclosures import followers as of_records
from mingbai.duties.actions.deriving import derive
from mingbai.duties.actions.refreshing import refresh, refresh_duties, refresh_for
from mingbai.duties.actions.reminding import remind
from mingbai.duties.models import Duty, Instance
from mingbai.duties.queries import counts_by, instances
from mingbai.duties.queries.settings import setting
from mingbai.duties.rules import Counts, light
from mingbai.duties.sources import PROMISE_PROGRESS, VILLAGE_SHEET
from mingbai.duties.states import Source, State
from mingbai.ledger.queries import happened_since
from mingbai.lib import clock
from mingbai.plans import followers as of_plans
from mingbai.plans import standings
from mingbai.plans.models import Plan, PlanTask
from mingbai.plans.standings import Standing
from mingbai.promises import followers as of_promises
from mingbai.registers import followers as of_registers
from mingbai.timelimits import recomputing
from mingbai.timelimits.recomputing import Moved
from mingbai.villages import followers as of_villages

LISTS_CHANGED = (
    *("catalogue.", "duty.set_setting", "create_organisation", "merge_organisation"),
    "close_organisation",
)
"""Beginnings of the events after which something else may be owed."""


def register_all() -> None:
    of_records.register("duties", refresh_for)
    of_registers.register("duties", lambda one: _again(one.organisation_id, f"activity:{one.kind}"))
    of_villages.register("duties", lambda sheet: _again(sheet.organisation_id, VILLAGE_SHEET))
    of_promises.register("duties", lambda one: _again(one.organisation_id, PROMISE_PROGRESS))
    of_plans.register("duties", _plan_changed)
    standings.register("duties", _standings)
    recomputing.register("duties", due_dates_moved)
    rounds.register("duties", daily)


def _again(organisation: int, kind: str) -> None:
    refresh_duties(Duty.objects.filter(organisation=organisation, evidence=kind))


def _plan_changed(plan: Plan) -> None:
    derive(Source.PLAN)
    refresh_duties(Duty.objects.filter(task__plan=plan))


# -- how a plan's tasks stand ------------------------------------------------------

KINDS = {"red": "late", "amber": "approved", "green": "done", "none": ""}


def _standings(user: User, tasks: Collection[PlanTask]) -> dict[int, Standing]:
    """How the tasks stand in the ledger, as far as the person may read it."""
    rows = instances(user).filter(duty__task__in=[task.pk for task in tasks])
    last = dict(rows.order_by().values_list("duty__task_id").annotate(Max("ends_on")))
    groups = counts_by(rows, "duty__task_id")
    return {
        task: Standing(
            _words(counts),
            KINDS[light(counts)],
            f"{reverse('duties:lines')}?year={last[task].year}&task={task}",
        )
        for (task,), counts in groups.items()
    }


def _words(counts: Counts) -> str:
    if not counts.due:
        return "未到期" if counts.open else "不适用"
    missing = f"，未办 {counts.missing}" if counts.missing else ""
    return f"按时 {counts.met + counts.nil}/{counts.due}{missing}"


# -- the calendar and the clock ------------------------------------------------------


def due_dates_moved() -> list[Moved]:
    """Settle everything by the new calendar, and say which open lines are due on another day."""
    before = _due_dates()
    refresh()
    after = _due_dates()
    return [
        Moved(due_before=old, due_after=after[pk][0], what=what)
        for pk, (old, what) in before.items()
        if pk in after and after[pk][0] != old
    ]


def _due_dates() -> dict[int, tuple[date, str]]:
    rows = Instance.objects.filter(state__in=[State.OPEN, State.MISSING], due_on__isnull=False)
    found = rows.values_list("pk", "due_on", "organisation__name", "duty__title", "key")
    return {pk: (due, f"{place}：{title}（{key}）") for pk, due, place, title, key in found if due}


def daily() -> str:
    """Everything anew once a day (open lines may be missing now) and after lists changed; then reminders."""
    numbers = setting()
    last = numbers.refreshed_at
    passed = last is None or last.astimezone(clock.CHINA).date() < clock.today()
    words = ""
    if passed or happened_since(numbers.seen_event, LISTS_CHANGED):
        words = f"台账重算，改动 {refresh().changed} 条。"
    if given := remind():
        words += f"发出到期提醒 {given} 条。"
    return words
