"""Reading cases and their deadlines."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from mingbai.accounts.models import User
from mingbai.foi.models import FoiRequest
from mingbai.foi.policies import READ
from mingbai.letters.rules.outcomes import REVIEW_FIRST, outcome
from mingbai.lib import clock
from mingbai.organisations.queries import scope_of
from mingbai.remedies.models import Case, CaseFile, Renewal, Step
from mingbai.remedies.rules.deadlines import Deadline, Facts, Happened, deadlines, renewal_due
from mingbai.remedies.states import OPEN_RENEWALS, Group, Instance, RenewalState, State
from mingbai.timelimits import queries as timelimits
from mingbai.timelimits.queries import Known


def readable(user: User) -> QuerySet[Case]:
    """The cases of the organisations whose requests this person may read."""
    rows = Case.objects.select_related("organisation", "follows", "appeal_of")
    return scope_of(user, READ).filter(rows)


def readable_renewals(user: User) -> QuerySet[Renewal]:
    rows = Renewal.objects.select_related("case__organisation", "request", "letter")
    return rows.filter(case__in=readable(user).order_by())


def readable_files(user: User) -> QuerySet[CaseFile]:
    rows = CaseFile.objects.select_related("case__organisation")
    return rows.filter(case__in=readable(user).order_by())


def readable_steps(user: User) -> QuerySet[Step]:
    return Step.objects.select_related("case__organisation").filter(case__in=readable(user).order_by())


def of_request(request: FoiRequest) -> QuerySet[Case]:
    """The cases about one request, the earliest first; voided ones too."""
    rows = Case.objects.filter(requests=request).select_related("organisation", "follows", "appeal_of")
    return rows.order_by("began_on", "pk")


def reviews_before(requests: Iterable[FoiRequest]) -> QuerySet[Case]:
    """The reviews a law suit about these requests may follow."""
    return Case.objects.filter(requests__in=requests, kind="review").exclude(state=State.VOID).distinct()


def first_instances(requests: Iterable[FoiRequest]) -> QuerySet[Case]:
    """The decided first instances that a second one about these requests may be the appeal of."""
    rows = Case.objects.filter(requests__in=requests, kind="litigation", instance=Instance.FIRST)
    return rows.exclude(state=State.VOID).exclude(ended_on=None).distinct()


def facts_of(case: Case) -> Facts:
    appeal = case.appeals.exclude(state=State.VOID).order_by("began_on").first() if case.pk else None
    return Facts(
        case.kind,
        case.procedure,
        case.instance,
        case.began_on,
        case.served_on,
        case.ended_on,
        case.decision_served_on,
        appeal.began_on if appeal else None,
    )


def course_of(case: Case) -> list[Happened]:
    """What happened in it, without struck lines."""
    return [Happened(one.event, one.on, one.until) for one in case.steps.filter(struck_at=None)]


def deadlines_of(case: Case, known: Known | None = None) -> tuple[Deadline, ...]:
    """The deadlines of a case with their calculation, those of new answers last; none of a voided case."""
    if case.state == State.VOID:
        return ()
    known = known or timelimits.known()
    calendar, limits = known.calendar(case.organisation), known.limits(on=case.began_on)
    found = deadlines(facts_of(case), course_of(case), calendar=calendar, limits=limits)
    renewals = case.renewals.exclude(state=RenewalState.DROPPED).select_related("request")
    return (*found, *(renewal_deadline(one, case, known) for one in renewals))


def renewal_deadline(renewal: Renewal, case: Case, known: Known | None = None) -> Deadline:
    """The time for a new answer; it cannot be counted before we received the decision."""
    known, name = known or timelimits.known(), f"重新答复（{renewal.request}）"
    if case.decision_served_on is None:
        missing = "收到决定书、判决书的日期"
        return Deadline("remedies.renewal", name, True, None, True, renewal.sent_on, (), False, missing)
    limit, calendar = known.limit("remedies.renewal", case.began_on), known.calendar(case.organisation)
    last, steps, estimated = renewal_due(limit, case.decision_served_on, calendar, renewal.days, renewal.unit)
    return Deadline("remedies.renewal", name, True, last, estimated, renewal.sent_on, steps)


@dataclass(frozen=True)
class Shown:
    """A case as a line of the list: the deadline that comes next, and days left until then."""

    case: Case
    requests: list[FoiRequest]
    group: Group
    next: Deadline | None
    left: int | None


def shown(cases: Iterable[Case], today: date | None = None) -> list[Shown]:
    known, day = timelimits.known(), today or clock.today()
    found = []
    for one in cases:
        running = [] if one.state == State.CLOSED else _running(deadlines_of(one, known), day)
        following = min(running, key=lambda row: row.due or date.max, default=None)
        left = following.left(day) if following else None
        found.append(Shown(one, list(one.requests.all()), one.group, following, left))
    return found


def _running(rows: Iterable[Deadline], day: date) -> list[Deadline]:
    """What is still to come; what we need not do is over when its day has passed."""
    return [
        one
        for one in rows
        if one.met_on is None and one.due is not None and not (one.optional and one.due < day)
    ]


def open_renewals(case: Case) -> QuerySet[Renewal]:
    return case.renewals.filter(state__in=OPEN_RENEWALS)


def warnings_of(case: Case) -> list[str]:
    """What whoever defends the case should know, as sentences."""
    found = []
    if case.group == Group.DIRECT:
        # 行政复议法第二十三条第一款第四项；复议前置只及于条例第十四至十六条的不予公开。
        first = [one.number for one in case.requests.all() if one.leaf and _review_first(one.leaf)]
        if first:
            found.append(
                f"{'、'.join(first)} 的答复属于不予公开，依法应当先申请行政复议。"
                "没有经过复议直接起诉的，可以在答辩状里向法院提出。"
            )
    if case.began_on and case.served_on is None:
        found.append("还没有登记收到通知的日期，我们的答复、举证期限算不出来。")
    return found


def _review_first(leaf: str) -> bool:
    return outcome(leaf).remedy == REVIEW_FIRST
