"""How a case ended, and the new answer that a correction orders."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpResponse

from mingbai.foi.values import Upload
from mingbai.lib.verdict import require
from mingbai.remedies import actions
from mingbai.remedies.forms import (
    AmendForm,
    DecideForm,
    EmptyForm,
    OrderForm,
    PrepareForm,
    ReasonForm,
    SendForm,
)
from mingbai.remedies.models import Renewal
from mingbai.remedies.policies import may_do, may_renew
from mingbai.remedies.states import Verb
from mingbai.remedies.views.frame import case_of, renewal_of, typed, verb_page
from mingbai.shell.views import StaffRequest


def decide(request: StaffRequest, pk: int) -> HttpResponse:
    row = case_of(request, pk)
    require(may_do(request.user, row, Verb.DECIDE))
    form = DecideForm(typed(request), request.FILES or None)

    def do(**values: Any) -> None:
        actions.decide(case=row, by=request.user, **values)

    done = "结果已登记。结果纠正、要求重新答复的，请接着登记重新答复。"
    return verb_page(request, row, form, do, done, heading="登记结果", submit="登记")


def amend(request: StaffRequest, pk: int) -> HttpResponse:
    row = case_of(request, pk)
    require(may_do(request.user, row, Verb.AMEND))
    form = AmendForm(typed(request), case=row)

    def do(**values: Any) -> None:
        actions.amend_decision(case=row, by=request.user, **values)

    return verb_page(request, row, form, do, "结果已更正。", heading="更正结果", submit="保存")


def order(request: StaffRequest, pk: int) -> HttpResponse:
    row = case_of(request, pk)
    require(may_do(request.user, row, Verb.ORDER))
    form = OrderForm(typed(request), case=row)

    def do(**values: Any) -> None:
        actions.order_answer(case=row, by=request.user, **values)

    lines = ["重新答复记在案件里，有自己的期限和文号；原来申请的办理结果和年度报告的数字不变。"]
    return verb_page(request, row, form, do, "已登记。", heading="登记重新答复", submit="登记", lines=lines)


def prepare(request: StaffRequest, pk: int) -> HttpResponse:
    row = renewal_of(request, pk)
    require(may_renew(request.user, row, Verb.PREPARE))
    form = PrepareForm(typed(request), request.FILES or None, renewal=row)

    def do(file: Upload, **values: Any) -> None:
        actions.prepare_answer(renewal=row, by=request.user, name=file.name, data=file.data, **values)

    done = "已提交，请另一位有签发权的同事签发。"
    return _renewal(request, row, form, do, done, heading="拟好重新答复", submit="提交签发")


def sign(request: StaffRequest, pk: int) -> HttpResponse:
    row = renewal_of(request, pk)
    require(may_renew(request.user, row, Verb.SIGN))

    def do() -> None:
        actions.sign_answer(renewal=row, by=request.user)

    lines = [f"文号：{row.number}", f"新的办理结果：{row.get_leaf_display()}", "请先在案件页下载答复书核对。"]
    form = EmptyForm(typed(request))
    return _renewal(request, row, form, do, "已签发。", heading="签发重新答复", submit="签发", lines=lines)


def send(request: StaffRequest, pk: int) -> HttpResponse:
    row = renewal_of(request, pk)
    require(may_renew(request.user, row, Verb.SEND))
    form = SendForm(typed(request))

    def do(**values: Any) -> None:
        actions.send_answer(renewal=row, by=request.user, **values)

    return _renewal(request, row, form, do, "已登记送出。", heading="送出重新答复", submit="登记")


def drop(request: StaffRequest, pk: int) -> HttpResponse:
    row = renewal_of(request, pk)
    require(may_do(request.user, row.case, Verb.ORDER))
    form = ReasonForm(typed(request))

    def do(**values: Any) -> None:
        actions.drop_answer(renewal=row, by=request.user, **values)

    return _renewal(
        request, row, form, do, "已标为不用了。", heading="不用重新答复了", submit="不用了", danger=True
    )


def _renewal(
    request: StaffRequest,
    row: Renewal,
    form: forms.Form,
    do: Callable[..., Any],
    done: str,
    lines: list[str] | None = None,
    **context: Any,
) -> HttpResponse:
    told = [f"{row.request}：{row.what}", *(lines or [])]
    return verb_page(request, row.case, form, do, done, lines=told, **context)
