"""Rows of the catalogue as somebody may see them."""

from datetime import date

from django.db.models import Q, QuerySet

from mingbai.catalogue.models import CatalogueItem
from mingbai.organisations.models import Organisation


def in_force(on: date, prefix: str = "") -> Q:
    """Condition on what has `valid_from` and `valid_to` (last day): it counts on that day."""
    begun = Q(**{f"{prefix}valid_from": None}) | Q(**{f"{prefix}valid_from__lte": on})
    return begun & (Q(**{f"{prefix}valid_to": None}) | Q(**{f"{prefix}valid_to__gte": on}))


def lineage(organisation: Organisation) -> list[str]:
    """The tree paths of the organisation and of everything above it, the root first."""
    step = Organisation.steplen
    return [organisation.path[:end] for end in range(step, len(organisation.path) + 1, step)]


def visible(organisation: Organisation | None = None, on: date | None = None) -> QuerySet[CatalogueItem]:
    """The rows an organisation may use: national ones and those added by it or above it.

    Without an organisation the national rows alone; with `on` only those in use that day.
    """
    rows = CatalogueItem.objects.select_related("field", "organisation")
    own = Q(organisation=None)
    if organisation is not None:
        own |= Q(organisation__path__in=lineage(organisation))
    rows = rows.filter(own)
    return rows if on is None else rows.filter(in_force(on))
