"""One letter: seen as it looks, signed, sent, proven, handed out; the receipt and the sheets."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from mingbai.casework.forms import handling
from mingbai.casework.queries import letters as reading
from mingbai.casework.queries.lists import ANSWERS
from mingbai.casework.views.frame import find
from mingbai.casework.views.verbs import sent_with
from mingbai.casework.views.writing import letter_of, look, notice_of
from mingbai.documents.official import NoChineseFont
from mingbai.foi import actions
from mingbai.foi.actions.lettering import composed
from mingbai.foi.models import FoiRequest, Letter
from mingbai.foi.policies import HANDLE, PAPERS, may_sign_letter, may_write_letter
from mingbai.foi.queries import content_of
from mingbai.foi.states import LetterState
from mingbai.letters import exports
from mingbai.letters.kinds import Kind
from mingbai.lib.verdict import Denied, no, require
from mingbai.organisations.policies import may
from mingbai.shell.exports import download
from mingbai.shell.views import StaffRequest, form_page, page, words_of


def letter(request: StaffRequest, pk: int, number: int) -> HttpResponse:
    """One letter as it looks, with what can be done with it now."""
    row, one = letter_of(request, pk, number)
    problems: list[str] = []
    shown = None
    try:
        shown = reading.text_of(one)
    except ValidationError as error:
        problems = list(error.messages)
    is_answer, is_draft = one.kind in ANSWERS, one.state == LetterState.DRAFT
    handles = bool(may_write_letter(request.user, row))
    return page(
        request,
        "casework/letter.html",
        row=row,
        letter=one,
        problems=problems,
        is_answer=is_answer,
        sign=may_sign_letter(request.user, one) if is_draft and not is_answer else no(""),
        signers=reading.signers_of(one) if is_draft and not is_answer and one.kind not in PAPERS else None,
        may_rewrite=handles and is_draft and not is_answer,
        may_drop=handles and not is_answer and one.state in (LetterState.DRAFT, LetterState.SIGNED),
        may_send=handles and one.state == LetterState.SIGNED and not is_answer and one.kind not in PAPERS,
        may_prove=handles and one.state == LetterState.SENT and one.proof_on is None,
        **look(shown),
    )


def sign(request: StaffRequest, pk: int, number: int) -> HttpResponse:
    """The button below a notice; a GET only leads back to where it stands."""
    row, one = notice_of(request, pk, number)
    back = redirect("casework:letter", pk=pk, number=number)
    if request.method != "POST":
        require(may_sign_letter(request.user, one))
        return back
    try:
        require(may_sign_letter(request.user, one))
        actions.sign_letter(letter=one, by=request.user)
    except (ValidationError, Denied) as refusal:
        for words in words_of(refusal):
            messages.error(request, words)
    else:
        messages.success(request, "已签发，文号和 Word、PDF 已生成。")
    return back


def drop(request: StaffRequest, pk: int, number: int) -> HttpResponse:
    row, one = notice_of(request, pk, number)
    require(may_write_letter(request.user, row))

    def do(**values: Any) -> None:
        actions.drop_letter(letter=one, by=request.user)

    return _about_letter(
        request, row, one, handling.Press(**sent_with(request)), do, "已标明不用了。",
        heading=f"不用这份{one.get_kind_display()}", submit="不用了", danger=True,
        lines=["文书会留在卷里，标明“不用了”；已经编的文号不再给别的文书用。"],
    )  # fmt: skip


def send(request: StaffRequest, pk: int, number: int) -> HttpResponse:
    row, one = notice_of(request, pk, number)
    require(may(request.user, HANDLE, row.organisation))
    if one.state != LetterState.SIGNED:
        require(no(f"这份文书是“{one.get_state_display()}”，不能在这里送出。"))

    def do(**values: Any) -> None:
        actions.send_letter(letter=one, by=request.user, **values)

    form = handling.DeliverForm(
        **sent_with(request), wanted=row.delivery_wanted if one.consultation_id is None else ""
    )
    return _about_letter(
        request,
        row,
        one,
        form,
        do,
        "已登记送出。",
        heading=f"送出{one.get_kind_display()}",
        submit="登记送出",
    )


def prove(request: StaffRequest, pk: int, number: int) -> HttpResponse:
    row, one = letter_of(request, pk, number)
    require(may(request.user, HANDLE, row.organisation))

    def do(**values: Any) -> None:
        actions.prove_delivery(letter=one, by=request.user, **values)

    return _about_letter(
        request, row, one, handling.ProofForm(**sent_with(request)), do, "已登记签收。",
        heading="登记签收", submit="登记",
    )  # fmt: skip


def _about_letter(
    request: StaffRequest, row: FoiRequest, one: Letter, form: Any, do: Any, done: str, **words: Any
) -> HttpResponse:
    to = reverse("casework:letter", args=[row.pk, one.pk])
    subject = f"{row.number}　{one.get_kind_display()}{one.number}"
    return form_page(request, form, do, done, to, subject=subject, **words)


def receipt(request: StaffRequest, pk: int) -> HttpResponse:
    """At the counter: the receipt is written, signed and there to be printed in one press."""
    row = find(request, pk)
    require(may_write_letter(request.user, row))
    existing = row.letters.filter(kind=Kind.RECEIPT).exclude(state=LetterState.DROPPED).last()
    if request.method != "POST" or existing is not None:
        if existing is not None:
            return redirect("casework:letter", pk=pk, number=existing.pk)
        return redirect("casework:letter-new", pk=pk, kind=Kind.RECEIPT.value)
    try:
        one = actions.write_letter(
            request=row, kind=Kind.RECEIPT, values=reading.suggestions(row, Kind.RECEIPT), by=request.user
        )
        actions.sign_letter(letter=one, by=request.user)
    except (ValidationError, Denied) as refusal:
        for words in words_of(refusal):
            messages.error(request, words)
        return redirect("casework:letter-new", pk=pk, kind=Kind.RECEIPT.value)
    return redirect("casework:letter", pk=pk, number=one.pk)


def taken(request: StaffRequest, pk: int, number: int, ending: str) -> HttpResponse:
    """The kept Word or PDF of a signed letter, exactly as it was signed."""
    row, one = letter_of(request, pk, number)
    file = {"docx": one.word, "pdf": one.pdf}.get(ending)
    if file is None:
        raise Http404
    return download(content_of(file), file.name)


def paper(request: StaffRequest, pk: int, kind: str) -> HttpResponse:
    """登记表 or 呈批单 as a PDF made now from what stands in the file; kept nowhere."""
    row = find(request, pk)
    require(may_write_letter(request.user, row))
    if kind not in (Kind.REGISTER_SHEET, Kind.APPROVAL_SHEET):
        raise Http404
    suggested = reading.suggestions(row, kind)
    suggested.setdefault("拟办意见", row.get_leaf_display() if row.leaf else "（待拟）")
    suggested.setdefault("答复期限日", "（还没有起算）")
    suggested.setdefault("收到日期", "（待确认）")
    suggested.setdefault("收到日确定方式", "（待确认）")
    suggested.setdefault("经办人", "（待定）")
    suggested.setdefault("承办人", "（待定）")
    suggested.setdefault("联系方式", "（未留）")
    try:
        made = composed(row, kind, "", "", suggested)
    except ValidationError as error:
        for words in error.messages:
            messages.error(request, words)
        return redirect("casework:file", pk=pk)
    name = f"{Kind(kind).label}{row.number}"
    try:
        return download(exports.to_pdf(made), f"{name}.pdf")
    except NoChineseFont:
        return download(exports.to_word(made), f"{name}.docx")
