"""Destroying what is past its time, on the desk."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from mingbai.archive import actions, exports, queries
from mingbai.archive.forms import DecideForm, ProposeForm
from mingbai.archive.models import Destruction
from mingbai.archive.policies import may_decide, may_propose
from mingbai.archive.views.packages import package_of
from mingbai.lib.verdict import require
from mingbai.shell.exports import download
from mingbai.shell.views import StaffRequest, form_page, page


def _destruction(request: StaffRequest, pk: int) -> Destruction:
    found: Destruction = get_object_or_404(queries.destructions(request.user), pk=pk)
    return found


def listing(request: StaffRequest) -> HttpResponse:
    """What is past its time, what is proposed, and what was decided, for ever."""
    return page(
        request,
        "archive/destructions.html",
        past=queries.past_time(request.user)[:200],
        destructions=queries.destructions(request.user)[:200],
    )


def propose(request: StaffRequest, pk: int) -> HttpResponse:
    package = package_of(request, pk)
    require(may_propose(request.user, package))

    def do(**values: Any) -> None:
        actions.propose(package=package, by=request.user, **values)

    return form_page(
        request,
        ProposeForm(request.POST or None),
        do,
        "已提出，等签发人批准。",
        "archive:destructions",
        heading="提出销毁到期档案",
        subject=str(package),
        submit="提出",
        lines=[f"保管到 {package.keep_until}，共 {package.done} 件。批准以前不删除任何文件。"],
    )


def one(request: StaffRequest, pk: int) -> HttpResponse:
    row = _destruction(request, pk)
    return page(request, "archive/destruction.html", row=row, may_decide=may_decide(request.user, row))


def decide(request: StaffRequest, pk: int) -> HttpResponse:
    row = _destruction(request, pk)
    require(may_decide(request.user, row))

    def do(decision: str, document_number: str, note: str) -> None:
        if decision == "approve":
            actions.approve(destruction=row, by=request.user, document_number=document_number, note=note)
        else:
            actions.reject(destruction=row, by=request.user, note=note)

    return form_page(
        request,
        DecideForm(request.POST or None),
        do,
        "决定已登记。",
        reverse("archive:destruction", args=[pk]),
        heading="决定是否销毁",
        subject=str(row.package),
        submit="确定",
        danger=True,
        warning="批准以后，档案包里的文件立即删除，不能恢复。目录、摘要和这次决定永久保留，平台里的信息不受影响。",
    )


def paper(request: StaffRequest, pk: int) -> HttpResponse:
    row = _destruction(request, pk)
    return download(exports.destruction_pdf(row), "销毁清册.pdf")
