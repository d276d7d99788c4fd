"""Counting instances: every number on a screen, in Excel and in Word comes from here."""

from django.db.models import Count, QuerySet

from mingbai.duties.models import Instance
from mingbai.duties.rules import Counts, counts_of


def count(instances: QuerySet[Instance]) -> Counts:
    """How many of these instances ended how. One query."""
    return counts_of(list(instances.order_by().values_list("state").annotate(Count("pk"))))


def counts_by(instances: QuerySet[Instance], *columns: str) -> dict[tuple, Counts]:
    """Counts for each combination of values of `columns` that occurs. One query."""
    groups: dict[tuple, list[tuple[str, int]]] = {}
    for *values, state, number in instances.order_by().values_list(*columns, "state").annotate(Count("pk")):
        groups.setdefault(tuple(values), []).append((state, number))
    return {values: counts_of(states) for values, states in groups.items()}
