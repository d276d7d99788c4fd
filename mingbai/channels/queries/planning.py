"""Where a record may be hung: within reach, narrowed down, and where it already is."""

from collections.abc import Collection

from django.db.models import Q, QuerySet

from mingbai.accounts.models import User
from mingbai.channels.models import Place
from mingbai.channels.policies import KEEP
from mingbai.channels.states import PostingState
from mingbai.disclosures.models import Information
from mingbai.organisations.models import Kind, Organisation
from mingbai.organisations.queries import scope_of

MOST_AREAS = 100


def places_to_plan(user: User, information: Information) -> QuerySet[Place]:
    """Places in use: those the person looks after, and, for a record of the own unit, those below it."""
    scope = scope_of(user, KEEP)
    within = scope.filter(Organisation.objects.all(), "").values("pk")
    here = Q(organisation__in=within)
    if scope.contains(information.organisation):
        here |= Q(organisation__path__startswith=_county_of(information.organisation).path)
    rows = Place.objects.filter(here, closed_on=None).select_related("organisation")
    return rows.order_by("organisation__path", "kind", "pk")


def _county_of(organisation: Organisation) -> Organisation:
    """A department of the county hangs its notices in any village; a township only in its own."""
    return organisation.get_parent() if organisation.kind == Kind.DEPARTMENT else organisation


def taken(information: Information) -> set[int]:
    """Places where the record is planned or up."""
    here = [PostingState.PLANNED, PostingState.UP]
    rows = information.postings.filter(state__in=here).exclude(place=None).order_by()
    return set(rows.values_list("place_id", flat=True))


def narrowed(
    places: QuerySet[Place], area: Organisation | None = None, kind: str = "", words: str = ""
) -> QuerySet[Place]:
    """Those of `area` and below, of one kind, in whose name or organisation every one of `words` stands."""
    if area is not None:
        places = places.filter(organisation__path__startswith=area.path)
    if kind:
        places = places.filter(kind=kind)
    for word in words.split():
        named = Q(name__icontains=word) | Q(address__icontains=word) | Q(organisation__name__icontains=word)
        places = places.filter(named)
    return places


def areas_of(places: QuerySet[Place]) -> QuerySet[Organisation]:
    """By which organisations to narrow: those with places or above some, but not above all of them.

    Where there are very many, the villages are left out: their names can be typed.
    """
    paths = set(places.order_by().values_list("organisation__path", flat=True))
    found = Organisation.objects.filter(path__in=_between(paths)).order_by("path")
    return found.exclude(kind=Kind.VILLAGE) if found.count() > MOST_AREAS else found


def _between(paths: Collection[str]) -> set[str]:
    step = Organisation.steplen
    above = {path[:end] for path in paths for end in range(step, len(path) + 1, step)}
    return {one for one in above if not all(path.startswith(one) for path in paths)}
