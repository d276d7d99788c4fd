"""The course of a case and its papers."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404

from mingbai.foi.queries import content_of
from mingbai.foi.values import Upload
from mingbai.lib.verdict import require
from mingbai.remedies import actions
from mingbai.remedies.forms import DocumentForm, ReasonForm, StepForm
from mingbai.remedies.policies import may_do
from mingbai.remedies.queries.cases import readable_files, readable_steps
from mingbai.remedies.states import Verb
from mingbai.remedies.views.frame import case_of, typed, verb_page
from mingbai.shell.exports import download
from mingbai.shell.views import StaffRequest


def step(request: StaffRequest, pk: int) -> HttpResponse:
    row = case_of(request, pk)
    require(may_do(request.user, row, Verb.RECORD))
    form = StepForm(typed(request), case=row)

    def do(**values: Any) -> None:
        actions.record_step(case=row, by=request.user, **values)

    return verb_page(request, row, form, do, "已记录。", heading="记录经过", submit="保存")


def strike(request: StaffRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(readable_steps(request.user), pk=pk)
    require(may_do(request.user, found.case, Verb.STRIKE))
    form = ReasonForm(typed(request))

    def do(**values: Any) -> None:
        actions.strike_step(step=found, by=request.user, **values)

    lines = [f"{found.on} {found.get_event_display()}", "划去以后还看得到，期限不再按它计算。"]
    return verb_page(
        request, found.case, form, do, "已划去。", heading="划去一条经过", submit="划去", lines=lines
    )


def document(request: StaffRequest, pk: int) -> HttpResponse:
    row = case_of(request, pk)
    require(may_do(request.user, row, Verb.ADD))
    form = DocumentForm(typed(request), request.FILES or None)

    def do(file: Upload, **values: Any) -> None:
        actions.add_document(case=row, by=request.user, name=file.name, data=file.data, **values)

    return verb_page(request, row, form, do, "材料已加入。", heading="加入材料", submit="加入")


def file(request: StaffRequest, pk: int) -> HttpResponse:
    """A paper, unsealed, for those who may read the case."""
    found = get_object_or_404(readable_files(request.user), pk=pk)
    if found.dropped_at is not None:
        raise Http404
    return download(content_of(found), found.name)


def drop(request: StaffRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(readable_files(request.user), pk=pk)
    require(may_do(request.user, found.case, Verb.DROP))
    form = ReasonForm(typed(request))

    def do(**values: Any) -> None:
        actions.drop_document(file=found, by=request.user, **values)

    lines = [f"{found.get_kind_display()}：{found.title}"]
    warning = "文件会从系统里删除，只留下撤下的记录。只在加错的时候撤下。"
    return verb_page(
        request, found.case, form, do, "材料已撤下。",
        heading="撤下材料", submit="撤下", danger=True, lines=lines, warning=warning,
    )  # fmt: skip
