"""Duties follow from their sources: catalogue rows on lists, tasks of plans, quotas. Never typed."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from django.db import transaction
from django.db.models import Q

from mingbai.catalogue.models import Holding
from mingbai.catalogue.queries import effective_rows
from mingbai.disclosures.rules import DISCLOSURE_WORKING_DAYS
from mingbai.duties import evidence
from mingbai.duties.models import Counting, Duty, Quota, Setting
from mingbai.duties.queries.settings import setting
from mingbai.duties.rules.reading import Shape, evidence_for, shape_of_task, shapes_of
from mingbai.duties.states import Kind, Source
from mingbai.lib import clock
from mingbai.organisations.models import Organisation
from mingbai.plans.models import PlanTask
from mingbai.plans.queries import confirmed_tasks
from mingbai.timelimits.periods import Per
from mingbai.timelimits.phrases import parse

FIELDS = (
    *("organisation_id", "kind", "source", "item_id", "task_id", "quota_id", "title", "basis", "limit_text"),
    *("per", "due_month", "due_day", "days", "days_unit", "at_least", "due_on", "evidence"),
    *("not_applicable", "owner_id", "valid_from", "valid_to"),
)
"""What the sources say about a duty; everything but its key."""


@dataclass(frozen=True)
class Derived:
    """How many duties were added, changed and ended."""

    added: int
    changed: int
    ended: int


@transaction.atomic
def derive(source: Source | None = None) -> Derived:
    """Bring the duties, or those of one source, in line with it. What is no longer asked for ends today."""
    numbers = setting()
    rows = Duty.objects.all() if source is None else Duty.objects.filter(source=source)
    stored = {row.key: row for row in rows.iterator(5000)}
    new: list[Duty] = []
    changed: list[Duty] = []
    seen: set[str] = set()
    for wanted in _wanted(numbers, source):
        seen.add(wanted.key)
        row = stored.get(wanted.key)
        if row is None:
            new.append(wanted)
        elif _values(row) != _values(wanted):
            wanted.pk = row.pk
            changed.append(wanted)
    Duty.objects.bulk_create(new, batch_size=1000)
    Duty.objects.bulk_update(changed, [name.removesuffix("_id") for name in FIELDS], batch_size=200)
    gone = [row.pk for key, row in stored.items() if key not in seen and row.valid_to is None]
    for start in range(0, len(gone), 500):
        Duty.objects.filter(pk__in=gone[start : start + 500]).update(valid_to=clock.today())
    return Derived(len(new), len(changed), len(gone))


def _values(duty: Duty) -> tuple[Any, ...]:
    return tuple(getattr(duty, name) for name in FIELDS)


def _wanted(numbers: Setting, source: Source | None) -> Iterator[Duty]:
    for one, duties in SOURCES.items():
        if source in {None, one}:
            yield from duties(numbers.begins_on)


# -- the catalogue ---------------------------------------------------------------


@cache
def _shapes(limit_text: str) -> tuple[Shape, ...]:
    return tuple(shapes_of(parse(limit_text), DISCLOSURE_WORKING_DAYS))


def _of_catalogue(begins_on: date) -> Iterator[Duty]:
    """Rows for proactive or internal disclosure; what is given on request or withheld owes nothing."""
    rows = Holding.objects.filter(Q(valid_to=None) | Q(valid_to__gte=begins_on)).filter(
        item__mode__in=["proactive", "internal"]
    )
    for row in effective_rows(rows):
        for number, shape in enumerate(_shapes(row.limit_text)):
            yield Duty(
                key=f"holding:{row.holding.pk}:{number}",
                organisation_id=row.holding.organisation_id,
                source=Source.CATALOGUE,
                item_id=row.item.pk,
                title=str(row.item)[:300],
                basis=row.item.basis[:300],
                limit_text=row.limit_text,
                evidence=f"{'update' if shape.updates else 'item'}:{row.item.pk}",
                not_applicable="" if row.applicable else row.reason,
                owner_id=row.holding.responsible_id,
                valid_from=max(begins_on, row.holding.valid_from),
                valid_to=row.holding.valid_to,
                **_shaped(shape),
            )


def _shaped(shape: Shape) -> dict[str, Any]:
    return {
        "kind": shape.kind,
        "per": str(shape.per),
        "at_least": shape.at_least,
        "due_month": shape.due_month,
        "due_day": shape.due_day,
        "days": shape.days,
        "days_unit": shape.days_unit,
        "due_on": shape.due_on,
    }


# -- plans -------------------------------------------------------------------------


def _of_plans(begins_on: date) -> Iterator[Duty]:
    """One duty for each organisation that leads a confirmed task; a plan for a year ends with it."""
    counting = dict(Counting.objects.values_list("task_id", "evidence"))
    kinds = evidence.choices()
    for task in confirmed_tasks():
        for place in task.lead_organisations:
            chosen = counting.get(task.pk)
            yield Duty(
                key=f"task:{task.pk}:{place.pk}",
                organisation_id=place.pk,
                source=Source.PLAN,
                task_id=task.pk,
                title=f"{task.path} {task.text}".strip()[:300],
                basis=task.plan.title[:300],
                limit_text="，".join(one for one in (task.frequency_text, task.deadline_text) if one),
                evidence=evidence_for(task.text, kinds) if chosen is None else chosen,
                owner_id=task.owner_id,
                **_life_of(task, begins_on),
                **_shaped(shape_of_task(task.per, task.times, task.deadline_on)),
            )


def _life_of(task: PlanTask, begins_on: date) -> dict[str, Any]:
    """From the plan's confirmation, or from its year where that lies ahead; a year's plan ends with it."""
    confirmed = clock.today() if task.plan.confirmed_at is None else _day(task.plan.confirmed_at)
    year = task.plan.year
    start = max(confirmed, date(year, 1, 1)) if year else confirmed
    end = date(year, 12, 31) if year and year >= confirmed.year and task.per in Per.values else None
    return {"valid_from": max(begins_on, start), "valid_to": end}


def _day(at: datetime) -> date:
    return at.astimezone(clock.CHINA).date()


# -- quotas ------------------------------------------------------------------------


def _of_quotas(begins_on: date) -> Iterator[Duty]:
    places = list(Organisation.objects.all())
    for quota in Quota.objects.prefetch_related("only"):
        only = {row.pk for row in quota.only.all()}
        for place in places:
            if (place.pk not in only) if only else (place.kind not in quota.kinds):
                continue
            ends = [day for day in (place.valid_to, quota.valid_to) if day]
            yield Duty(
                key=f"quota:{quota.pk}:{place.pk}",
                organisation_id=place.pk,
                kind=Kind.PERIODIC,
                source=Source.QUOTA,
                quota_id=quota.pk,
                title=quota.name,
                basis=quota.basis,
                limit_text=f"{quota.get_per_display()}至少{quota.at_least}次",
                per=quota.per,
                at_least=quota.at_least,
                due_month=quota.due_month,
                due_day=quota.due_day,
                evidence=quota.evidence,
                valid_from=max(
                    [begins_on, quota.valid_from, *([place.valid_from] if place.valid_from else [])]
                ),
                valid_to=min(ends) if ends else None,
            )


SOURCES: dict[Source, Callable[[date], Iterator[Duty]]] = {
    Source.CATALOGUE: _of_catalogue,
    Source.PLAN: _of_plans,
    Source.QUOTA: _of_quotas,
}
