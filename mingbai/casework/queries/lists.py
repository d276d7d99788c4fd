"""The list of requests: what waits for a person, what is in hand, what is nearly due, what is closed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet

from mingbai.accounts.models import User
from mingbai.casework.rules.lamps import SOON, Lamp, lamp
from mingbai.foi.models import Consultation, Entry, Extension, FeeNotice, FoiRequest, Letter, Link
from mingbai.foi.policies import HANDLE, PAPERS
from mingbai.foi.queries import readable
from mingbai.foi.rules.log import Event
from mingbai.foi.states import CHECK, CLOSED, OPEN, SECRECY, SIGN, LetterState, State, Step
from mingbai.letters.kinds import Kind as LetterKind
from mingbai.lib import clock
from mingbai.organisations.models import Organisation
from mingbai.organisations.queries import scope_of
from mingbai.timelimits import queries as timelimits
from mingbai.timelimits.rules.days import add_working_days, working_days_between

ANSWERS = (LetterKind.ANSWER, LetterKind.CORRECTION_ANSWER)
MINE, IN_HAND, DUE, CLOSED_TAB = "mine", "hand", "due", "closed"
TABS = ((MINE, "等我办的"), (IN_HAND, "在办"), (DUE, "快到期和超期"), (CLOSED_TAB, "已办结"))

_HANDLERS_TURN = (State.SUBMITTED, State.RECEIVED, State.REGISTERED, State.SIGNED, State.ANSWERED)
_CHECKS = ((State.DRAFTED, CHECK), (State.LEGALLY_CHECKED, SECRECY), (State.CHECKED, SIGN))
_NONE = Q(pk__in=())


def waiting_for(user: User) -> QuerySet[FoiRequest]:
    """The requests with which this person has something to do now.

    The menu of every page counts them, so only the steps that are this person's are asked about: one query,
    and none for whoever has no step.
    """
    today = clock.today()
    return readable(user).filter(
        _handling(user, today) | _checking(user) | (_signing(user) & ~Q(state__in=(State.MERGED, State.VOID)))
    )


def count_waiting(user: User) -> int:
    return waiting_for(user).count()


def _places(user: User, action: str) -> Q:
    rows = scope_of(user, action).filter(Organisation.objects.all(), field="")
    return Q(organisation__in=rows.values("pk"))


def _handling(user: User, today: date) -> Q:
    """Of the handler: their steps, what came back signed, and waits whose time is over."""
    if not scope_of(user, HANDLE):
        return _NONE
    asked = Consultation.objects.filter(request=OuterRef("pk"), ended_on=None)
    runs = Exists(asked.filter(due_on__gte=today))
    unsent = Letter.objects.filter(request=OuterRef("pk"), state=LetterState.SIGNED)
    clarify = Entry.objects.filter(
        request=OuterRef("pk"), event=Event.CLARIFICATION_SENT, struck_at=None, until__lt=today
    )
    unpaid = FeeNotice.objects.filter(request=OuterRef("pk"), due_on__lt=today, paid_on=None, waived_by=None)
    turn = (
        Q(state__in=_HANDLERS_TURN)
        | (Q(state=State.EXAMINING) & ~runs)
        | (Q(state__in=OPEN) & Exists(unsent.exclude(kind__in=(*ANSWERS, *PAPERS))))
        | (Q(state=State.CLARIFYING) & Exists(clarify))
        | (Q(state=State.AWAITING_FEE) & Exists(unpaid))
    )
    return _places(user, HANDLE) & (Q(handler=None) | Q(handler=user)) & turn


def _checking(user: User) -> Q:
    """The legal check, the secrecy check and the signature, which nobody makes of an own draft."""
    own = Letter.objects.filter(request=OuterRef("pk"), kind__in=ANSWERS, written_by=user)
    turns = [Q(state=state) & _places(user, action) for state, action in _CHECKS if scope_of(user, action)]
    waits: Q = reduce(or_, turns, _NONE)
    return waits & Q(~Exists(own.exclude(state=LetterState.DROPPED)))


def _signing(user: User) -> Q:
    """Notices and extensions that wait for the signature of somebody other than who wrote them."""
    if not scope_of(user, SIGN):
        return _NONE
    letters = unsigned(Letter.objects.filter(request=OuterRef("pk")))
    extensions = Extension.objects.filter(request=OuterRef("pk"), approved_on=None, refused_reason="")
    waits = Exists(letters.exclude(written_by=user)) | (
        Q(state__in=OPEN) & Exists(extensions.exclude(proposed_by=user))
    )
    return _places(user, SIGN) & waits


def of_tab(user: User, tab: str) -> QuerySet[FoiRequest]:
    """The requests of a tab; an unknown one is that of what waits for the person."""
    rows = readable(user)
    if tab == IN_HAND:
        return rows.filter(state__in=OPEN).order_by(F("due_on").asc(nulls_last=True), "pk")
    if tab == DUE:
        return rows.filter(state__in=OPEN, due_on__lte=soon()).order_by("due_on", "pk")
    if tab == CLOSED_TAB:
        return rows.filter(state__in=CLOSED).order_by("-closed_at", "-pk")
    return waiting_for(user).order_by(F("due_on").asc(nulls_last=True), "pk")


def soon() -> date:
    """The last day that is listed as nearly due."""
    return add_working_days(clock.today(), SOON, timelimits.calendar()).due


@dataclass(frozen=True)
class Row:
    """One line of the list. `link` is the open link of the chain, None while the request waits.

    `late`: so many days is the internal limit of the link past. `unsigned`: a letter waits for a signature.
    """

    request: FoiRequest
    topic: str
    link: Link | None
    step: str
    lamp: Lamp
    late: int
    unsigned: bool


def rows_of(found: Iterable[FoiRequest]) -> list[Row]:
    known, today = timelimits.known(), clock.today()
    return [
        Row(
            one,
            title_of(one),
            link := next(iter(one.links_open), None),  # type: ignore[attr-defined]  # by with_links
            Step(link.step).label if link else "",
            lamp_of(one, today, known),
            max(0, (today - link.due_on).days) if link else 0,
            one.waits_for_signature,  # type: ignore[attr-defined]  # by with_links
        )
        for one in found
    ]


def title_of(row: FoiRequest) -> str:
    """What the request is called where its applicant must not appear."""
    if row.wish.topic:
        return row.wish.topic
    return "没有登记就结束的申请" if row.state in CLOSED else "新申请，还没有登记"


def unsigned(letters: QuerySet[Letter]) -> QuerySet[Letter]:
    """Those of `letters` over which a second person is to decide and has not."""
    return letters.filter(state=LetterState.DRAFT).exclude(kind__in=(*ANSWERS, *PAPERS))


def with_links(rows: QuerySet[FoiRequest]) -> QuerySet[FoiRequest]:
    """What a list shows of each request, in a fixed number of queries."""
    links = Link.objects.filter(ended_on=None).select_related("owner").order_by("-pk")
    letters = unsigned(Letter.objects.filter(request=OuterRef("pk")))
    return (
        rows.select_related("organisation", "wish", "handler")
        .prefetch_related(Prefetch("links", links, to_attr="links_open"))
        .annotate(waits_for_signature=Exists(letters))
    )


def lamp_of(request: FoiRequest, today: date, known: timelimits.Known) -> Lamp:
    if request.state in (State.CLARIFYING, State.AWAITING_FEE):
        words = "等申请人补正，收到后重新起算" if request.state == State.CLARIFYING else "等申请人缴费"
        return Lamp("", words)
    left = None
    if request.due_on is not None:
        left = working_days_between(today, request.due_on, known.calendar(request.organisation))
    return lamp(
        request.due_on,
        left,
        closed=request.state in CLOSED,
        paused=request.paused,
        answered_on=request.answered_on,
    )
