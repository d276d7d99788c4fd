"""One report: begin, read, edit part by part, fix, next version, hand over."""

from difflib import SequenceMatcher
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from mingbai.lib import clock
from mingbai.lib.verdict import Denied
from mingbai.organisations.queries import scope_of
from mingbai.reports import actions
from mingbai.reports.exports import marked
from mingbai.reports.forms import BeginForm, HeadForm, PartForm
from mingbai.reports.models import FulfilmentReport, ReportPart
from mingbai.reports.policies import may_change, may_hand_over, may_renew
from mingbai.reports.queries import WRITE, covers, reports_for
from mingbai.reports.rules import missing_numbers
from mingbai.shell.views import StaffRequest, form_page, page, words_of


def _report(request: StaffRequest, pk: int) -> FulfilmentReport:
    return get_object_or_404(reports_for(request.user), pk=pk)


def _own(request: StaffRequest, pk: int) -> FulfilmentReport:
    """A report the person may write; what is only readable is not found here."""
    rows = scope_of(request.user, WRITE).filter(reports_for(request.user))
    return get_object_or_404(rows, pk=pk)


def _part(request: StaffRequest, pk: int) -> ReportPart:
    rows = scope_of(request.user, WRITE).filter(
        ReportPart.objects.select_related("report__organisation"), "report__organisation"
    )
    return get_object_or_404(rows, pk=pk)


def begin(request: StaffRequest) -> HttpResponse:
    begun: list[FulfilmentReport] = []
    form = BeginForm(request.POST or None, user=request.user, initial={"plan": request.GET.get("plan")})
    response = form_page(
        request,
        form,
        lambda **values: begun.append(actions.begin(by=request.user, **values)),
        "报告草稿已生成。请逐部分核对文字。",
        "reports:home",
        heading="编写落实情况报告",
        submit="生成草稿",
        lines=["系统按计划的标题列出各项任务，数字和日期取自台账和工作登记。生成以后文字可以改。"],
    )
    return redirect(begun[0]) if begun else response


def report(request: StaffRequest, pk: int) -> HttpResponse:
    """The whole report with the lists behind its numbers, and what can be done."""
    one = _report(request, pk)
    opens = covers(request.user, one.organisation, one.below)
    parts = [
        {
            "mark": mark,
            "part": part,
            "said": marked_words(part.before, part.generated) if part.changed else [],
            "unknown": missing_numbers(part.edited, part.figures) if part.edited and one.is_draft else [],
        }
        for mark, part in marked(one.parts.all())
    ]
    return page(
        request,
        "reports/report.html",
        report=one,
        parts=parts,
        waiting=sum(row["part"].changed for row in parts),  # type: ignore[attr-defined]
        opens=opens,
        today=clock.today(),
        may_change=bool(may_change(request.user, one)),
        may_renew=bool(may_renew(request.user, one)) and not hasattr(one, "following"),
        may_hand_over=may_hand_over(request.user, one),
        following=getattr(one, "following", None),
    )


def marked_words(before: str, after: str) -> list[tuple[str, str]]:
    """("", text), ("del", text) or ("ins", text) in order."""
    found: list[tuple[str, str]] = []
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            found.append(("", after[j1:j2]))
            continue
        found += [(name, text) for name, text in (("del", before[i1:i2]), ("ins", after[j1:j2])) if text]
    return found


def head(request: StaffRequest, pk: int) -> HttpResponse:
    one = _own(request, pk)

    def do(**values: Any) -> None:
        actions.set_head(by=request.user, report=one, **values)

    form = HeadForm(request.POST or None, report=one)
    return form_page(
        request, form, do, "已保存。", one.get_absolute_url(), heading="标题、文号和落款", submit="保存"
    )


def edit(request: StaffRequest, pk: int) -> HttpResponse:
    part = _part(request, pk)

    def do(text: str) -> None:
        actions.edit_part(by=request.user, part=part, text=text)

    return form_page(
        request,
        PartForm(request.POST or None, initial={"text": part.text}),
        do,
        "已保存。重新取数时，您改的文字会留着。",
        _at(part),
        template="reports/edit.html",
        heading=f"修改：{part}",
        submit="保存",
        part=part,
    )


def accept(request: StaffRequest, pk: int) -> HttpResponse:
    """Keep what stands, or take the machine's text; only by pressing a button."""
    part = _part(request, pk)
    if request.method == "POST":
        machine = request.POST.get("take") == "machine"
        _tried(
            request,
            lambda: actions.accept(by=request.user, part=part, machine=machine),
            "已用系统写的文字。" if machine else "已核对。",
        )
    return redirect(_at(part))


def _at(part: ReportPart) -> str:
    return f"{reverse('reports:report', args=[part.report_id])}#part-{part.pk}"


def regenerate(request: StaffRequest, pk: int) -> HttpResponse:
    one = _own(request, pk)
    if request.method == "POST":
        try:
            changed = actions.regenerate(by=request.user, report=one)
        except Denied as denial:
            messages.error(request, denial.reason)
        else:
            said = f"有 {changed} 处变化，请逐处核对。" if changed else "没有变化。"
            messages.success(request, f"已按今天的台账重新取数。{said}")
    return redirect(one)


def fix(request: StaffRequest, pk: int) -> HttpResponse:
    one = _own(request, pk)
    return form_page(
        request,
        forms.Form(request.POST if request.method == "POST" else None),
        lambda: actions.fix(by=request.user, report=one),
        "报告已定稿。",
        one.get_absolute_url(),
        heading="定稿",
        subject=one.title,
        submit="定稿",
        warning="定稿以后文字、数字和清单都固定下来，不能再改。数字再有变化的，生成新的一版。",
    )


def renew(request: StaffRequest, pk: int) -> HttpResponse:
    one = _own(request, pk)
    if request.method == "POST":
        try:
            return redirect(actions.renew(by=request.user, report=one))
        except (Denied, ValidationError) as refusal:
            for words in words_of(refusal):
                messages.error(request, words)
    return redirect(one)


def hand_over(request: StaffRequest, pk: int) -> HttpResponse:
    one = _own(request, pk)
    return form_page(
        request,
        forms.Form(request.POST if request.method == "POST" else None),
        lambda: actions.hand_over(by=request.user, report=one),
        "报告已转为稿件。请补齐信息后提交审核。",
        one.get_absolute_url(),
        heading="转为稿件",
        subject=one.title,
        submit="转为稿件",
        warning="稿件照常经过审核、保密审查和签发才会公开。",
    )


def _tried(request: StaffRequest, do: Any, done: str) -> None:
    try:
        do()
    except (Denied, ValidationError) as refusal:
        for words in words_of(refusal):
            messages.error(request, words)
    else:
        messages.success(request, done)
