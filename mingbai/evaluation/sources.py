"""The measures of the product itself: from the ledger, the records, the findings and the self-checks."""

from datetime import date, datetime, time
from typing import Any

from django.db.models import F, Q, QuerySet
from django.urls import reverse

from mingbai.disclosures.models import Information, Version
from mingbai.disclosures.states import Status
from mingbai.duties.models import Instance, Quota
from mingbai.duties.queries import ended_as, instances, setting
from mingbai.duties.states import DONE, ENDED, Source, State
from mingbai.evaluation.measures import Entry, Measure, register, register_family
from mingbai.evaluation.models import Finding, SelfCheck
from mingbai.evaluation.states import WAITS_FOR_UNIT, FindingState, SelfCheckState
from mingbai.lib import clock
from mingbai.timelimits.periods import Period


def _moments(period: Period) -> tuple[datetime, datetime]:
    """The first and last moment of the period in China."""
    return (
        datetime.combine(period.start, time.min, clock.CHINA),
        datetime.combine(period.end, time.max, clock.CHINA),
    )


def _day(moment: datetime | None) -> date | None:
    return moment.astimezone(clock.CHINA).date() if moment else None


# -- the ledger ------------------------------------------------------------------


def _due(period: Period) -> QuerySet[Instance]:
    """What came due in the period and has ended one way or another."""
    rows = instances(start=period.start, end=period.end).filter(state__in=ENDED)
    return rows.select_related("duty", "organisation").order_by("due_on", "pk")


def _due_as(*states: State) -> Any:
    return lambda period: ended_as(_due(period), *states)


def _instance(row: Instance) -> Entry:
    url = reverse("duties:line", args=[row.pk])
    late = f"，晚{row.days_late}天" if row.days_late else ""
    return Entry(f"{row.duty}（{row.key}）", row.due_on, f"{row.get_state_display()}{late}", url)


def _nil_runs(period: Period) -> QuerySet[Instance]:
    """Nil reports that end a run of so many in a row for the same duty, as the ledger's setting says."""
    least = setting().nil_run
    run: dict[int, int] = {}
    found = []
    past = instances(end=period.end).filter(state__in=ENDED).order_by("duty", "ends_on", "pk")
    with_nil = past.filter(duty__in=_due(period).filter(state=State.NIL).order_by().values("duty"))
    for pk, duty, state, ends in with_nil.values_list("pk", "duty_id", "state", "ends_on"):
        run[duty] = run.get(duty, 0) + 1 if state == State.NIL else 0
        if run[duty] >= least and ends >= period.start:
            found.append(pk)
    return _due(period).filter(pk__in=found)


def _quota(key: str) -> Measure | None:
    """How often something happened that a quota asks for, whether enough or not."""
    quota = Quota.objects.filter(key=key).first()
    if quota is None:
        return None

    def rows(period: Period) -> QuerySet[Instance]:
        within = instances(start=period.start).filter(duty__quota=quota, starts_on__lte=period.end)
        return within.exclude(state=State.NOT_APPLICABLE).select_related("duty", "organisation")

    return Measure(
        key=f"quota:{key}",
        label=f"{quota.name}（次数）",
        about="佐证的次数之和",
        rows=rows,
        ground=rows,
        sums="evidence",
        described=_instance,
    )


# -- records -----------------------------------------------------------------------


def _first_published(period: Period) -> QuerySet[Information]:
    rows = Information.objects.filter(published_at__range=_moments(period))
    return rows.select_related("organisation").order_by("-published_at")


def _taken_back(period: Period) -> QuerySet[Information]:
    rows = Information.objects.filter(
        status__in=[Status.WITHDRAWN, Status.REMOVED], changed_at__range=_moments(period)
    )
    return rows.select_related("organisation").order_by("-changed_at")


def _corrections(period: Period) -> QuerySet[Version]:
    rows = Version.objects.filter(kind="correction", at__range=_moments(period))
    return rows.select_related("information").order_by("-at")


def _record(row: Information) -> Entry:
    return Entry(
        str(row), _day(row.published_at), row.get_status_display(), reverse("desk:record", args=[row.pk])
    )


def _version(row: Version) -> Entry:
    url = reverse("desk:record", args=[row.information_id])
    return Entry(str(row.information), _day(row.at), row.note or "更正", url)


# -- findings and self-checks --------------------------------------------------------


def _told(period: Period) -> QuerySet[Finding]:
    """Findings of the period that the organisation was told of and that were not cancelled."""
    rows = Finding.objects.filter(found_on__range=(period.start, period.end), notice__isnull=False)
    return rows.exclude(state=FindingState.CANCELLED).select_related("organisation")


def _to_settle(period: Period) -> QuerySet[Finding]:
    """Findings whose time to answer ended in the period and already lies behind us."""
    last = min(period.end, clock.today())
    rows = Finding.objects.filter(due_on__range=(period.start, last))
    return rows.exclude(state__in=[FindingState.CANCELLED, FindingState.OBJECTED]).select_related(
        "organisation"
    )


def _settled(period: Period) -> QuerySet[Finding]:
    return _to_settle(period).filter(state=FindingState.RECHECKED, answered_on__lte=F("due_on"))


def _overdue(period: Period) -> QuerySet[Finding]:
    late = Q(answered_on__gt=F("due_on")) | Q(state__in=WAITS_FOR_UNIT, due_on__lt=clock.today())
    return _to_settle(period).filter(late)


def _finding(row: Finding) -> Entry:
    return Entry(row.what, row.found_on, row.get_state_display(), row.get_absolute_url())


def _handed_in(period: Period) -> QuerySet[SelfCheck]:
    rows = SelfCheck.objects.filter(
        year=period.start.year, state__in=[SelfCheckState.SUBMITTED, SelfCheckState.RECEIVED]
    )
    return rows.filter(submitted_at__date__lte=F("due_on")).select_related("organisation")


def _self_check(row: SelfCheck) -> Entry:
    return Entry(str(row), _day(row.submitted_at), row.get_state_display(), row.get_absolute_url())


MEASURES = (
    Measure(
        "duties.coverage",
        "按时公开率",
        "到期的公开义务中，按时履行和零报告的占比",
        _due_as(*DONE),
        _instance,
        base=_due,
    ),
    Measure(
        "duties.done",
        "公开完成率",
        "到期的公开义务中，已经履行的占比，逾期履行也算",
        _due_as(*DONE, State.LATE),
        _instance,
        base=_due,
    ),
    Measure(
        "duties.late",
        "逾期履行",
        "超过时限才履行的公开义务",
        _due_as(State.LATE),
        _instance,
        ground=_due,
    ),
    Measure(
        "duties.missing",
        "未履行",
        "到期没有履行、也没有零报告的公开义务",
        _due_as(State.MISSING),
        _instance,
        ground=_due,
    ),
    Measure("duties.nil", "零报告", "以零报告了结的公开义务", _due_as(State.NIL), _instance, ground=_due),
    Measure("duties.nil_run", "连续零报告", "同一事项连续多期只报零报告", _nil_runs, _instance, ground=_due),
    Measure(
        "duties.quotas",
        "次数要求完成率",
        "到期的次数要求（听取汇报、培训、开放日等）中按时完成的占比",
        lambda period: _due_as(*DONE)(period).filter(duty__source=Source.QUOTA),
        _instance,
        base=lambda period: _due(period).filter(duty__source=Source.QUOTA),
    ),
    Measure("records.published", "新公开的信息", "时段内首次公开的信息", _first_published, _record),
    Measure(
        "records.withdrawn",
        "撤回、撤下的信息",
        "公开以后撤回或者撤下的信息",
        _taken_back,
        _record,
    ),
    Measure(
        "records.corrected",
        "更正",
        "公开以后发布的更正",
        _corrections,
        _version,
        organisation="information__organisation",
    ),
    Measure("findings.found", "督查发现问题", "已通知单位、没有撤销的问题", _told, _finding),
    Measure(
        "findings.settled",
        "按期整改率",
        "整改期限已到的问题中，按期答复并复查通过的占比",
        _settled,
        _finding,
        base=_to_settle,
    ),
    Measure("findings.late", "逾期整改", "超过整改期限才答复或者还没答复的问题", _overdue, _finding),
    Measure("selfchecks.in_time", "按期上报自查", "在期限内上报的年度自查表", _handed_in, _self_check),
)


def install() -> None:
    for measure in MEASURES:
        register(measure)
    register_family("quota", _quota)
