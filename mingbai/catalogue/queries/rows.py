"""Rows of the catalogue as somebody may see them."""

from datetime import date

from django.db.models import Q, QuerySet

from mingbai.accounts.models import User
from mingbai.catalogue.models import CatalogueItem
from mingbai.organisations.models import Organisation
from mingbai.organisations.queries import memberships_of, scope_of


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


def places_of(user: User, action: str = "duty.read") -> QuerySet[Organisation]:
    """The organisations whose lists the person may read (or do `action` with), the highest first."""
    return scope_of(user, action).filter(Organisation.objects.order_by("path"), "")


def readable(user: User) -> QuerySet[CatalogueItem]:
    """National rows, rows of organisations within reach, and rows of those above the person's own."""
    paths = {path for held in memberships_of(user) for path in lineage(held.organisation)}
    rows = CatalogueItem.objects.select_related("field", "organisation")
    own = Q(organisation=None) | Q(organisation__path__in=paths)
    return rows.filter(own | Q(organisation__in=places_of(user).order_by().values("pk")))
