"""Reading plans and tasks, each as far as the person's rights reach."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet

from mingbai.lib import clock
from mingbai.organisations.models import FormerName, Organisation
from mingbai.organisations.queries import scope_of, tree
from mingbai.plans.models import Plan, PlanTask, TaskUnit, UnitChoice
from mingbai.plans.reader import Directory, Unit
from mingbai.plans.states import PlanState, TaskState, UnitRole

READ, MANAGE = "plan.read", "plan.manage"


def directory() -> Directory:
    """The organisations existing today with their short and former names, in the tree's order.

    The name of an organisation that was merged counts as a former name of the one that took over.
    """
    rows = tree(clock.today())
    codes = {row.path: row.code for row in rows}
    former = _former_names()
    return Directory(
        tuple(
            Unit(
                code=row.code,
                name=row.name,
                kind=row.kind,
                parent=codes.get(row.path[: -Organisation.steplen], ""),
                short_names=tuple(row.short_names),
                former_names=tuple(dict.fromkeys(former[row.pk])),
            )
            for row in rows
        )
    )


def _former_names() -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for pk, name in FormerName.objects.order_by("pk").values_list("organisation_id", "name"):
        found[pk].append(name)
    into = {row.pk: row for row in Organisation.objects.filter(merged_into__isnull=False)}
    for row in into.values():
        target = row
        while target.pk in into:
            target = into[target.pk].merged_into
        found[target.pk] += [row.name, *row.short_names, *found[row.pk]]
    return found


# -- what a person may see -------------------------------------------------------------


def plans(user: Any) -> QuerySet[Plan]:
    """Plans of the organisations within reach, and confirmed ones that give these a task to lead."""
    scope = scope_of(user, READ)
    own = scope.filter(Plan.objects.values("pk"))
    led = leading(scope.filter(Organisation.objects.all(), "")).values("plan")
    return Plan.objects.filter(Q(pk__in=own) | Q(pk__in=led)).select_related("organisation")


def managed(user: Any) -> QuerySet[Plan]:
    return scope_of(user, MANAGE).filter(Plan.objects.select_related("organisation"))


def leading(organisations: QuerySet[Organisation]) -> QuerySet[PlanTask]:
    """Confirmed tasks that one of the organisations leads; each once."""
    led = TaskUnit.objects.filter(role=UnitRole.LEAD, organisation__in=organisations.values("pk"))
    return PlanTask.objects.filter(
        pk__in=led.values("task"),
        state=TaskState.CONFIRMED,
        plan__state__in=[PlanState.CONFIRMED, PlanState.CLOSED],
    )


def tasks_of(user: Any, plan: Plan) -> QuerySet[PlanTask]:
    """The plan's tasks the person may see: all of an own plan, else confirmed ones their units lead."""
    scope = scope_of(user, READ)
    rows = with_units(plan.tasks.all())
    if scope.contains(plan.organisation):
        return rows
    mine = leading(scope.filter(Organisation.objects.all(), ""))
    return rows.filter(pk__in=mine.values("pk"))


def with_units(rows: QuerySet[PlanTask]) -> QuerySet[PlanTask]:
    units = TaskUnit.objects.select_related("organisation").order_by("pk")
    return rows.select_related("owner", "plan__organisation").prefetch_related(Prefetch("units", units))


# -- what other apps build on ------------------------------------------------------------


def confirmed_tasks(plan: Plan | None = None) -> QuerySet[PlanTask]:
    """Every task somebody has to do now: confirmed, of a plan that is neither closed nor cancelled.

    `lead_organisations` of each is read without another query; `deadline_on`, `times`, `per` and
    `at_least` say when. A task without lead organisations was left open on purpose.
    """
    rows = PlanTask.objects.filter(state=TaskState.CONFIRMED, plan__state=PlanState.CONFIRMED)
    return with_units(rows if plan is None else rows.filter(plan=plan)).order_by("plan_id", "order", "pk")


# -- how far a plan is -------------------------------------------------------------------


@dataclass(frozen=True)
class Progress:
    """How many tasks are to be checked by a person, and how many have been; dropped ones count as checked."""

    total: int
    checked: int

    @property
    def left(self) -> int:
        return self.total - self.checked


def progress(plan: Plan) -> Progress:
    rows = plan.tasks.filter(joined_into=None)
    counted = rows.aggregate(
        total=Count("pk"),
        checked=Count("pk", filter=Q(checked_at__isnull=False) | Q(state=TaskState.DROPPED)),
    )
    return Progress(**counted)


# -- units ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Matcher:
    """What a printed unit of one plan stands for: as a person said, else as the directory knows.

    `issuer`: the name of the organisation whose plan it is; 各村 are its villages.
    """

    directory: Directory
    choices: dict[str, tuple[str, ...]]
    issuer: str

    @classmethod
    def of(cls, plan: Plan) -> "Matcher":
        rows = UnitChoice.objects.filter(plan=plan).values_list("printed", "organisations__code")
        choices: dict[str, tuple[str, ...]] = {}
        for printed, code in rows.order_by("organisations__path"):
            choices[printed] = (*choices.get(printed, ()), *([code] if code else []))
        known = directory()
        printed = plan.issuer if len(known.match(plan.issuer)) == 1 else plan.organisation.name
        return cls(known, choices, printed)

    def codes(self, printed: str) -> tuple[str, ...]:
        if printed in self.choices:
            return self.choices[printed]
        return self.directory.match(printed, self.issuer)


@dataclass(frozen=True)
class PrintedUnit:
    """A unit as printed in tasks that count: whether it leads one, in how many it occurs, what it stands for.

    `left_open`: a person said that it stands for no organisation. `chosen`: by a person, not the directory.
    """

    printed: str
    leads: bool
    tasks: int
    organisations: tuple[Organisation, ...]
    chosen: bool

    @property
    def left_open(self) -> bool:
        return self.chosen and not self.organisations

    @property
    def known(self) -> bool:
        return self.chosen or bool(self.organisations)


def units_of(plan: Plan) -> list[PrintedUnit]:
    """Every unit printed in the plan's tasks that were not left out, in the order of appearance."""
    leads: dict[str, bool] = {}
    counts: dict[str, int] = defaultdict(int)
    for lead, support in plan.tasks.exclude(state=TaskState.DROPPED).values_list("lead_text", "support_text"):
        for printed in (*lead, *support):
            leads[printed] = leads.get(printed, False) or printed in lead
            counts[printed] += 1
    matcher = Matcher.of(plan)
    by_code = {row.code: row for row in Organisation.objects.all()}
    return [
        PrintedUnit(
            printed=printed,
            leads=leading_one,
            tasks=counts[printed],
            organisations=tuple(by_code[code] for code in matcher.codes(printed) if code in by_code),
            chosen=printed in matcher.choices,
        )
        for printed, leading_one in leads.items()
    ]


def unmatched(plan: Plan) -> list[PrintedUnit]:
    """Units that stand for no organisation and of which nobody said that they shall not."""
    return [one for one in units_of(plan) if not one.known]
