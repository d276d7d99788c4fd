"""One sheet: filling in, signatures, posting, objections, closing, printing."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from mingbai.channels.queries import open_places
from mingbai.channels.states import PlaceKind
from mingbai.disclosures.models import Information
from mingbai.disclosures.queries import readable_by
from mingbai.lib import clock
from mingbai.lib.tables import Unreadable
from mingbai.lib.verdict import require
from mingbai.shell.exports import download
from mingbai.shell.views import StaffRequest, form_page, page, refuse
from mingbai.villages import actions, exports, policies, queries
from mingbai.villages.actions.preparing import balance_problems
from mingbai.villages.forms import (
    AnswerForm,
    CorrectForm,
    EmptyForm,
    LineForm,
    PostForm,
    SheetForm,
    SignForm,
    UploadForm,
    line_forms,
)
from mingbai.villages.models import MonthlyClose, Objection
from mingbai.villages.rules import Line, Section, missing_signers, totals


def _sheet(request: StaffRequest, pk: int) -> MonthlyClose:
    return get_object_or_404(queries.sheets_for(request.user), pk=pk)


def _sent(request: StaffRequest) -> Any:
    """What was sent for a form that is only a button: nothing but the button counts."""
    return {} if request.method == "POST" else None


def _by_section(sheet: MonthlyClose) -> list[tuple[Section, list[Line]]]:
    return [(section, [line for line in sheet.content if line.section == section]) for section in Section]


def sheet(request: StaffRequest, pk: int) -> HttpResponse:
    """The sheet with what comes next."""
    row = _sheet(request, pk)
    user, regime = request.user, queries.regime_of(row.organisation, row.starts_on)
    signatures = list(row.signatures.filter(void_at=None).select_related("entered_by"))
    numbers = {line.information for line in row.content if line.information}
    return page(
        request,
        "villages/sheet.html",
        sheet=row,
        sections=_by_section(row),
        sums=totals(row.content),
        problems=list(balance_problems(row).values()) if row.state in policies.EDITABLE else [],
        regime=regime,
        due=regime.due(row.period),
        signatures=signatures,
        missing=missing_signers(regime.signers, {one.role for one in signatures}),
        proofs=row.proofs.select_related("uploaded_by"),
        objections=queries.objections_for(user).filter(
            organisation=row.organisation, period_key=row.period_key
        ),
        unanswered=queries.open_objections(row.organisation, row.period_key).count(),
        names=queries.may_see_names(user, row.organisation),
        versions=MonthlyClose.objects.filter(
            organisation=row.organisation, period_key=row.period_key
        ).order_by("version"),
        listed=queries.listed_titles(numbers),
        record=_record(request, row),
        today=clock.today(),
        **_allowed(request, row),
    )


def _record(request: StaffRequest, row: MonthlyClose) -> Information | None:
    return readable_by(request.user).filter(pk=row.information_id).first() if row.information_id else None


def _allowed(request: StaffRequest, row: MonthlyClose) -> dict[str, bool]:
    user = request.user
    return {
        "may_edit": bool(policies.may_edit(user, row)),
        "may_sign": bool(policies.may_sign(user, row)),
        "may_post": bool(policies.may_post(user, row)),
        "may_close": bool(policies.may_close(user, row)),
        "may_correct": bool(policies.may_correct(user, row)),
        "may_object": bool(policies.may_look_after(user, row.organisation)),
        "may_record": bool(policies.may_make_record(user, row)),
    }


def edit(request: StaffRequest, pk: int) -> HttpResponse:
    row = _sheet(request, pk)
    require(policies.may_edit(request.user, row))
    posted = request.POST if request.method == "POST" else None
    form, lines = SheetForm(posted, sheet=row), line_forms(row, posted)
    if posted is not None and _all_valid(form, lines):
        try:
            actions.edit_sheet(sheet=row, by=request.user, lines=_lines(lines), **form.cleaned_data)
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, "已保存。")
            return redirect("villages:edit" if "more" in posted else "villages:sheet", pk=pk)
    return page(
        request,
        "villages/edit.html",
        422 if posted is not None else 200,
        sheet=row,
        form=form,
        sections=list(lines.items()),
        problems=_line_errors(lines) if posted is not None else [],
        sums=totals(row.content),
    )


def _all_valid(form: forms.Form, lines: dict[Section, list[LineForm]]) -> bool:
    return all([form.is_valid(), *(one.is_valid() for group in lines.values() for one in group)])


def _lines(lines: dict[Section, list[LineForm]]) -> list[Line]:
    return [line for group in lines.values() for one in group if (line := one.line()) is not None]


def _line_errors(lines: dict[Section, list[LineForm]]) -> list[str]:
    return [
        f"“{section.label.split('（')[0]}”第 {number} 行：{message}"
        for section, group in lines.items()
        for number, one in enumerate(group, 1)
        for messages_ in one.errors.values()
        for message in messages_
    ]


def template(request: StaffRequest, pk: int) -> HttpResponse:
    row = _sheet(request, pk)
    return download(exports.template(row), f"村务公开表{row.period_key}.xlsx")


def upload(request: StaffRequest, pk: int) -> HttpResponse:
    row = _sheet(request, pk)
    require(policies.may_edit(request.user, row))

    def do(file: Any) -> None:
        try:
            filled = exports.filled_in(file.read())
        except Unreadable as wrong:
            raise ValidationError({"file": str(wrong)}) from wrong
        if filled.problems:
            raise ValidationError({"file": filled.problems[:20]})
        actions.edit_sheet(
            sheet=row,
            by=request.user,
            opening=filled.opening,
            closing=filled.closing,
            lines=filled.lines,
            note=row.note,
        )

    form = UploadForm(request.POST or None, request.FILES or None)
    return form_page(
        request,
        form,
        do,
        "表格内容已经读入，请核对。",
        reverse("villages:sheet", args=[pk]),
        heading="上传填好的表格",
        subject=str(row),
        submit="上传",
    )


def sign(request: StaffRequest, pk: int) -> HttpResponse:
    row = _sheet(request, pk)
    require(policies.may_sign(request.user, row))
    regime = queries.regime_of(row.organisation, row.starts_on)
    roles = missing_signers(
        regime.signers, set(row.signatures.filter(void_at=None).values_list("role", flat=True))
    )
    form = SignForm(request.POST or None, request.FILES or None, roles=roles)
    return _verb(request, row, form, actions.sign, "签字已录入。", "录入签字", "录入")


def post(request: StaffRequest, pk: int) -> HttpResponse:
    row = _sheet(request, pk)
    require(policies.may_post(request.user, row))
    regime = queries.regime_of(row.organisation, row.starts_on)
    boards = open_places(row.organisation).filter(kind=PlaceKind.BOARD).values_list("name", flat=True)
    form = PostForm(request.POST or None, request.FILES or None, regime=regime, boards=list(boards))
    return _verb(request, row, form, actions.post, "已登记张贴。", "登记张贴", "登记")


def close(request: StaffRequest, pk: int) -> HttpResponse:
    row = _sheet(request, pk)
    require(policies.may_close(request.user, row))
    return _verb(
        request, row, EmptyForm(_sent(request)), actions.close, "这一期已经办结。", "办结", "确认办结"
    )


def correct(request: StaffRequest, pk: int) -> HttpResponse:
    row = _sheet(request, pk)
    require(policies.may_correct(request.user, row))
    form = CorrectForm(request.POST or None)
    warning = "会做出一张新的表，从填写开始重新签字、张贴。现在这张原样保留。"
    return _verb(
        request,
        row,
        form,
        actions.correct,
        "新的表已经建好，请改正后重新签字、张贴。",
        "更正",
        "更正",
        warning=warning,
    )


def record(request: StaffRequest, pk: int) -> HttpResponse:
    row = _sheet(request, pk)
    require(policies.may_make_record(request.user, row))
    lines = ["会生成一份稿件，内容就是这张表。请在“稿件”里核对以后提交审核，签发后在网上公开。"]
    return _verb(
        request,
        row,
        EmptyForm(_sent(request)),
        actions.make_record,
        "稿件已生成，请核对后提交审核。",
        "生成网上公开的稿件",
        "生成稿件",
        lines=lines,
    )


def _verb(
    request: StaffRequest,
    row: MonthlyClose,
    form: forms.Form,
    action: Callable[..., Any],
    done: str,
    heading: str,
    submit: str,
    **context: Any,
) -> HttpResponse:
    def do(**values: Any) -> None:
        action(sheet=row, by=request.user, **values)

    to = reverse("villages:sheet", args=[row.pk])
    return form_page(request, form, do, done, to, heading=heading, subject=str(row), submit=submit, **context)


def answer(request: StaffRequest, pk: int) -> HttpResponse:
    """What came of an objection."""
    row: Objection = get_object_or_404(queries.objections_for(request.user), pk=pk)
    require(policies.may_answer(request.user, row))

    def do(**values: Any) -> None:
        actions.answer_objection(by=request.user, objection=row, **values)

    return form_page(
        request,
        AnswerForm(request.POST or None, objection=row),
        do,
        "答复已登记。",
        reverse("villages:village", args=[row.organisation_id]),
        heading="登记答复",
        subject=f"{row.organisation} {row.period_key} {row.get_kind_display()}",
        lines=[f"反映的内容：{row.text}"],
        submit="登记答复",
    )


def printed(request: StaffRequest, pk: int) -> HttpResponse:
    """The sheet for the notice board, A4 or A3."""
    row = _sheet(request, pk)
    regime = queries.regime_of(row.organisation, row.starts_on)
    signed = {one.role: one for one in row.signatures.filter(void_at=None)}
    return page(
        request,
        "villages/printed.html",
        sheet=row,
        sections=_by_section(row),
        sums=totals(row.content),
        signers=[(role, signed.get(role)) for role in regime.signers],
        telephone=regime.telephone or row.organisation.telephone,
        above=row.organisation.get_parent(),
        large=request.GET.get("paper") == "A3",
        until=row.posted_until,
        days=regime.posting_days,
    )


def proof(request: StaffRequest, pk: int, number: int) -> FileResponse:
    """A photograph, for those who may read the village's sheets."""
    row = _sheet(request, pk).proofs.filter(pk=number).first()
    if row is None or not row.file:
        raise Http404
    return FileResponse(row.file.open("rb"), as_attachment=True, filename=row.name)
