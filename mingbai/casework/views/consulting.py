"""Consultations, the log and files: pages about one thing that belongs to a request."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from mingbai.casework.forms import handling
from mingbai.casework.views.frame import find
from mingbai.casework.views.verbs import about, mark_repeat, moved, other_form, sent_with
from mingbai.foi import actions
from mingbai.foi.models import Consultation, FoiRequest, SealedFile
from mingbai.foi.policies import HANDLE, may_do, may_write_letter
from mingbai.foi.states import CLOSED, Party, Verb
from mingbai.lib.verdict import no, require
from mingbai.organisations.policies import may
from mingbai.shell.views import StaffRequest, form_page

SILENCE = {
    Party.THIRD_PARTY: "第三方 15 个工作日内不提意见的，不等于同意，由本机关依法决定（第三十二条）。",
    Party.CO_PRODUCER: "共同制作机关 15 个工作日内不提意见的，视为同意公开（第三十四条）。",
    Party.OTHER_ORGAN: "征求其他机关意见的时间不计入答复期限（第三十三条）。",
}


def _about_row(
    request: StaffRequest, row: FoiRequest, form: Any, do: Any, done: str, tab: str, **words: Any
) -> HttpResponse:
    return form_page(
        request, form, do, done, reverse(f"casework:{tab}", args=[row.pk]),
        subject=f"{row.number}　{row.wish.topic}", back_label=f" {row.number}", **words,
    )  # fmt: skip


def _consultation(request: StaffRequest, pk: int, number: int) -> tuple[FoiRequest, Consultation]:
    row = find(request, pk)
    return row, get_object_or_404(row.consultations, pk=number)


def opinion(request: StaffRequest, pk: int, number: int) -> HttpResponse:
    row, one = _consultation(request, pk, number)
    if changed := moved(request, Verb.TAKE_OPINION, row):
        return changed
    require(may_do(request.user, row, Verb.TAKE_OPINION))
    form = handling.OpinionForm(**sent_with(request), party=one.party)

    def do(**values: Any) -> None:
        actions.take_opinion(consultation=one, by=request.user, **values)

    return _about_row(
        request, row, form, do, "已登记意见，期限接着计算。", "work",
        heading=f"登记意见：{one.get_party_display()}",
        submit="登记", lines=[f"征求意见的内容：{one.about}", SILENCE[Party(one.party)]],
    )  # fmt: skip


def party_received(request: StaffRequest, pk: int, number: int) -> HttpResponse:
    row, one = _consultation(request, pk, number)
    if changed := moved(request, Verb.TAKE_OPINION, row):
        return changed
    require(may_do(request.user, row, Verb.TAKE_OPINION))

    def do(**values: Any) -> None:
        actions.party_received(consultation=one, by=request.user, **values)

    return _about_row(
        request, row, handling.PartyReceivedForm(**sent_with(request)), do, "已登记。", "work",
        heading="登记对方收到征求意见书", submit="登记", lines=[SILENCE[Party(one.party)]],
    )  # fmt: skip


def strike(request: StaffRequest, pk: int, number: int) -> HttpResponse:
    row = find(request, pk)
    entry = get_object_or_404(row.log, pk=number)
    require(may(request.user, HANDLE, row.organisation))

    def do(**values: Any) -> None:
        actions.strike(entry=entry, by=request.user, **values)

    return _about_row(
        request, row, handling.StrikeForm(**sent_with(request)), do, "已划去，期限已重新计算。", "clock",
        heading="划去记错的一条", submit="划去", danger=True, lines=[f"{entry.on}　{entry.note}"],
    )  # fmt: skip


def assign(request: StaffRequest, pk: int) -> HttpResponse:
    row = find(request, pk)
    require(may(request.user, HANDLE, row.organisation))

    def do(**values: Any) -> None:
        actions.assign(request=row, by=request.user, **values)

    form = about(handling.AssignForm)(request, row, sent_with(request))
    return _about_row(
        request, row, form, do, "已换经办人。", "file", heading="换经办人", submit="换",
        lines=["只能换给本单位的依申请公开经办人。"],
    )  # fmt: skip


def repeat(request: StaffRequest, pk: int) -> HttpResponse:
    row = find(request, pk)
    require(may(request.user, HANDLE, row.organisation))
    if row.state in CLOSED:
        require(no("这件申请已经结束，不用再标。"))

    def do(other: FoiRequest) -> None:
        mark_repeat(row, other, request.user)

    return _about_row(
        request, row, other_form(request, row, sent_with(request)), do,
        "已标明。拟写答复时选“重复申请”，答复书会写明上一次答复的日期和文号。", "file",
        heading="标为重复申请", submit="标明",
        lines=["第三十六条第六项：同一申请人，同样的内容，已经作出答复的，可以告知不予重复处理。"
               "换了申请人，或者内容有实质不同的，不是重复申请。"],
    )  # fmt: skip


def add_file(request: StaffRequest, pk: int) -> HttpResponse:
    row = find(request, pk)
    require(may_write_letter(request.user, row))

    def do(file: Any) -> None:
        actions.add_file(
            request=row, kind=SealedFile.Kind.OTHER, name=file.name, data=file.data, by=request.user
        )

    return _about_row(
        request, row, handling.FileForm(**sent_with(request)), do, "已加入，加密保存。", "file",
        heading="加入材料", submit="加入",
    )  # fmt: skip


def decide_extension(request: StaffRequest, pk: int) -> HttpResponse:
    """For the head, on a phone: what is asked, how it stands, yes or no."""
    row = find(request, pk)
    if changed := moved(request, Verb.EXTEND, row):
        return changed
    require(may_do(request.user, row, Verb.EXTEND))
    extension = getattr(row, "extension", None)
    if extension is None or extension.approved_on is not None or extension.refused_reason:
        require(no("没有等待批准的延期。"))
    assert extension is not None

    def do(**values: Any) -> None:
        actions.decide_extension(request=row, by=request.user, **values)

    return _about_row(
        request, row, handling.DecideForm(**sent_with(request)), do, "已决定。", "file",
        heading="审批延期", submit="确定",
        lines=[
            f"{extension.proposed_by} 提出延长 {extension.days} 个工作日。",
            f"理由：{extension.reason}",
            f"现在的答复期限：{row.due_on or '停着'}。",
            "第三十三条：延长答复期限应当经政府信息公开工作机构负责人同意，并告知申请人；"
            "最长 20 个工作日，只能一次。",
        ],
    )  # fmt: skip
