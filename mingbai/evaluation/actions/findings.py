"""A finding from its first note to the end: notice, answer, re-check, objection, decision."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from mingbai.accounts.models import User
from mingbai.disclosures.models import Information
from mingbai.evaluation.actions.recording import said, tell, trail
from mingbai.evaluation.models import Finding, FindingStep, Notice, Severity, Source
from mingbai.evaluation.policies import may_handle, may_run
from mingbai.evaluation.queries.packaged import parameter
from mingbai.evaluation.queries.reach import ANSWER, RUN
from mingbai.evaluation.rules.numbering import chinese, notice_number
from mingbai.evaluation.rules.papers import notice_paper
from mingbai.evaluation.states import FINDING_TRANSITIONS, FindingState, FindingVerb, transition
from mingbai.lib import clock
from mingbai.lib.text import one_line
from mingbai.lib.verdict import require
from mingbai.organisations.models import Organisation
from mingbai.timelimits.queries import calendar
from mingbai.timelimits.rules import add_working_days

LONGEST_NOTICE = 120
"""Working days; a longer term is a slip of the finger."""


@transaction.atomic
def add_finding(
    *,
    by: User,
    inspector: Organisation,
    organisation: Organisation,
    source: str,
    what: str,
    topic: str = "",
    standard: str = "",
    basis: str = "",
    severity: str = Severity.ORDINARY,
    information: Information | None = None,
    indicator: Any = None,
    found_on: date | None = None,
) -> Finding:
    """Note what was found otherwise than by a sample: monitoring, a complaint, a superior's circular."""
    require(may_run(by, inspector))
    if information is not None and information.organisation_id != organisation.pk:
        raise ValidationError({"information": "这条信息不是这个单位的。"})
    if found_on is not None and found_on > clock.today():
        raise ValidationError({"found_on": "发现日期不能在今天以后。"})
    finding = Finding.objects.create(
        organisation=organisation,
        inspector=inspector,
        source=Source(source),
        information=information,
        indicator=indicator,
        topic=one_line(topic)[:100],
        what=said(what, "what", "请写明问题是什么、在哪里。", 1000),
        standard=one_line(standard)[:300],
        basis=one_line(basis)[:300],
        severity=Severity(severity),
        found_on=found_on or clock.today(),
        found_by=by,
    )
    _event(finding, by, RUN, verb="finding.add")
    return finding


@transaction.atomic
def notify_findings(
    *, by: User, inspector: Organisation, findings: Iterable[Finding], days: int | None = None
) -> list[Notice]:
    """One numbered notice to every organisation among `findings`; its time to answer begins today.

    `days` are working days; None takes the county's parameter.
    """
    require(may_run(by, inspector))
    number = int(parameter("rectification_days")) if days is None else days
    if not 1 <= number <= LONGEST_NOTICE:
        raise ValidationError({"days": f"整改期限填 1 到 {LONGEST_NOTICE} 个工作日。"})
    chosen = list(
        Finding.objects.select_for_update(of=("self",))
        .filter(pk__in=[one.pk for one in findings])
        .select_related("organisation", "inspector")
        .order_by("organisation__path", "pk")
    )
    if not chosen:
        raise ValidationError({"findings": "请至少选一个问题。"})
    groups: dict[int, list[Finding]] = {}
    for finding in chosen:
        require(may_handle(by, FindingVerb.NOTIFY, finding))
        if finding.inspector_id != inspector.pk:
            raise ValidationError({"findings": "只能通知本单位检查发现的问题。"})
        groups.setdefault(finding.organisation_id, []).append(finding)
    due = add_working_days(clock.today(), number, calendar()).due
    return [_notify(inspector, group, due, number, by) for group in groups.values()]


def _notify(inspector: Organisation, findings: list[Finding], due: date, days: int, by: User) -> Notice:
    today, addressee = clock.today(), findings[0].organisation
    # Held so that two notices of one organisation never take the same number.
    Organisation.objects.select_for_update().get(pk=inspector.pk)
    last = Notice.objects.filter(organisation=inspector, year=today.year).aggregate(last=Max("serial"))[
        "last"
    ]
    serial = (last or 0) + 1
    number = notice_number(
        parameter("notice_pattern"), prefix=parameter("notice_prefix"), year=today.year, serial=serial
    )
    if Notice.objects.filter(number=number).exists():
        number = f"{inspector}{number}"[:80]
    notice = Notice.objects.create(
        organisation=inspector,
        addressee=addressee,
        number=number,
        year=today.year,
        serial=serial,
        issued_on=today,
        due_on=due,
        text=notice_paper(
            number, inspector.name, addressee.name, [_row(one) for one in findings], today, due, days
        ).as_json(),
        issued_by=by,
    )
    for finding in findings:
        _step(finding, FindingVerb.NOTIFY, by, number, notice=notice, due_on=due)
        _event(finding, by, RUN, verb="finding.notify", detail={"notice": number, "due": due.isoformat()})
    tell(
        addressee,
        ANSWER,
        f"收到整改通知 {number}，{len(findings)} 个问题，请在 {chinese(due)} 前答复。",
        notice.get_absolute_url(),
        f"evaluation:notice:{notice.pk}",
    )
    return notice


def _row(finding: Finding) -> dict[str, str]:
    return {
        "topic": finding.topic or finding.get_source_display(),
        "what": finding.what,
        "basis": finding.basis,
        "severity": finding.get_severity_display(),
    }


@transaction.atomic
def answer_finding(*, by: User, finding: Finding, text: str, evidence: Information | None = None) -> Finding:
    """The organisation says what it has put right, with a record as evidence where there is one."""
    finding = _hold(finding)
    require(may_handle(by, FindingVerb.ANSWER, finding))
    words = said(text, "text", "请写明怎样整改、整改到什么程度。", 2000)
    values = {"answered_by": by, "answered_on": clock.today()}
    _step(finding, FindingVerb.ANSWER, by, words, evidence, **values)
    _event(finding, by, ANSWER, verb="finding.answer")
    tell(
        finding.inspector,
        RUN,
        f"{finding.organisation}答复了整改，请复查。",
        finding.get_absolute_url(),
        f"evaluation:answered:{finding.pk}:{finding.steps.count()}",
    )
    return finding


@transaction.atomic
def recheck_finding(
    *, by: User, finding: Finding, passed: bool, text: str = "", days: int | None = None
) -> Finding:
    """Look again, as another person than the one who answered. Sent back, a new term of `days` runs."""
    finding = _hold(finding)
    verb = FindingVerb.PASS if passed else FindingVerb.SEND_BACK
    require(may_handle(by, verb, finding))
    if passed:
        words = said(text or "复查通过。", "text", "", 2000)
        _step(finding, verb, by, words, settled_on=clock.today())
        _event(finding, by, RUN, verb="finding.pass")
        return finding
    words = said(text, "text", "退回的，请写明还差什么。", 2000)
    number = int(parameter("rectification_days")) if days is None else days
    due = add_working_days(clock.today(), min(max(number, 1), LONGEST_NOTICE), calendar()).due
    _step(finding, verb, by, words, due_on=due)
    _event(finding, by, RUN, verb="finding.send_back", detail={"due": due.isoformat()})
    _tell_unit(finding, f"整改复查未通过，请在 {chinese(due)} 前重新整改。")
    return finding


@transaction.atomic
def object_to_finding(
    *, by: User, finding: Finding, text: str, evidence: Information | None = None
) -> Finding:
    """The organisation holds that the finding is wrong."""
    finding = _hold(finding)
    require(may_handle(by, FindingVerb.OBJECT, finding))
    words = said(text, "text", "请写明为什么不同意。", 2000)
    _step(finding, FindingVerb.OBJECT, by, words, evidence)
    _event(finding, by, ANSWER, verb="finding.object")
    tell(
        finding.inspector,
        RUN,
        f"{finding.organisation}对督查问题有异议，请裁定。",
        finding.get_absolute_url(),
        f"evaluation:objected:{finding.pk}",
    )
    return finding


@transaction.atomic
def decide_objection(*, by: User, finding: Finding, upheld: bool, text: str) -> Finding:
    """Let the finding stand (`upheld`; the full term begins anew) or cancel it; with the reason."""
    finding = _hold(finding)
    verb = FindingVerb.UPHOLD if upheld else FindingVerb.CANCEL
    require(may_handle(by, verb, finding))
    words = said(text, "text", "请写明裁定的理由。", 2000)
    if upheld:
        due = add_working_days(clock.today(), int(parameter("rectification_days")), calendar()).due
        _step(finding, verb, by, words, due_on=due)
        _event(finding, by, RUN, verb="finding.uphold", detail={"due": due.isoformat()})
        _tell_unit(finding, f"异议不成立，请在 {chinese(due)} 前整改。")
    else:
        _step(finding, verb, by, words, settled_on=clock.today())
        _event(finding, by, RUN, verb="finding.cancel")
        _tell_unit(finding, "异议成立，这个问题已撤销。")
    return finding


@transaction.atomic
def drop_finding(*, by: User, finding: Finding, text: str) -> Finding:
    """Do not tell the organisation after all; the finding stays with the reason."""
    finding = _hold(finding)
    require(may_handle(by, FindingVerb.DROP, finding))
    words = said(text, "text", "请写明不再通知的理由。")
    _step(finding, FindingVerb.DROP, by, words, settled_on=clock.today())
    _event(finding, by, RUN, verb="finding.drop")
    return finding


def _hold(finding: Finding) -> Finding:
    rows = Finding.objects.select_for_update(of=("self",)).select_related("organisation", "inspector")
    return rows.get(pk=finding.pk)


def _step(
    finding: Finding,
    verb: FindingVerb,
    by: User,
    text: str,
    evidence: Information | None = None,
    **values: Any,
) -> None:
    row = transition(FINDING_TRANSITIONS, verb, finding.state)
    assert row is not None and row.to is not None  # the policy has asked the same table
    finding.state = FindingState(row.to)
    for name, value in values.items():
        setattr(finding, name, value)
    finding.save(update_fields=["state", *values])
    FindingStep.objects.create(
        finding=finding, verb=verb, text=text, evidence=evidence, by=by, at=clock.now()
    )


def _event(
    finding: Finding, by: User, action: str, *, verb: str, detail: dict[str, Any] | None = None
) -> None:
    place = finding.organisation if action == ANSWER else finding.inspector
    trail(
        verb=verb,
        by=by,
        subject=finding,
        organisation=place,
        action=action,
        after=finding.state,
        detail=detail,
    )


def _tell_unit(finding: Finding, text: str) -> None:
    key = f"evaluation:finding:{finding.pk}:{finding.steps.count()}"
    tell(finding.organisation, ANSWER, text, finding.get_absolute_url(), key)
