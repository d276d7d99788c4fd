"""Contact people, and the gaps among them."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from mingbai.organisations.queries import scope_of
from mingbai.registers import actions, queries
from mingbai.registers.exports import MOST_ROWS, contacts_sheet, gaps_sheet
from mingbai.registers.forms.people import ContactForm, EndForm
from mingbai.registers.policies import READ, may_receive
from mingbai.registers.views.common import (
    asked_of,
    keeps,
    mine,
    paged,
    present_or_coming,
    workbook,
)
from mingbai.shell.views import StaffRequest, form_page, page


def contacts(request: StaffRequest) -> HttpResponse:
    """Those of today, or with `all` also those who were."""
    asked = asked_of(request, "all")
    rows = asked.of_place(queries.readable_contacts(request.user))
    if not asked.typed["all"]:
        rows = rows.filter(present_or_coming())
    if request.GET.get("xlsx"):
        return workbook("联络人员", contacts_sheet(rows[:MOST_ROWS]))
    mine_to_keep = keeps(request)
    shown = paged(request, rows)
    return page(
        request,
        "registers/contacts.html",
        shown=shown,
        rows=[(one, one.organisation_id in mine_to_keep and one.valid_to is None) for one in shown],
        asked=asked,
        query=asked.query,
        may_keep=bool(mine_to_keep),
        may_receive=bool(may_receive(request.user)),
        gaps=len({gap.organisation.pk for gap in queries.gaps(scope_of(request.user, READ))}),
    )


def gaps(request: StaffRequest) -> HttpResponse:
    """Units without the people they should have, and who answers for them meanwhile."""
    asked = asked_of(request)
    found = queries.gaps(scope_of(request.user, READ))
    if asked.organisation:
        found = [gap for gap in found if gap.organisation.path.startswith(asked.organisation.path)]
    if request.GET.get("xlsx"):
        return workbook("缺联络人员的单位", gaps_sheet(found))
    mine_to_keep = keeps(request)
    shown = paged(request, found)
    return page(
        request,
        "registers/gaps.html",
        shown=shown,
        rows=[(gap, gap.organisation.pk in mine_to_keep) for gap in shown],
        units=len({gap.organisation.pk for gap in found}),
        asked=asked,
        query=asked.query,
    )


def contact_new(request: StaffRequest) -> HttpResponse:
    def do(**values: Any) -> None:
        actions.add_contact(by=request.user, **values)

    chosen = {name: request.GET[name] for name in ("organisation", "kind") if name in request.GET}
    return form_page(
        request,
        ContactForm(request.POST or None, user=request.user, initial=chosen),
        do,
        "已登记。",
        "registers:contacts",
        heading="登记联络人员",
        submit="登记",
    )


def contact_edit(request: StaffRequest, pk: int) -> HttpResponse:
    row = mine(request, queries.readable_contacts(request.user), pk)

    def do(**values: Any) -> None:
        actions.correct_contact(by=request.user, contact=row, **values)

    return form_page(
        request,
        ContactForm(request.POST or None, user=request.user, contact=row),
        do,
        "已保存。",
        "registers:contacts",
        heading="修改联络人员",
        subject=str(row.organisation),
        submit="保存",
        lines=["换人请不要改姓名，回到列表选“换人”，前后两个人都会留有记录。"],
    )


def contact_succeed(request: StaffRequest, pk: int) -> HttpResponse:
    """The successor; the predecessor ends the day before."""
    row = mine(request, queries.readable_contacts(request.user), pk)

    def do(**values: Any) -> None:
        actions.add_contact(
            by=request.user, organisation=row.organisation, kind=row.kind, succeeds=row, **values
        )

    return form_page(
        request,
        ContactForm(request.POST or None, user=request.user, succeeds=row),
        do,
        "已登记接替的人。",
        "registers:contacts",
        heading=f"换{row.get_kind_display()}",
        subject=f"{row.organisation}，接替{row.name}",
        submit="登记",
        lines=[f"{row.name}到新人开始的前一天为止。"],
    )


def contact_end(request: StaffRequest, pk: int) -> HttpResponse:
    row = mine(request, queries.readable_contacts(request.user), pk)

    def do(**values: Any) -> None:
        actions.end_contact(by=request.user, contact=row, **values)

    return form_page(
        request,
        EndForm(request.POST or None),
        do,
        "已结束。",
        "registers:contacts",
        heading="结束联络人员",
        subject=f"{row.organisation}，{row.name}",
        submit="确认结束",
        danger=True,
        warning="有人接替的，请选“换人”，不要在这里结束。",
    )


def contact_receive(request: StaffRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(queries.readable_contacts(request.user), pk=pk)
    if request.method == "POST":
        actions.receive(by=request.user, row=row)
        messages.success(request, "已确认收到报备。")
    return redirect("registers:contacts")
