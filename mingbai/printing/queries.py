"""Reading records to be drawn, what hangs in a month, and how far a round of printing is."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Count, Q, QuerySet

from mingbai.accounts.models import User
from mingbai.channels.models import Place, Posting, Rendering
from mingbai.channels.queries import open_places
from mingbai.channels.states import Channel, PlaceKind, PostingState, RenderingKind
from mingbai.disclosures.models import Information
from mingbai.disclosures.queries import checklist, listed
from mingbai.disclosures.rules.elements import plain, still_there
from mingbai.lib import clock
from mingbai.organisations.models import Organisation
from mingbai.organisations.queries import scope_of
from mingbai.printing.models import PrintJob, PrintRound
from mingbai.printing.policies import MAKE
from mingbai.printing.rules.leaflets import proposal
from mingbai.printing.states import FINISHED, PrintState

DRAWN_HERE = (RenderingKind.SHEET, RenderingKind.LEAFLET, RenderingKind.OFFICIAL)
LEASE = timedelta(minutes=2)
"""A village takes seconds; whoever has begun one and not ended it after so long is gone."""
MOST_ATTEMPTS = 3


def records_for(user: User) -> QuerySet[Information]:
    """Public records that this person may draw."""
    return scope_of(user, MAKE).filter(listed())


def renderings_for(user: User) -> QuerySet[Rendering]:
    """What was drawn of records within reach, also of those that are no longer public."""
    rows = Rendering.objects.filter(kind__in=DRAWN_HERE).select_related(
        "information__organisation", "made_by", "confirmed_by"
    )
    return scope_of(user, MAKE).filter(rows, "information__organisation")


def places_for(user: User) -> QuerySet[Place]:
    return scope_of(user, MAKE).filter(Place.objects.filter(closed_on=None).select_related("organisation"))


def proposed_answers(information: Information, contact: str) -> dict[str, str]:
    """What a leaflet may start from: only what the public version says."""
    text = plain(information.body)
    met = [
        (one.label, passage)
        for one in checklist(information)
        for passage in [one.answer.quote if one.answer else "" if one.is_six else one.proposal]
        if passage and still_there(passage, text)
    ]
    return proposal(title=information.title, summary=information.summary, text=text, met=met, contact=contact)


def with_boards(organisation: Organisation) -> list[Organisation]:
    """The organisations from there downwards that look after a board, in the order of the tree."""
    boards = open_places(organisation).filter(kind=PlaceKind.BOARD)
    return list(Organisation.objects.filter(pk__in=boards.values("organisation")).order_by("path"))


def hanging_in(organisation: Organisation, first: date, last: date) -> dict[Place, list[Posting]]:
    """What is or shall be on each board of this organisation at some time of those days."""
    boards = Place.objects.filter(
        organisation=organisation, kind=PlaceKind.BOARD, closed_on=None
    ).select_related("organisation")
    found: dict[Place, list[Posting]] = {board: [] for board in boards.order_by("pk")}
    over = Q(until=None) | Q(until__gte=first)
    rows = Posting.objects.filter(
        over,
        planned_on__lte=last,
        place__in=boards,
        channel=Channel.BOARD,
        state__in=[PostingState.PLANNED, PostingState.UP],
        information__in=listed(),
    )
    rows = rows.select_related("information__organisation", "place", "rendering")
    by_place = defaultdict(list)
    for posting in rows.order_by("planned_on", "pk"):
        by_place[posting.place_id].append(posting)
    return {board: by_place[board.pk] for board in found}


def rounds_for(user: User) -> QuerySet[PrintRound]:
    """Rounds with a village within reach, also those of a body above; the counts are of such villages."""
    mine = Q(jobs__in=jobs_for(user).values("pk"))
    rows = PrintRound.objects.select_related("organisation", "made_by").annotate(
        villages=Count("jobs", filter=mine),
        finished=Count("jobs", filter=mine & Q(jobs__state__in=FINISHED)),
        failed=Count("jobs", filter=mine & Q(jobs__state=PrintState.FAILED)),
        to_look=Count("jobs", filter=mine & Q(jobs__state=PrintState.DRAWN)),
    )
    return rows.filter(villages__gt=0)


def jobs_for(user: User) -> QuerySet[PrintJob]:
    """The files of villages within reach, whoever asked for them."""
    return scope_of(user, MAKE).filter(PrintJob.objects.select_related("organisation", "round"))


def to_do(rounds: Iterable[PrintRound] | None = None) -> QuerySet[PrintJob]:
    """Villages nobody is working on, the oldest round first."""
    left = Q(state=PrintState.WORKING, started_at__lt=clock.now() - LEASE)
    rows = PrintJob.objects.filter(Q(state=PrintState.WAITING) | left).select_related("organisation", "round")
    if rounds is not None:
        rows = rows.filter(round__in=rounds)
    return rows.order_by("round", "organisation__path")


def outdated(jobs: Iterable[PrintJob]) -> set[int]:
    """Those in whose file a text stands that has been corrected or withdrawn since."""
    contents = {job.pk: job.content for job in jobs}
    wanted = {one.record for rows in contents.values() for one in rows}
    now = dict(listed().filter(pk__in=wanted).order_by().values_list("pk", "public_digest"))
    return {pk for pk, rows in contents.items() if any(now.get(one.record) != one.digest for one in rows)}
