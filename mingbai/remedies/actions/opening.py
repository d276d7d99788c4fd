"""A case is entered, corrected, connected with requests, and voided when it was entered by mistake."""

from collections.abc import Sequence
from datetime import date

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from mingbai.accounts.models import User
from mingbai.foi.models import FoiRequest
from mingbai.foi.states import State as RequestState
from mingbai.lib import clock
from mingbai.lib.verdict import require
from mingbai.organisations.models import Organisation
from mingbai.remedies.actions.recording import (
    done,
    hold,
    line,
    past_day,
    record,
    refresh,
    refuse,
    refuse_names,
)
from mingbai.remedies.models import Case
from mingbai.remedies.policies import may_open
from mingbai.remedies.queries.cases import course_of
from mingbai.remedies.rules.days import day_of
from mingbai.remedies.rules.deadlines import course_problem
from mingbai.remedies.states import Instance, Kind, Procedure, State, Verb

AGAIN = "这个案号已经登记过了，请在列表里查找。"


@transaction.atomic
def open_case(
    *,
    organisation: Organisation,
    requests: Sequence[FoiRequest],
    kind: str,
    authority: str,
    case_number: str,
    began_on: date,
    by: User,
    served_on: date | None = None,
    procedure: str = Procedure.NORMAL,
    follows: Case | None = None,
    appeal_of: Case | None = None,
) -> Case:
    """Enter a review or law suit about requests to `organisation`. ValidationError by field."""
    require(may_open(by, organisation))
    rows = _checked_requests(organisation, requests)
    if kind not in Kind.values:
        refuse("kind", "请选择行政复议或者行政诉讼。")
    case = Case(
        organisation=organisation,
        kind=kind,
        follows=follows,
        appeal_of=appeal_of,
        instance=Instance.SECOND if appeal_of else Instance.FIRST,
        entered_by=by,
        entered_at=clock.now(),
    )
    _fill(case, authority, case_number, began_on, served_on, procedure)
    refuse_names(rows, authority=case.authority, case_number=case.case_number)
    _check_before(case, rows)
    _save(case)
    case.requests.set(rows)
    record("remedy.open", by, case, {"kind": case.group.value, "began": str(began_on)})
    return case


def _checked_requests(organisation: Organisation, requests: Sequence[FoiRequest]) -> list[FoiRequest]:
    rows = list(FoiRequest.objects.filter(pk__in=[one.pk for one in requests]).order_by("pk"))
    if not rows:
        refuse("requests", "请选择所涉的申请。")
    if any(one.organisation_id != organisation.pk for one in rows):
        refuse("requests", "所涉的申请都要是本单位的。")
    if void := [one.number for one in rows if one.state == RequestState.VOID]:
        refuse("requests", f"{'、'.join(void)} 已经作废登记，不能关联。")
    return rows


def _fill(
    case: Case, authority: str, case_number: str, began_on: date, served_on: date | None, procedure: str
) -> None:
    case.authority = line(authority, "authority", "复议机关或者人民法院", 100)
    case.case_number = line(case_number, "case_number", "案号", 60)
    if procedure not in Procedure.values:
        refuse("procedure", "请选择普通程序或者简易程序。")
    # 简易程序只在这里影响复议的期限；诉讼的举证期限不分程序。
    case.procedure = procedure if case.kind == Kind.REVIEW else Procedure.NORMAL
    past_day(began_on, "began_on", "受理、立案日期")
    past_day(served_on, "served_on", "收到通知日期")
    if served_on is not None and served_on < began_on:
        refuse("served_on", f"收到通知的日期（{served_on}）早于受理、立案日期（{began_on}），请核对。")
    case.began_on, case.served_on = began_on, served_on


def _check_before(case: Case, rows: Sequence[FoiRequest]) -> None:
    """The case began after the requests and after the case that went before it."""
    for one in rows:
        asked_on = one.received_on or day_of(one.submitted_at)
        if case.began_on < asked_on:
            refuse("began_on", f"受理、立案日期早于 {one.number} 的提出日期（{asked_on}），请核对。")
    for field, earlier in (("follows", case.follows), ("appeal_of", case.appeal_of)):
        if earlier is not None:
            _check_earlier(case, field, earlier, rows)


def _check_earlier(case: Case, field: str, earlier: Case, rows: Sequence[FoiRequest]) -> None:
    expected = Kind.REVIEW if field == "follows" else Kind.LITIGATION
    if case.kind != Kind.LITIGATION:
        refuse(field, "行政复议没有先前的案件，这里不用选。")
    if case.follows is not None and case.appeal_of is not None:
        refuse("appeal_of", "二审案件只选一审案件，先前的复议登记在一审案件上。")
    if earlier.kind != expected or earlier.organisation_id != case.organisation_id:
        refuse(field, "请在列出的案件里选择。")
    if earlier.state == State.VOID or earlier.instance == Instance.SECOND:
        refuse(field, "这个案件不能选，请在列出的案件里选择。")
    if not earlier.requests.filter(pk__in=[one.pk for one in rows]).exists():
        refuse(field, f"“{earlier}”和这次所涉的申请不是同一件，请核对。")
    if field == "appeal_of":
        _check_appeal(case, earlier)
    if case.began_on < earlier.began_on:
        refuse("began_on", f"立案日期早于“{earlier}”的受理、立案日期（{earlier.began_on}），请核对。")


def _check_appeal(case: Case, earlier: Case) -> None:
    if earlier.ended_on is None:
        refuse("appeal_of", f"“{earlier}”还没有登记一审结果，请先登记结果。")
    if case.began_on < earlier.ended_on:
        refuse("began_on", f"二审立案日期早于一审审结日期（{earlier.ended_on}），请核对。")
    if earlier.appeals.exclude(state=State.VOID).exclude(pk=case.pk).exists():
        refuse("appeal_of", f"“{earlier}”已经登记过二审。")


def _save(case: Case) -> None:
    try:
        with transaction.atomic():
            case.save()
    except IntegrityError as error:
        raise ValidationError({"case_number": AGAIN}) from error


@transaction.atomic
def correct(
    *,
    case: Case,
    by: User,
    reason: str,
    authority: str,
    case_number: str,
    began_on: date,
    served_on: date | None = None,
    procedure: str = Procedure.NORMAL,
) -> Case:
    """Correct what was entered wrongly, or add what was not known yet. The event names the fields."""
    held = hold(case, Verb.CORRECT, by)
    reason = line(reason, "reason", "更正的原因", 200)
    names = ("authority", "case_number", "began_on", "served_on", "procedure")
    before = {name: getattr(held, name) for name in names}
    _fill(held, authority, case_number, began_on, served_on, procedure)
    rows = list(held.requests.all())
    refuse_names(rows, authority=held.authority, case_number=held.case_number, reason=reason)
    _check_before(held, rows)
    if held.ended_on is not None and began_on > held.ended_on:
        refuse("began_on", f"受理、立案日期晚于审结日期（{held.ended_on}），请核对。")
    if problem := course_problem(course_of(held), began_on):
        refuse("began_on", problem)
    _save(held)
    changed = {name: [str(was), str(getattr(held, name))] for name, was in before.items()}
    changed = {name: pair for name, pair in changed.items() if pair[0] != pair[1]}
    done(held, Verb.CORRECT, by, {"changed": changed, "reason": reason})
    refresh(case, held)
    return case


@transaction.atomic
def link(*, case: Case, requests: Sequence[FoiRequest], by: User) -> Case:
    """Add requests the case is about too. One that is there already stays."""
    held = hold(case, Verb.LINK, by)
    rows = _checked_requests(held.organisation, requests)
    _check_before(held, rows)
    held.requests.add(*rows)
    done(held, Verb.LINK, by, {"added": [one.number for one in rows]})
    return case


@transaction.atomic
def void(*, case: Case, reason: str, by: User) -> Case:
    """It was entered by mistake: it stays readable and is counted nowhere."""
    held = hold(case, Verb.VOIDED, by)
    held.void_reason = line(reason, "reason", "作废的原因", 300)
    refuse_names(held.requests.all(), reason=held.void_reason)
    later = Case.objects.exclude(state=State.VOID)
    if later.filter(follows=held).exists() or later.filter(appeal_of=held).exists():
        refuse("reason", "后面的诉讼案件是接着这个案件登记的，请先作废后面的案件。")
    done(held, Verb.VOIDED, by)
    refresh(case, held)
    return case
