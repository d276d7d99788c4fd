"""Accounts on other platforms: which there are, which stand still, what was reported."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from mingbai.lib import clock
from mingbai.registers import actions, queries
from mingbai.registers.exports import MOST_ROWS, accounts_sheet
from mingbai.registers.forms.accounts import AccountForm, CloseForm, SeenForm, StepFilingForm
from mingbai.registers.forms.activities import ProofForm
from mingbai.registers.models import AccountStep
from mingbai.registers.policies import may_keep, may_receive
from mingbai.registers.states import AccountState
from mingbai.registers.views.common import asked_of, mine, paged, places_of, reach, workbook
from mingbai.shell.views import StaffRequest, form_page, page


def listing(request: StaffRequest) -> HttpResponse:
    """Open accounts, or with `all` also those closed; with `stale` those alone that stand still."""
    asked = asked_of(request, "all", "stale")
    rows = asked.of_place(queries.readable_accounts(request.user))
    if not asked.typed["all"]:
        rows = rows.filter(state=AccountState.OPEN)
    found = queries.watched(rows[:MOST_ROWS], clock.today())
    if asked.typed["stale"]:
        found = [one for one in found if one.stale]
    if request.GET.get("xlsx"):
        return workbook("新媒体账号", accounts_sheet(found))
    return page(
        request,
        "registers/accounts.html",
        shown=paged(request, found),
        asked=asked,
        query=asked.query,
        days=queries.setting("media_stale_days"),
        may_keep=bool(places_of(request.user, "register.keep")),
    )


def one(request: StaffRequest, pk: int) -> HttpResponse:
    rows = queries.readable_accounts(request.user)
    row = get_object_or_404(rows, pk=pk)
    return page(
        request,
        "registers/account.html",
        watched=queries.watched(rows.filter(pk=row.pk), clock.today())[0],
        one=row,
        steps=row.steps.select_related("received_by"),
        proofs=row.proofs.select_related("added_by"),
        history=queries.history_of(row),
        form=ProofForm(),
        may_keep=bool(may_keep(request.user, row.organisation)),
        may_receive=bool(may_receive(request.user)),
    )


def create(request: StaffRequest) -> HttpResponse:
    def do(**values: Any) -> None:
        actions.open_account(by=request.user, **values)

    return form_page(
        request,
        AccountForm(request.POST or None, user=request.user),
        do,
        "已登记。",
        "registers:accounts",
        heading="登记新媒体账号",
        submit="登记",
    )


def change(request: StaffRequest, pk: int) -> HttpResponse:
    row = mine(request, queries.readable_accounts(request.user), pk)

    def do(**values: Any) -> None:
        actions.change_account(by=request.user, account=row, **values)

    return form_page(
        request,
        AccountForm(request.POST or None, user=request.user, account=row),
        do,
        "已保存。",
        row.get_absolute_url(),
        heading="账号变更",
        subject=str(row),
        submit="保存",
    )


def close(request: StaffRequest, pk: int) -> HttpResponse:
    row = mine(request, queries.readable_accounts(request.user), pk)

    def do(**values: Any) -> None:
        actions.close_account(by=request.user, account=row, **values)

    return form_page(
        request,
        CloseForm(request.POST or None),
        do,
        "已登记关停。",
        row.get_absolute_url(),
        heading="关停或者注销账号",
        subject=str(row),
        submit="确认",
        danger=True,
        warning="关停以后不能再改，登记的内容都还留着。关停也要向县公开办报备。",
    )


def see(request: StaffRequest, pk: int) -> HttpResponse:
    row = mine(request, queries.readable_accounts(request.user), pk)

    def do(**values: Any) -> None:
        actions.see_account(by=request.user, account=row, **values)

    return form_page(
        request,
        SeenForm(request.POST or None),
        do,
        "已记下。",
        row.get_absolute_url(),
        heading="登记最近更新日期",
        subject=str(row),
        submit="保存",
        lines=["请打开账号看一看，填最近一次发布内容的日期。系统会记下是谁看的。"],
    )


def _steps(request: StaffRequest) -> Any:
    return reach(
        request, AccountStep.objects.select_related("account__organisation"), "account__organisation"
    )


def step_file(request: StaffRequest, pk: int) -> HttpResponse:
    row = mine(request, _steps(request), pk, "account__organisation")

    def do(**values: Any) -> None:
        actions.file_step(by=request.user, step=row, **values)

    return form_page(
        request,
        StepFilingForm(request.POST or None, initial={"filing_number": row.filing_number}),
        do,
        "已记下报备情况。",
        row.account.get_absolute_url(),
        heading=f"{row.get_kind_display()}已向县公开办报备",
        subject=str(row.account),
        submit="保存",
    )


def step_receive(request: StaffRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(_steps(request), pk=pk)
    if request.method == "POST":
        actions.receive(by=request.user, row=row)
        messages.success(request, "已确认收到报备。")
    return redirect(row.account.get_absolute_url())
