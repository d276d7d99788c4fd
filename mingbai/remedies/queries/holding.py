"""What of an applicant is due for deletion, and what holds it back."""

from datetime import date, timedelta
from itertools import chain

from django.db.models import Q, QuerySet

from mingbai.foi.models import Applicant, FoiRequest, SealedFile
from mingbai.foi.states import State as RequestState
from mingbai.lib import clock
from mingbai.remedies.models import Case
from mingbai.remedies.rules.days import day_of
from mingbai.remedies.rules.retention import CONTACT, IDENTITY, Contest, contest_ends, deletion_day
from mingbai.remedies.states import OPEN_RENEWALS, Kind, RenewalState, State
from mingbai.timelimits import queries as timelimits
from mingbai.timelimits.queries import Known


def held_back(request: FoiRequest, today: date | None = None) -> str:
    """Why the proof of identity may not be deleted yet, in Chinese; "" when it may."""
    known = timelimits.known()
    if request.closed_at is None:
        return "申请还没有办结。"
    ends = _contest_ends(request, known)
    if ends is None:
        return "有复议、诉讼还没有办完。"
    day = _day(request, IDENTITY, known)
    now = today or clock.today()
    if day is not None and now >= day:
        return ""
    if now <= ends:
        return f"申请人到 {ends} 还可以申请复议或者起诉。"
    return f"保存期限还没有满，{day} 起可以删除。"


def due_for_identity(today: date) -> list[FoiRequest]:
    """Requests whose proofs of identity are to be deleted now."""
    files = SealedFile.objects.filter(kind=SealedFile.Kind.IDENTITY, deleted_at=None)
    numbers = Applicant.objects.exclude(identity_sealed=b"")
    holders = Q(pk__in=files.values("request")) | Q(pk__in=numbers.values("request"))
    return _due(FoiRequest.objects.filter(holders), IDENTITY, today)


def due_for_contact(today: date) -> list[FoiRequest]:
    """Requests whose applicants' telephones, addresses and the like are to be erased now."""
    kept = Applicant.objects.filter(erased_at=None)
    return _due(FoiRequest.objects.filter(pk__in=kept.values("request")), CONTACT, today)


def is_due(request: FoiRequest, key: str, today: date) -> bool:
    """Whether the limit `key` has run out for it, and nothing holds deletion back."""
    day = _day(request, key, timelimits.known())
    return day is not None and day <= today


def _due(rows: QuerySet[FoiRequest], key: str, today: date) -> list[FoiRequest]:
    known = timelimits.known()
    closed = rows.filter(closed_at__date__lte=_not_before(key, known, today)).select_related("organisation")
    found = closed.order_by("pk").prefetch_related("remedies__renewals")
    return [one for one in found if (day := _day(one, key, known)) is not None and day <= today]


def _not_before(key: str, known: Known, today: date) -> date:
    """A day that certainly comes after the closing of everything due, so that not all rows are read."""
    limit = known.limit(key)
    # A month has at least 28 days, a working day is at least one.
    days = limit.number * (28 if limit.unit == "month" else 1)
    return today - timedelta(days=max(days - 1, 0))


def _day(request: FoiRequest, key: str, known: Known) -> date | None:
    calendar, limits = known.calendar(request.organisation), known.limits()
    return deletion_day(key, closed_on(request), _contest_ends(request, known), calendar, limits)


def closed_on(request: FoiRequest) -> date | None:
    """The day on which nothing more was to do: of the request or of the last case about it."""
    if request.closed_at is None:
        return None
    ended = (one.closed_at for one in _cases(request))
    moments = [moment for moment in chain([request.closed_at], ended) if moment is not None]
    return day_of(max(moments))


def _contest_ends(request: FoiRequest, known: Known) -> date | None:
    contests = [_contest(one, request) for one in _cases(request)]
    # What was merged or voided was never answered on its own, yet may have been contested.
    answered = request.answered_on if request.state != RequestState.VOID else None
    return contest_ends(answered, contests, known.calendar(request.organisation), known.limits())


def _cases(request: FoiRequest) -> list[Case]:
    return [one for one in request.remedies.all() if one.state != State.VOID]


def _contest(case: Case, request: FoiRequest) -> Contest:
    renewals = [one for one in case.renewals.all() if one.request_id == request.pk]
    sent = [one.sent_on for one in renewals if one.state == RenewalState.SENT and one.sent_on]
    return Contest(
        is_review=case.kind == Kind.REVIEW,
        is_running=case.state != State.CLOSED,
        ended_on=max(filter(None, (case.ended_on, case.decision_served_on)), default=None),
        renewed_on=max(sent, default=None),
        owes_renewal=any(one.state in OPEN_RENEWALS for one in renewals),
    )
