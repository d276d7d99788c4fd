"""Counting instances: every number on a screen, in Excel and in Word comes from here."""

from django.db.models import Case, CharField, Count, F, Q, QuerySet, Value, When

from mingbai.duties.models import Instance
from mingbai.duties.rules import Counts, counts_of
from mingbai.duties.states import State

LATE_NIL = Q(state=State.NIL, days_late__gt=0)
"""A statement that came after the due day keeps its name but is no more in time than a late text."""

_ENDED = Case(When(LATE_NIL, then=Value(State.LATE.value)), default=F("state"), output_field=CharField())


def ended_as(instances: QuerySet[Instance], *states: str) -> QuerySet[Instance]:
    """The lines that `count` counts under one of these states."""
    named = Q(state__in=states)
    return instances.filter(named | LATE_NIL if State.LATE in states else named & ~LATE_NIL)


def count(instances: QuerySet[Instance]) -> Counts:
    """How many of these instances ended how. One query."""
    ended = instances.order_by().annotate(ended=_ENDED)
    return counts_of(list(ended.values_list("ended").annotate(Count("pk"))))


def counts_by(instances: QuerySet[Instance], *columns: str) -> dict[tuple, Counts]:
    """Counts for each combination of values of `columns` that occurs. One query."""
    groups: dict[tuple, list[tuple[str, int]]] = {}
    ended = instances.order_by().annotate(ended=_ENDED)
    for *values, state, number in ended.values_list(*columns, "ended").annotate(Count("pk")):
        groups.setdefault(tuple(values), []).append((state, number))
    return {values: counts_of(states) for values, states in groups.items()}
