"""Lists of postings, jobs and places, and what a place shows."""

from datetime import date

from django.db.models import F, Q, QuerySet

from mingbai.accounts.models import User
from mingbai.channels.models import Job, Place, Posting, Proof
from mingbai.channels.policies import READ
from mingbai.channels.states import HANGS, JobState, PostingState
from mingbai.disclosures.queries import listed
from mingbai.disclosures.states import Status
from mingbai.lib import clock
from mingbai.organisations.models import Organisation
from mingbai.organisations.queries import scope_of

_WITH = ("information__organisation", "organisation", "place__organisation", "rendering", "planned_by")


def readable(user: User, action: str = READ) -> QuerySet[Posting]:
    """Postings of places, or of records, within the person's reach."""
    scope = scope_of(user, action)
    rows = Posting.objects.select_related(*_WITH)
    if scope.all:
        return rows
    here = scope.filter(Organisation.objects.all(), "").values("pk")
    return rows.filter(Q(organisation__in=here) | Q(information__organisation__in=here))


def places_of(user: User, action: str = READ) -> QuerySet[Place]:
    return scope_of(user, action).filter(Place.objects.select_related("organisation"))


def open_places(organisation: Organisation) -> QuerySet[Place]:
    """Places in use of an organisation and everything below it."""
    within = Q(organisation__path__startswith=organisation.path, closed_on=None)
    return Place.objects.filter(within).select_related("organisation")


def by_code(code: str) -> Place | None:
    return Place.objects.select_related("organisation").filter(code=code.strip().upper()).first()


def at_place(place: Place, today: date | None = None) -> list[Posting]:
    """What must hang (run, lie) there today: what is up, and what is due to go up, newest first."""
    day = today or clock.today()
    up = Q(state=PostingState.UP) & (Q(until=None) | Q(until__gte=day))
    due = Q(state=PostingState.PLANNED, planned_on__lte=day)
    rows = place.postings.filter(up | due, information__status=Status.PUBLISHED)
    return list(rows.select_related(*_WITH).order_by("-planned_on", "-pk"))


def shown_at(place: Place, today: date | None = None) -> list[Posting]:
    """What the public may read there now: the same text as on the site, not ended, not gone."""
    day = today or clock.today()
    rows = place.postings.filter(
        Q(until=None) | Q(until__gte=day),
        state=PostingState.UP,
        information__in=listed(),
        version_digest=F("information__public_digest"),
    )
    return list(rows.select_related(*_WITH).order_by("-up_at", "-pk"))


def to_put_up(user: User, action: str = READ) -> QuerySet[Posting]:
    """Planned for today or before, and not yet confirmed."""
    rows = readable(user, action).filter(state=PostingState.PLANNED, planned_on__lte=clock.today())
    return rows.order_by("planned_on", "pk")


def open_jobs(user: User, action: str = READ) -> QuerySet[Job]:
    """What corrections, withdrawals and ended times ask for, the most pressing first."""
    mine = readable(user, action).order_by().values("pk")
    rows = Job.objects.filter(state=JobState.OPEN, posting__in=mine)
    return rows.select_related(
        "posting__information", "posting__organisation", "posting__place__organisation"
    )


def open_jobs_of_place(place: Place) -> QuerySet[Job]:
    rows = Job.objects.filter(state=JobState.OPEN, posting__place=place)
    return rows.select_related(
        "posting__information", "posting__organisation", "posting__place__organisation"
    )


def without_proof(user: User) -> QuerySet[Posting]:
    """What hangs on a board or lies somewhere and nothing proves it."""
    rows = readable(user).filter(state=PostingState.UP, channel__in=HANGS)
    return rows.exclude(pk__in=Proof.objects.values("posting")).order_by("up_at", "pk")


def count_to_do(user: User) -> int:
    """For the menu: what to put up and what to follow."""
    return to_put_up(user, "posting.keep").count() + open_jobs(user, "posting.keep").count()
