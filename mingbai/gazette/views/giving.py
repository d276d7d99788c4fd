"""Handing in, old issues, and who gets a copy."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from mingbai.gazette import actions, policies
from mingbai.gazette.exports.tables import template as empty_table
from mingbai.gazette.forms import EmptyForm, HandInForm, ImportForm, ReasonForm, ReceiptForm, RecipientForm
from mingbai.gazette.models import Delivery, HandIn, Recipient
from mingbai.gazette.queries import issues
from mingbai.gazette.views.desk import sent
from mingbai.lib import clock
from mingbai.lib.verdict import require
from mingbai.organisations.policies import may_anywhere
from mingbai.organisations.queries import scope_of
from mingbai.shell.exports import download
from mingbai.shell.paging import paged
from mingbai.shell.views import StaffRequest, form_page, page


def handed_in(request: StaffRequest) -> HttpResponse:
    """What the organisations of this person handed in; the county office sees all."""
    edits = bool(may_anywhere(request.user, policies.EDIT))
    rows = scope_of(request.user, policies.READ).filter(issues.handed_in(""))
    shown, query = paged(request, rows)
    return page(
        request,
        "gazette/handed_in.html",
        shown=shown,
        query=query,
        edits=edits,
        hands_in=bool(may_anywhere(request.user, policies.HAND_IN)),
    )


def hand_in(request: StaffRequest) -> HttpResponse:
    def do(**values: Any) -> None:
        actions.hand_in(by=request.user, **values)

    return form_page(
        request, HandInForm(request.POST or None), do, "已报送，县政府公报编辑会看到。", "gazette:handed-in",
        heading="报送文件", submit="报送",
        lines=["部门、乡镇不办公报。已经公开的规范性文件报送县政府公报，统一刊登。"],
    )  # fmt: skip


def decline(request: StaffRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(HandIn.objects.select_related("information", "organisation"), pk=pk)
    require(policies.may_answer(request.user, row))

    def do(reason: str) -> None:
        actions.decline(row=row, reason=reason, by=request.user)

    return form_page(
        request, ReasonForm(request.POST or None), do, "已答复报送单位。", "gazette:handed-in",
        heading="不刊登", subject=str(row), submit="答复",
    )  # fmt: skip


def import_(request: StaffRequest) -> HttpResponse:
    def do(pdf: Any, contents: Any, **values: Any) -> None:
        actions.import_issue(pdf=pdf.read(), contents=contents.read(), by=request.user, **values)

    return form_page(
        request, ImportForm(request.POST or None, request.FILES or None), do,
        "已补录，请另一位同事核对以后公布。", "gazette:list", template="gazette/import.html",
        heading="补录以前的公报", submit="补录",
    )  # fmt: skip


def template(request: StaffRequest) -> HttpResponse:
    return download(empty_table(), "公报目录模板.xlsx")


def recipients(request: StaffRequest) -> HttpResponse:
    rows = list(issues.recipients())
    return page(request, "gazette/recipients.html", rows=rows, copies=sum(row.copies for row in rows))


def recipient_new(request: StaffRequest) -> HttpResponse:
    def do(**values: Any) -> None:
        actions.save_recipient(by=request.user, **values)

    form = RecipientForm(request.POST or None)
    return form_page(
        request, form, do, "已登记。", "gazette:recipients", heading="登记赠阅对象", submit="保存"
    )


def _recipient(pk: int) -> Recipient:
    return get_object_or_404(issues.recipients(), pk=pk)


def recipient_edit(request: StaffRequest, pk: int) -> HttpResponse:
    row = _recipient(pk)
    initial = {name: getattr(row, name) for name in ("kind", "name", "address", "copies")}

    def do(**values: Any) -> None:
        actions.save_recipient(recipient=row, by=request.user, **values)

    form = RecipientForm(request.POST or None, initial=initial)
    return form_page(
        request,
        form,
        do,
        "已保存。",
        "gazette:recipients",
        heading="修改赠阅对象",
        subject=row.name,
        submit="保存",
    )


def recipient_close(request: StaffRequest, pk: int) -> HttpResponse:
    row = _recipient(pk)

    def do() -> None:
        actions.close_recipient(recipient=row, by=request.user)

    return form_page(
        request, EmptyForm(sent(request)), do, "已停赠。", "gazette:recipients", heading="从下一期起停赠",
        subject=row.name, submit="停赠",
    )  # fmt: skip


def receipt(request: StaffRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Delivery.objects.select_related("issue", "recipient"), pk=pk)
    initial = {
        "received": row.copies if row.received is None else row.received,
        "received_on": row.received_on or clock.today(),
        "signed_by": row.signed_by,
    }

    def do(**values: Any) -> None:
        actions.receive(delivery=row, by=request.user, **values)

    form = ReceiptForm(request.POST or None, initial=initial)
    to = reverse("gazette:issue", args=[row.issue_id])
    return form_page(
        request, form, do, "签收已登记。", to, heading="登记签收", subject=f"{row.issue} {row.recipient}",
        submit="保存",
    )  # fmt: skip
