"""Submit, sign, send back, reopen, publish, hand in: one page each, and nothing without a button."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect

from mingbai.annual import actions
from mingbai.annual.forms import HandInForm, ReasonForm
from mingbai.annual.models import AnnualReport
from mingbai.annual.queries import problems
from mingbai.annual.states import SIGN, WRITE
from mingbai.annual.views.finding import own_report
from mingbai.annual.views.reports import tried
from mingbai.shell.views import StaffRequest, form_page


def _confirm(
    request: StaffRequest, one: AnnualReport, do: Callable[..., Any], done: str, **words: Any
) -> HttpResponse:
    form = words.pop("form", None) or forms.Form(request.POST if request.method == "POST" else None)
    return form_page(request, form, do, done, one.get_absolute_url(), subject=one.title, **words)


def submit(request: StaffRequest, pk: int) -> HttpResponse:
    one = own_report(request, pk, WRITE)
    return _confirm(
        request,
        one,
        lambda: actions.submit(report=one, by=request.user),
        "已提交签发。",
        heading="提交签发",
        submit="提交",
        lines=["提交以后不能修改；签发人可以退回，您也可以撤回。"],
    )


def recall(request: StaffRequest, pk: int) -> HttpResponse:
    one = own_report(request, pk, WRITE)
    if request.method == "POST":
        tried(request, lambda: actions.recall(report=one, by=request.user), "已撤回，可以继续修改。")
    return redirect(one)


def send_back(request: StaffRequest, pk: int) -> HttpResponse:
    one = own_report(request, pk, SIGN)
    return _confirm(
        request,
        one,
        lambda reason: actions.send_back(report=one, reason=reason, by=request.user),
        "已退回修改。",
        form=ReasonForm(request.POST or None),
        heading="退回修改",
        submit="退回",
    )


def sign(request: StaffRequest, pk: int) -> HttpResponse:
    one = own_report(request, pk, SIGN)
    warnings = [row.text for row in problems(one) if not row.blocks] if not one.is_final else []
    return _confirm(
        request,
        one,
        lambda: actions.sign(report=one, by=request.user),
        "报告已签发。请转为稿件公布，并报送主管部门。",
        heading="签发年度报告",
        submit="签发",
        lines=warnings,
        warning="签发以后文字、表格和每一格背后的清单都固定下来。以后的变化会另行显示，不会改动签发稿。",
    )


def reopen(request: StaffRequest, pk: int) -> HttpResponse:
    one = own_report(request, pk, SIGN)
    return _confirm(
        request,
        one,
        lambda reason: actions.reopen(report=one, reason=reason, by=request.user),
        "报告可以重新编写了。原来的签发稿留着。",
        form=ReasonForm(request.POST or None),
        heading="重新编写",
        submit="重新编写",
        warning="已经公布的报告不会自动改动；重新签发以后，再转为稿件发布更正。",
    )


def hand_over(request: StaffRequest, pk: int) -> HttpResponse:
    one = own_report(request, pk, WRITE)
    return _confirm(
        request,
        one,
        lambda: actions.hand_over(report=one, by=request.user),
        "报告已转为稿件。请补齐信息后提交审核。",
        heading="转为稿件",
        submit="转为稿件",
        warning="稿件照常经过审核、保密审查和签发才会公布。",
    )


def hand_in(request: StaffRequest, pk: int) -> HttpResponse:
    one = own_report(request, pk, WRITE)
    return _confirm(
        request,
        one,
        lambda to: actions.hand_in(report=one, by=request.user, to=to),
        "已报送。",
        form=HandInForm(request.POST or None),
        heading="报送年度报告",
        submit="报送",
        lines=["上级机关会收到提醒，可以把这份报告汇总到本级政府的报告里。"],
    )
