"""Leading groups and their members."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from mingbai.lib import clock
from mingbai.registers import actions, queries
from mingbai.registers.actions.recording import nameable
from mingbai.registers.exports import MOST_ROWS, groups_sheet
from mingbai.registers.forms.activities import ProofForm
from mingbai.registers.forms.people import EndForm, GroupForm, MemberForm
from mingbai.registers.models import GroupMember, LeadingGroup
from mingbai.registers.policies import may_keep
from mingbai.registers.views.common import (
    asked_of,
    keeps,
    mine,
    paged,
    present_or_coming,
    reach,
    workbook,
)
from mingbai.shell.views import StaffRequest, form_page, page


def groups(request: StaffRequest) -> HttpResponse:
    asked = asked_of(request, "all")
    rows = asked.of_place(queries.readable_groups(request.user)).prefetch_related("members")
    if not asked.typed["all"]:
        rows = rows.filter(present_or_coming())
    if request.GET.get("xlsx"):
        return workbook("领导小组", groups_sheet(rows[:MOST_ROWS]))
    return page(
        request,
        "registers/groups.html",
        shown=(shown := paged(request, rows)),
        rows=[(one, [m for m in one.members.all() if m.holds_on(clock.today())]) for one in shown],
        asked=asked,
        query=asked.query,
        may_keep=bool(keeps(request)),
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
        may_keep=bool(may_keep(request.user, row.organisation)) and row.valid_to is None,
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
