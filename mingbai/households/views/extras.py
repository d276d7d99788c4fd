"""Beside the life of a list: query codes, boards, the record of sums."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from mingbai.households import actions, policies
from mingbai.households.forms.lists import EmptyForm, SlipForm
from mingbai.households.models import Row
from mingbai.households.views.lists import posted, row_of, sent
from mingbai.lib.verdict import require
from mingbai.shell.exports import download
from mingbai.shell.views import StaffRequest, form_page, page, refuse


def slips(request: StaffRequest, pk: int) -> HttpResponse:
    """The printout comes at once and only now."""
    row = row_of(request, pk)
    require(policies.may_print_slips(request.user, row))
    form = SlipForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            data = actions.print_slips(row=row, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            refuse(form, error)
        else:
            return download(data, f"{row.title}查询码.pdf")
    words: dict[str, Any] = {
        "heading": "打印查询码", "subject": str(row), "submit": "打印（下载 PDF）",
        "back": row.get_absolute_url(),
        "lines": ["每户一张纸条，剪开当面交给本户。查询码系统里不保存，只印这一次：请下载以后马上打印。"],
    }  # fmt: skip
    return page(request, "shell/form.html", 422 if request.method == "POST" else 200, form=form, **words)


def renew(request: StaffRequest, pk: int, line: int) -> HttpResponse:
    """A new code for one household, whose old one is void."""
    row = row_of(request, pk)
    require(policies.may_print_slips(request.user, row))
    household = get_object_or_404(Row, list=row, pk=line)
    if request.method == "POST":
        return download(actions.renew_code(household=household, by=request.user), "补发查询码.pdf")
    words: dict[str, Any] = {
        "heading": "补发查询码", "subject": f"{row}，第 {household.number} 行", "submit": "补发（下载 PDF）",
        "back": row.get_absolute_url(), "lines": ["请核对来人是本户。原来的查询码作废。"],
    }  # fmt: skip
    return page(request, "shell/form.html", form=EmptyForm(), **words)


def boards(request: StaffRequest, pk: int) -> HttpResponse:
    row = row_of(request, pk)
    require(policies.may_plan(request.user, row))
    lines = ["给有名单的每个村的公示栏安排一次张贴，登记在“公开渠道”里；张贴、揭下都要确认、拍照。"]
    return form_page(
        request,
        EmptyForm(sent(request)),
        lambda: actions.plan_boards(row=row, by=request.user),
        "已安排张贴。",
        row.get_absolute_url(),
        heading="安排公示栏张贴",
        subject=str(row),
        submit="安排",
        lines=lines,
    )


def totals(request: StaffRequest, pk: int) -> HttpResponse:
    row = row_of(request, pk)
    require(policies.may_make_totals(request.user, row))
    if request.method == "POST":
        try:
            made = actions.draft_totals(row=row, by=request.user)
        except ValidationError:
            return redirect(row)
        return redirect("desk:record", pk=made.pk)
    words: dict[str, Any] = {
        "heading": "起草合计信息", "subject": str(row), "submit": "起草", "back": row.get_absolute_url(),
        "lines": ["会生成一份稿件，只有各村户数和合计数，没有姓名。请核对后提交审核，发布以后长期公开。"],
    }  # fmt: skip
    return page(request, "shell/form.html", form=EmptyForm(), **words)
