"""The file of a request under five tabs: the request, its time, the work, the letters, the trail."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from mingbai.casework.queries import lists, trail
from mingbai.casework.queries.clocks import events_of
from mingbai.casework.views.frame import find
from mingbai.casework.views.offers import kinds_to_write, letters_of, offers
from mingbai.foi.models import FoiRequest, SealedFile
from mingbai.foi.policies import HANDLE, may_do, may_see_identity
from mingbai.foi.queries import clock_of, similar_to
from mingbai.foi.rules.clock import Clock
from mingbai.foi.states import CLOSED, State, Step, Verb
from mingbai.lib import clock
from mingbai.organisations.policies import may
from mingbai.shell.views import StaffRequest, page
from mingbai.timelimits import queries as timelimits

TABS = (
    ("file", "申请"),
    ("clock", "期限和环节"),
    ("work", "办理过程"),
    ("letters", "文书和答复"),
    ("trail", "操作记录"),
)
KEPT_APART = (SealedFile.Kind.IDENTITY,)
"""Kinds of files that only those who may see identities open, and whose opening is recorded."""


def show(
    request: StaffRequest,
    row: FoiRequest,
    tab: str,
    status: int = 200,
    counted: Clock | None = None,
    **more: Any,
) -> HttpResponse:
    """A tab of the file below its head: number, state, due date, the next thing to do."""
    counted = counted or clock_of(row)
    user = request.user
    return page(
        request,
        f"casework/{tab}.html",
        status,
        row=row,
        tab=tab,
        tabs=[(key, label, reverse(f"casework:{key}", args=[row.pk])) for key, label in TABS],
        offers=offers(user, row, counted),
        lamp=lists.lamp_of(row, clock.today(), timelimits.known()),
        counted=counted,
        may_handle=bool(may(user, HANDLE, row.organisation)),
        is_open=row.state not in CLOSED,
        title=lists.title_of(row),
        unsigned=lists.unsigned(row.letters.all()).exists(),
        **more,
    )


def file(request: StaffRequest, pk: int) -> HttpResponse:
    row = find(request, pk)
    return show(
        request,
        row,
        "file",
        people=row.applicants.all(),
        papers=row.files.exclude(kind__in=KEPT_APART)
        .filter(deleted_at=None)
        .exclude(pk__in=_of_letters(row)),
        proofs=row.files.filter(kind__in=KEPT_APART).count(),
        may_identity=bool(may_see_identity(request.user, row)),
        similar=_similar(row),
        may_merge=bool(may_do(request.user, row, Verb.MERGE)),
        opinions=row.opinions.select_related("by"),
        merged=row.merged.all(),
        answer_hint=row.state == State.EXAMINING and row.repeats_id is None,
    )


def _of_letters(row: FoiRequest) -> list[int]:
    pairs = row.letters.values_list("word", "pdf", "proof")
    return [one for pair in pairs for one in pair if one]


def _similar(row: FoiRequest) -> list[tuple[FoiRequest, bool]]:
    """Requests for much the same, with whether the same people ask, by their names."""
    if row.state in (State.MERGED, State.VOID):
        return []
    people = set(row.applicants.values_list("name", flat=True))
    return [
        (one, people == set(one.applicants.values_list("name", flat=True))) for one in similar_to(row)[:5]
    ]


def time(request: StaffRequest, pk: int) -> HttpResponse:
    row = find(request, pk)
    return show(
        request,
        row,
        "clock",
        log=events_of(row),
        links=[(one, Step(one.step).label) for one in row.links.select_related("owner", "ended_by")],
        extension=getattr(row, "extension", None),
        today=clock.today(),
    )


def work(request: StaffRequest, pk: int) -> HttpResponse:
    row = find(request, pk)
    return show(
        request,
        row,
        "work",
        consultations=row.consultations.prefetch_related("letters"),
        searches=row.searches.select_related("by"),
        parts=row.parts.select_related("ground", "source", "released"),
        fee=getattr(row, "fee", None),
        may_work=bool(may_do(request.user, row, Verb.SEPARATE)),
        may_consult=bool(may_do(request.user, row, Verb.CONSULT)),
        may_search=bool(may_do(request.user, row, Verb.SEARCH)),
        may_opinion=bool(may_do(request.user, row, Verb.TAKE_OPINION)),
    )


def letters(request: StaffRequest, pk: int) -> HttpResponse:
    row = find(request, pk)
    return show(request, row, "letters", letters=letters_of(row), kinds=kinds_to_write(request.user, row))


def history(request: StaffRequest, pk: int) -> HttpResponse:
    row = find(request, pk)
    return show(request, row, "trail", events=trail.events_of(row))
