"""Measures of information on request: whether answers came in time, and which did not hold."""

from django.db.models import F, Q, QuerySet

from mingbai.evaluation.measures import Entry, Measure, register
from mingbai.foi.models import FoiRequest
from mingbai.foi.states import COUNTED, Kind
from mingbai.lib import clock
from mingbai.remedies.models import Case
from mingbai.remedies.states import Result
from mingbai.remedies.states import State as CaseState
from mingbai.timelimits.periods import Period


def _counted() -> QuerySet[FoiRequest]:
    return FoiRequest.objects.filter(kind=Kind.INFORMATION, state__in=COUNTED, received_on__isnull=False)


def _answered(period: Period) -> QuerySet[FoiRequest]:
    return _counted().filter(answered_on__range=(period.start, period.end)).order_by("answered_on", "pk")


def _in_time(period: Period) -> QuerySet[FoiRequest]:
    return _answered(period).filter(Q(due_on=None) | Q(answered_on__lte=F("due_on")))


def _late(period: Period) -> QuerySet[FoiRequest]:
    """Answered after the due date, or due in the period and still without an answer."""
    answered = Q(answered_on__range=(period.start, period.end), answered_on__gt=F("due_on"))
    due = Q(due_on__range=(period.start, min(period.end, clock.today())), due_on__lt=clock.today())
    return _counted().filter(answered | (due & Q(answered_on=None, paused=False))).order_by("due_on", "pk")


def _request(row: FoiRequest) -> Entry:
    """Number, day and state: whoever evaluates may not open the file, nor know what it is about."""
    return Entry(row.number, row.answered_on or row.due_on, row.get_state_display())


def _corrected(period: Period) -> QuerySet[Case]:
    ended = Case.objects.filter(result=Result.CORRECTED, ended_on__range=(period.start, period.end))
    return ended.exclude(state=CaseState.VOID).order_by("ended_on", "pk")


def _case(row: Case) -> Entry:
    return Entry(row.case_number or f"案件{row.pk}", row.ended_on, row.get_result_display())


MEASURES = (
    Measure(
        "requests.in_time",
        "依申请公开按期答复率",
        "时段内答复的申请中，没有超过答复期限的占比",
        _in_time,
        _request,
        base=_answered,
    ),
    Measure(
        "requests.late",
        "依申请公开超期",
        "超过期限才答复，或者期限已过还没有答复的申请",
        _late,
        _request,
        ground=lambda _: _counted(),
    ),
    Measure(
        "requests.corrected",
        "复议诉讼被纠正",
        "时段内审结、结果是纠正的复议和诉讼",
        _corrected,
        _case,
    ),
)


def install() -> None:
    for measure in MEASURES:
        register(measure)
