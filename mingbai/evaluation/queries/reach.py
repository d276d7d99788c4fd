"""What a person may see: whoever runs or audits sees everything there, a unit sees what concerns itself."""

from typing import Any

from django.db.models import Q, QuerySet

from mingbai.accounts.models import User
from mingbai.disclosures.models import Information
from mingbai.disclosures.queries import readable_by
from mingbai.evaluation.models import (
    Circular,
    Finding,
    Inspection,
    Notice,
    Round,
    SampledItem,
    SelfCheck,
    Sheet,
    Source,
)
from mingbai.evaluation.states import WAITS_FOR_UNIT, FindingState
from mingbai.lib import clock
from mingbai.organisations.models import Organisation
from mingbai.organisations.queries import existing, scope_of

WAITS = Q(state__in=WAITS_FOR_UNIT) | Q(state=FindingState.FOUND, source=Source.CHANNELS)
"""Findings on which the organisation at fault has to act; what the machine found needs no notice."""
READ, RUN, ANSWER = "evaluation.read", "evaluation.run", "evaluation.answer"


def organisations_for(user: User, action: str) -> QuerySet[Organisation]:
    """Organisations existing today in which the person may do the action, in the tree's order."""
    return (
        scope_of(user, action)
        .filter(Organisation.objects.order_by("path"), "")
        .filter(existing(clock.today()))
    )


def ids_for(user: User, action: str) -> QuerySet[Any]:
    return scope_of(user, action).filter(Organisation.objects.all(), "").order_by().values("pk")


def sees_all(user: User) -> bool:
    """Whether this person watches over the whole county: 县公开办 and auditors."""
    return scope_of(user, READ).all


def runs(user: User) -> bool:
    return bool(scope_of(user, RUN))


def _kept(user: User, own: Q, run_by: str) -> Q:
    """Everything for who sees all; else what they run, and `own`."""
    if sees_all(user):
        return Q()
    return Q(**{f"{run_by}__in": ids_for(user, RUN)}) | own


def inspections_for(user: User) -> QuerySet[Inspection]:
    """Samples are the inspectors' work; units see findings."""
    return Inspection.objects.filter(_kept(user, Q(pk=None), "organisation")).select_related("organisation")


def items_for(user: User) -> QuerySet[SampledItem]:
    rows = SampledItem.objects.filter(inspection__in=inspections_for(user).order_by().values("pk"))
    return rows.select_related(
        "inspection", "organisation", "information__organisation", "information__genre", "checked_by"
    )


def findings_for(user: User) -> QuerySet[Finding]:
    """A unit sees its findings once it was told of them; what the machine found, at once."""
    told = Q(notice__isnull=False) | Q(source=Source.CHANNELS)
    own = Q(organisation__in=ids_for(user, READ)) & told
    rows = Finding.objects.filter(_kept(user, own, "inspector"))
    return rows.select_related("organisation", "inspector", "notice", "information", "indicator__parent")


def notices_for(user: User) -> QuerySet[Notice]:
    own = Q(addressee__in=ids_for(user, READ))
    return Notice.objects.filter(_kept(user, own, "organisation")).select_related("organisation", "addressee")


def rounds_for(user: User) -> QuerySet[Round]:
    """Rounds that were published, or in which a unit of the person takes part."""
    own = Q(published_at__isnull=False) | Q(
        pk__in=Sheet.objects.filter(organisation__in=ids_for(user, READ)).values("round")
    )
    return Round.objects.filter(_kept(user, own, "organisation")).select_related("organisation", "scheme")


def sheets_for(user: User) -> QuerySet[Sheet]:
    """Of a round that is not published yet only the own sheet."""
    own = Q(round__published_at__isnull=False) | Q(organisation__in=ids_for(user, READ))
    rows = Sheet.objects.filter(_kept(user, own, "round__organisation"))
    return rows.select_related("organisation", "round__scheme", "round__organisation")


def self_checks_for(user: User) -> QuerySet[SelfCheck]:
    own = Q(organisation__in=ids_for(user, READ))
    if sees_all(user):
        own = Q()
    return SelfCheck.objects.filter(own).select_related("organisation", "submitted_by", "received_by")


def circulars_for(user: User) -> QuerySet[Circular]:
    """Drafts are of the organisation that writes them."""
    own = Q(
        organisation__in=scope_of(user, "report.write").filter(Organisation.objects.all(), "").values("pk")
    )
    rows = Circular.objects.filter(_kept(user, own, "organisation"))
    return rows.select_related("organisation", "inspection", "round", "information")


def evidence_for(user: User, number: int | None) -> Information | None:
    """The record with that number, if this person may read it."""
    return readable_by(user).filter(pk=number).first() if number else None


def groups_of(places: QuerySet[Organisation] | list[Organisation], with_below: bool) -> dict[int, int]:
    """Organisation → the nearest of `places` at or above it; only themselves unless `with_below`."""
    rows = list(places)
    if not with_below:
        return {row.pk: row.pk for row in rows}
    condition = Q(pk__in=[])
    for row in rows:
        condition |= Q(path__startswith=row.path)
    by_path = {row.path: row.pk for row in rows}
    found = {}
    for pk, path in Organisation.objects.filter(condition).values_list("pk", "path"):
        above = (path[:end] for end in range(len(path), 0, -Organisation.steplen))
        found[pk] = next(by_path[one] for one in above if one in by_path)
    return found
