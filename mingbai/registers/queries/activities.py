"""Reading what took place; the ledger of duties counts from here."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from django.db.models import Q, QuerySet

from mingbai.accounts.models import User
from mingbai.organisations.queries import scope_of
from mingbai.registers.models import Activity
from mingbai.registers.policies import READ
from mingbai.registers.states import ActivityState


def readable_activities(user: User) -> QuerySet[Activity]:
    return scope_of(user, READ).filter(Activity.objects.select_related("organisation"))


def activities(
    kind: str | Collection[str] | None = None,
    organisation_ids: Collection[int] | None = None,
    start: date | None = None,
    end: date | None = None,
) -> QuerySet[Activity]:
    """What was held (not what is planned or cancelled), newest first; None leaves a condition out.

    `start` and `end` are both included.
    """
    found = Activity.objects.filter(_held(start, end)).select_related("organisation")
    if kind is not None:
        found = found.filter(kind__in=[kind] if isinstance(kind, str) else kind)
    return found if organisation_ids is None else found.filter(organisation__in=organisation_ids)


def counted(
    kinds: Collection[str] | None = None, start: date | None = None, end: date | None = None
) -> dict[tuple[int, str], list[tuple[int, date, str]]]:
    """(organisation id, kind) → [(pk, day, title), …] of what was held, in the order of days.

    One query for the whole county; what is not there was not held.
    """
    rows = Activity.objects.filter(_held(start, end)).order_by("held_on", "pk")
    if kinds is not None:
        rows = rows.filter(kind__in=kinds)
    found: dict[tuple[int, str], list[tuple[int, date, str]]] = defaultdict(list)
    for organisation, kind, pk, day, title in rows.values_list(
        "organisation_id", "kind", "pk", "held_on", "title"
    ):
        found[organisation, kind].append((pk, day, title))
    return dict(found)


def _held(start: date | None, end: date | None) -> Q:
    held = Q(state=ActivityState.HELD)
    if start is not None:
        held &= Q(held_on__gte=start)
    return held if end is None else held & Q(held_on__lte=end)


def same_as(organisation_id: int, kind: str, held_on: date, title: str) -> Activity | None:
    """The entry of the same thing on the same day that is not cancelled."""
    found = Activity.objects.filter(organisation_id=organisation_id, kind=kind, held_on=held_on, title=title)
    return found.exclude(state=ActivityState.CANCELLED).first()


def overdue_plans(user: User, today: date) -> QuerySet[Activity]:
    """Planned for a day that is over, without anybody having said whether it took place."""
    return readable_activities(user).filter(state=ActivityState.PLANNED, held_on__lt=today)
