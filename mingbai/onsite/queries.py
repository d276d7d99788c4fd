"""Places in use as the public sees them."""

from collections.abc import Iterator

from django.db.models import QuerySet
from django.urls import reverse

from mingbai.channels.models import Place
from mingbai.channels.states import PlaceKind


def places_of_kind(kind: str = "") -> QuerySet[Place]:
    """In the order of the organisations."""
    rows = Place.objects.filter(closed_on=None).select_related("organisation")
    if kind:
        rows = rows.filter(kind=kind)
    return rows.order_by("organisation__path", "kind", "name")


def public_kinds() -> list[tuple[str, str]]:
    """The kinds of which there are places."""
    present = set(places_of_kind().order_by().values_list("kind", flat=True).distinct())
    return [(value, label) for value, label in PlaceKind.choices if value in present]


def addresses() -> Iterator[str]:
    yield reverse("places")
    yield from (reverse("places_of_kind", args=[kind]) for kind, _ in public_kinds())
    yield from (
        reverse("place_page", args=[code]) for code in places_of_kind().values_list("code", flat=True)
    )
