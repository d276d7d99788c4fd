"""Whose numbers a report counts, and who may read and write it."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from mingbai.accounts.models import User
from mingbai.lib import clock
from mingbai.organisations.models import Organisation
from mingbai.organisations.queries import existing, scope_of
from mingbai.plans.models import Plan, PlanTask
from mingbai.plans.queries import leading, plans, with_units
from mingbai.plans.states import PlanState, TaskState
from mingbai.reports.models import FulfilmentReport

READ, WRITE = "report.read", "report.write"
STANDS_ON = ("duty.read", "register.read", "plan.read", "record.read", "posting.read")
"""A report counts what these actions read."""


@dataclass(frozen=True)
class Reach:
    """An organisation, with `below` also everything under it in the tree, from 1 January to `until`."""

    organisation: Organisation
    below: bool
    year: int
    until: date

    @property
    def start(self) -> date:
        return date(self.year, 1, 1)

    @property
    def end(self) -> date:
        return min(self.until, date(self.year, 12, 31))

    def condition(self, field: str = "organisation") -> Q:
        if self.below:
            return Q(**{f"{field}__path__startswith": self.organisation.path})
        return Q(**{field: self.organisation})

    def contains(self, place: Organisation) -> bool:
        own = place.pk == self.organisation.pk
        return own or (self.below and place.path.startswith(self.organisation.path))

    def tasks(self, plan: Plan) -> QuerySet[PlanTask]:
        """Of an own plan every confirmed task; of another's, those that an organisation within leads."""
        if plan.organisation_id == self.organisation.pk:
            rows = plan.tasks.filter(state=TaskState.CONFIRMED)
        else:
            places = Organisation.objects.filter(
                Q(path__startswith=self.organisation.path) if self.below else Q(pk=self.organisation.pk)
            )
            rows = leading(places).filter(plan=plan)
        return with_units(rows).order_by("order", "pk")


def reach_of(report: FulfilmentReport) -> Reach:
    return Reach(report.organisation, report.below, report.year, report.as_of)


def covers(user: User, organisation: Organisation, below: bool) -> bool:
    """Whether everything such a report counts lies within what the person may read."""
    for action in STANDS_ON:
        scope = scope_of(user, action)
        if scope.all:
            continue
        inside = organisation.path.startswith(scope.paths) if below else scope.contains(organisation)
        if not inside:
            return False
    return True


def reports_for(user: User) -> QuerySet[FulfilmentReport]:
    rows = FulfilmentReport.objects.select_related("organisation", "plan__organisation", "previous")
    return scope_of(user, READ).filter(rows)


def writable(user: User) -> QuerySet[Organisation]:
    """Organisations existing today for which the person writes reports, in the tree's order."""
    rows = Organisation.objects.filter(existing(clock.today())).order_by("path")
    return scope_of(user, WRITE).filter(rows, "")


def plans_for(user: User) -> QuerySet[Plan]:
    """Confirmed and closed plans the person may see."""
    return plans(user).filter(state__in=[PlanState.CONFIRMED, PlanState.CLOSED])
