"""The list of cases, one case, and how it is entered, corrected and closed."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.urls import reverse
from django.utils.http import urlencode

from mingbai.foi.models import FoiRequest
from mingbai.foi.queries import readable as readable_requests
from mingbai.lib import clock
from mingbai.lib.verdict import require
from mingbai.remedies import actions, policies, queries
from mingbai.remedies.forms import CaseForm, CorrectForm, EmptyForm, LinkForm, ReasonForm
from mingbai.remedies.models import Case
from mingbai.remedies.policies import may_do, may_export, may_renew
from mingbai.remedies.queries.cases import open_renewals
from mingbai.remedies.states import RenewalState, Result, State, Verb
from mingbai.remedies.views.frame import case_of, request_of, typed, verb_page
from mingbai.shell.views import StaffRequest, form_page, page

ON_A_PAGE = 30
RUNNING = (State.OPEN, State.DECIDED)


def listing(request: StaffRequest) -> HttpResponse:
    """Those running, or all; `request` in the address: those about one request."""
    rows = queries.readable(request.user).prefetch_related("requests")
    everything = request.GET.get("all") == "1"
    about = _about(request)
    if about is not None:
        rows = rows.filter(requests=about)
    elif not everything:
        rows = rows.filter(state__in=RUNNING)
    shown = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))
    known = {name: request.GET.get(name, "") for name in ("all", "request") if name in request.GET}
    return page(
        request,
        "remedies/list.html",
        shown=shown,
        rows=queries.shown(shown.object_list),
        everything=everything,
        about=about,
        opens=about is not None and bool(policies.may_open(request.user, about.organisation)),
        query=urlencode(known),
    )


def _about(request: StaffRequest) -> FoiRequest | None:
    """The request named in the address, when there is one that this person may read."""
    number = request.GET.get("request", "")
    if not (number.isascii() and number.isdigit() and len(number) < 10):
        return None
    return readable_requests(request.user).filter(pk=int(number)).first()


def case(request: StaffRequest, pk: int) -> HttpResponse:
    row, user, today = case_of(request, pk), request.user, clock.today()
    numbers = list(row.requests.order_by("number"))
    return page(
        request,
        "remedies/case.html",
        case=row,
        numbers=numbers,
        exports=bool(numbers and may_export(user, numbers[0])),
        warnings=queries.warnings_of(row) if row.state in RUNNING else [],
        deadlines=[(one, one.left(today), one.overdue(today)) for one in queries.deadlines_of(row)],
        steps=row.steps.select_related("recorded_by", "struck_by"),
        files=row.files.select_related("added_by", "dropped_by"),
        renewals=_renewals(request, row),
        appeals=row.appeals.exclude(state=State.VOID),
        followers=row.followed_by.exclude(state=State.VOID),
        can=_possible(request, row),
    )


def _possible(request: StaffRequest, row: Case) -> dict[str, bool]:
    """What this person may do now, by verb; without what would be refused anyway."""
    can = {verb.value: bool(may_do(request.user, row, verb)) for verb in Verb}
    answered = row.renewals.exclude(state=RenewalState.DROPPED).values("request")
    can[Verb.CLOSE] = can[Verb.CLOSE] and not open_renewals(row).exists()
    can[Verb.ORDER] = (
        can[Verb.ORDER] and row.result == Result.CORRECTED and row.requests.exclude(pk__in=answered).exists()
    )
    return can


def _renewals(request: StaffRequest, row: Case) -> list[tuple[Any, dict[str, bool]]]:
    verbs = (Verb.PREPARE, Verb.SIGN, Verb.SEND)
    found = []
    for one in row.renewals.select_related("request", "letter", "prepared_by", "signed_by"):
        one.case = row
        can = {verb.value: bool(may_renew(request.user, one, verb)) for verb in verbs}
        running = one.state not in (RenewalState.SENT, RenewalState.DROPPED)
        can["drop"] = running and bool(may_do(request.user, row, Verb.ORDER))
        found.append((one, can))
    return found


def create(request: StaffRequest, request_pk: int) -> HttpResponse:
    asked = request_of(request, request_pk)
    require(policies.may_open(request.user, asked.organisation))
    form = CaseForm(typed(request), request=asked)

    def do(others: list[Any], **values: Any) -> None:
        organisation = asked.organisation
        actions.open_case(organisation=organisation, requests=[asked, *others], by=request.user, **values)

    return form_page(
        request,
        form,
        do,
        "案件已登记。",
        f"{reverse('remedies:list')}?request={asked.pk}",
        heading="登记复议、诉讼案件",
        subject=f"依申请公开 {asked.number}",
        submit="登记",
    )


def correct(request: StaffRequest, pk: int) -> HttpResponse:
    row = case_of(request, pk)
    require(may_do(request.user, row, Verb.CORRECT))
    form = CorrectForm(typed(request), case=row)

    def do(**values: Any) -> None:
        actions.correct(case=row, by=request.user, **values)

    lines = ["案号、日期登记错了，或者现在才知道的，在这里更正。改了什么、为什么改都有记录。"]
    return verb_page(request, row, form, do, "已更正。", heading="更正登记", submit="保存", lines=lines)


def link(request: StaffRequest, pk: int) -> HttpResponse:
    row = case_of(request, pk)
    require(may_do(request.user, row, Verb.LINK))
    form = LinkForm(typed(request), case=row)

    def do(**values: Any) -> None:
        actions.link(case=row, by=request.user, **values)

    return verb_page(request, row, form, do, "已关联。", heading="关联同案的其他申请", submit="关联")


def void(request: StaffRequest, pk: int) -> HttpResponse:
    row = case_of(request, pk)
    require(may_do(request.user, row, Verb.VOIDED))
    form = ReasonForm(typed(request))

    def do(**values: Any) -> None:
        actions.void(case=row, by=request.user, **values)

    warning = "只在登记错的时候作废。撤回、终止的案件请登记结果“其他结果”。"
    return verb_page(
        request, row, form, do, "已作废。", heading="作废登记", submit="作废", danger=True, warning=warning
    )


def close(request: StaffRequest, pk: int) -> HttpResponse:
    row = case_of(request, pk)
    require(may_do(request.user, row, Verb.CLOSE))

    def do() -> None:
        actions.close(case=row, by=request.user)

    lines = ["结果已经落实、没有别的事要办的，办结。办结以后，申请人信息的保存期限从这一天起算。"]
    form = EmptyForm(typed(request))
    return verb_page(request, row, form, do, "已办结。", heading="办结", submit="办结", lines=lines)


def reopen(request: StaffRequest, pk: int) -> HttpResponse:
    row = case_of(request, pk)
    require(may_do(request.user, row, Verb.REOPEN))
    form = ReasonForm(typed(request))

    def do(**values: Any) -> None:
        actions.reopen(case=row, by=request.user, **values)

    return verb_page(request, row, form, do, "已重新打开。", heading="重新打开案件", submit="重新打开")


__all__ = ["case", "close", "correct", "create", "link", "listing", "reopen", "void"]
