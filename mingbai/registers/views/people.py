"""Contact people with the gaps among them, and leading groups."""

from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from mingbai.lib import clock
from mingbai.organisations.queries import scope_of
from mingbai.registers import actions, queries
from mingbai.registers.actions.recording import nameable
from mingbai.registers.exports import MOST_ROWS, contacts_sheet, gaps_sheet, groups_sheet
from mingbai.registers.forms.activities import ProofForm
from mingbai.registers.forms.others import ContactForm, EndForm, GroupForm, MemberForm
from mingbai.registers.models import Contact, GroupMember, LeadingGroup
from mingbai.registers.policies import READ, may_keep, may_receive
from mingbai.registers.views.common import asked_of, mine, paged, places_of, reach, workbook
from mingbai.shell.views import StaffRequest, form_page, page


def _keeps(request: StaffRequest) -> set[int]:
    return {one.pk for one in places_of(request.user, "register.keep")}


# -- contacts --------------------------------------------------------------------


def contacts(request: StaffRequest) -> HttpResponse:
    """Those of today, or with `all` also those who were."""
    asked = asked_of(request, "all")
    rows = asked.of_place(queries.readable_contacts(request.user))
    if not asked.typed["all"]:
        rows = rows.filter(queries.holding(clock.today()) | _future())
    if request.GET.get("xlsx"):
        return workbook("联络人员", contacts_sheet(rows[:MOST_ROWS]))
    keeps = _keeps(request)
    shown = paged(request, rows)
    return page(
        request,
        "registers/contacts.html",
        shown=shown,
        rows=[(one, one.organisation_id in keeps and not _over(one)) for one in shown],
        asked=asked,
        query=asked.query,
        may_keep=bool(keeps),
        may_receive=bool(may_receive(request.user)),
        gaps=len({gap.organisation.pk for gap in queries.gaps(scope_of(request.user, READ))}),
    )


def _future() -> Q:
    return Q(valid_from__gt=clock.today())


def _over(row: Contact | LeadingGroup) -> bool:
    return row.valid_to is not None


def gaps(request: StaffRequest) -> HttpResponse:
    """Units without the people they should have, and who answers for them meanwhile."""
    asked = asked_of(request)
    found = queries.gaps(scope_of(request.user, READ))
    if asked.organisation:
        found = [gap for gap in found if gap.organisation.path.startswith(asked.organisation.path)]
    if request.GET.get("xlsx"):
        return workbook("缺联络人员的单位", gaps_sheet(found))
    keeps = _keeps(request)
    shown = paged(request, found)
    return page(
        request,
        "registers/gaps.html",
        shown=shown,
        rows=[(gap, gap.organisation.pk in keeps) for gap in shown],
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


# -- leading groups ------------------------------------------------------------------


def groups(request: StaffRequest) -> HttpResponse:
    asked = asked_of(request, "all")
    rows = asked.of_place(queries.readable_groups(request.user)).prefetch_related("members")
    if not asked.typed["all"]:
        rows = rows.filter(queries.holding(clock.today()) | _future())
    if request.GET.get("xlsx"):
        return workbook("领导小组", groups_sheet(rows[:MOST_ROWS]))
    return page(
        request,
        "registers/groups.html",
        shown=(shown := paged(request, rows)),
        rows=[(one, [m for m in one.members.all() if m.holds_on(clock.today())]) for one in shown],
        asked=asked,
        query=asked.query,
        may_keep=bool(_keeps(request)),
    )


def group(request: StaffRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(queries.readable_groups(request.user), pk=pk)
    members = row.members.select_related("user")
    return page(
        request,
        "registers/group.html",
        one=row,
        members=[one for one in members if one.valid_to is None or one.valid_to >= clock.today()],
        former=[one for one in members if one.valid_to and one.valid_to < clock.today()],
        proofs=row.proofs.select_related("added_by"),
        history=queries.history_of(row),
        form=ProofForm(),
        may_keep=bool(may_keep(request.user, row.organisation)) and not _over(row),
        record=_readable_basis(request, row),
    )


def _readable_basis(request: StaffRequest, row: LeadingGroup) -> Any:
    record = row.basis_record
    return record if record and nameable(request.user, [record.pk]) else None


def group_new(request: StaffRequest) -> HttpResponse:
    def do(**values: Any) -> None:
        actions.add_group(by=request.user, **values)

    return form_page(
        request,
        GroupForm(request.POST or None, user=request.user),
        do,
        "已登记。请打开这一条，把组成人员加上。",
        "registers:groups",
        heading="登记领导小组或工作机构",
        submit="登记",
    )


def group_edit(request: StaffRequest, pk: int) -> HttpResponse:
    row = mine(request, queries.readable_groups(request.user), pk)

    def do(**values: Any) -> None:
        actions.correct_group(by=request.user, group=row, **values)

    return form_page(
        request,
        GroupForm(request.POST or None, user=request.user, group=row),
        do,
        "已保存。",
        row.get_absolute_url(),
        heading="修改领导小组",
        subject=row.name,
        submit="保存",
    )


def group_end(request: StaffRequest, pk: int) -> HttpResponse:
    row = mine(request, queries.readable_groups(request.user), pk)

    def do(**values: Any) -> None:
        actions.end_group(by=request.user, group=row, **values)

    return form_page(
        request,
        EndForm(request.POST or None),
        do,
        "已结束。",
        row.get_absolute_url(),
        heading="撤销领导小组",
        subject=row.name,
        submit="确认撤销",
        danger=True,
        warning="组成人员的职务一同结束，记录都还留着。",
    )


def member_new(request: StaffRequest, pk: int) -> HttpResponse:
    row = mine(request, queries.readable_groups(request.user), pk)

    def do(**values: Any) -> None:
        actions.add_member(by=request.user, group=row, **values)

    return form_page(
        request,
        MemberForm(request.POST or None, user=request.user),
        do,
        "已加上。",
        row.get_absolute_url(),
        heading="加组成人员",
        subject=row.name,
        submit="加上",
    )


def member_end(request: StaffRequest, pk: int) -> HttpResponse:
    rows = reach(request, GroupMember.objects.select_related("group__organisation"), "group__organisation")
    row = mine(request, rows, pk, "group__organisation")

    def do(**values: Any) -> None:
        actions.end_member(by=request.user, member=row, **values)

    return form_page(
        request,
        EndForm(request.POST or None),
        do,
        "已结束。",
        row.group.get_absolute_url(),
        heading="组成人员离任",
        subject=f"{row.name}，{row.group.name}",
        submit="确认",
    )
