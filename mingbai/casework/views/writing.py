"""Letters: written with what is known filled in, seen as they will look, signed, sent, proven."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from mingbai.casework.forms import handling
from mingbai.casework.forms.writing import IN_ANSWERS, KNOWN, LetterForm
from mingbai.casework.queries import letters as reading
from mingbai.casework.queries.lists import ANSWERS, PAPERS
from mingbai.casework.views.frame import find, hand_out, number_in
from mingbai.foi import actions
from mingbai.foi.actions.lettering import composed
from mingbai.foi.models import Consultation, FoiRequest, Letter
from mingbai.foi.policies import HANDLE, may_sign_letter, may_write_letter
from mingbai.foi.queries import content_of, values_of
from mingbai.foi.states import LetterState
from mingbai.letters import exports, packaged
from mingbai.letters.kinds import VARIANTS, Kind
from mingbai.letters.queries import names
from mingbai.letters.rules import Composed
from mingbai.lib.verdict import Denied, no, require
from mingbai.organisations.policies import may
from mingbai.shell.views import StaffRequest, form_page, page, refuse, words_of

PREVIEW = "preview"


def form_for(
    request: StaffRequest,
    kind: str,
    suggested: Mapping[str, Any],
    leaf: str = "",
    variant: str = "",
) -> LetterForm:
    """The form of a letter of that kind; ValueError for one that does not exist."""
    known = names(kind, leaf, variant)
    posted = request.POST if request.method == "POST" else None
    return LetterForm(
        posted,
        needs=known.needs,
        may=known.may,
        described=packaged.names(),
        suggested=suggested,
        known=KNOWN | IN_ANSWERS if kind in ANSWERS else KNOWN,
    )


def preview_of(row: FoiRequest, kind: str, leaf: str, variant: str, values: Mapping[str, Any]) -> Composed:
    return composed(row, kind, leaf, variant, values)


def new(request: StaffRequest, pk: int, kind: str) -> HttpResponse:
    row = find(request, pk)
    if kind not in Kind.values or kind in ANSWERS:
        raise Http404
    require(may_write_letter(request.user, row))
    about = _consultation(request, row)
    suggested = reading.suggestions(row, kind, about=about)
    variant = _variant(request, kind)
    form = form_for(request, kind, suggested, variant=variant)

    def save(values: dict[str, Any]) -> Letter:
        return actions.write_letter(
            request=row, kind=kind, values=values, by=request.user, variant=variant, consultation=about
        )

    return _written(request, row, form, Kind(kind).label, kind, "", variant, save)


def _variant(request: StaffRequest, kind: str) -> str:
    """Which of several texts; the first where none was chosen."""
    choices = VARIANTS.get(Kind(kind), ())
    asked = request.GET.get("variant", "")
    return asked if asked in choices else (choices[-1].value if choices else "")


def _consultation(request: StaffRequest, row: FoiRequest) -> Consultation | None:
    number = number_in(request.GET.get("consultation", ""))
    return get_object_or_404(row.consultations, pk=number) if number else None


def rewrite(request: StaffRequest, pk: int, number: int) -> HttpResponse:
    row, letter = _letter(request, pk, number)
    require(may_write_letter(request.user, row))
    if letter.state != LetterState.DRAFT:
        require(no(f"这份文书{letter.get_state_display()}，不能再改。"))
    form = form_for(request, letter.kind, values_of(letter), letter.leaf, letter.variant)

    def save(values: dict[str, Any]) -> Letter:
        return actions.rewrite_letter(letter=letter, values={**values_of(letter), **values}, by=request.user)

    return _written(
        request, row, form, f"修改{letter.get_kind_display()}", letter.kind, letter.leaf, letter.variant, save
    )


def _written(
    request: StaffRequest,
    row: FoiRequest,
    form: LetterForm,
    heading: str,
    kind: str,
    leaf: str,
    variant: str,
    save: Any,
) -> HttpResponse:
    shown, problems = None, []
    if request.method == "POST" and form.is_valid():
        try:
            if PREVIEW in request.POST:
                shown = preview_of(row, kind, leaf, variant, form.values())
            else:
                letter = save(form.values())
                messages.success(request, "已保存。请看一遍，再交签发。")
                return redirect("casework:letter", pk=row.pk, number=letter.pk)
        except ValidationError as error:
            refuse(form, error)
        except Denied as denial:
            problems = words_of(denial)
    return page(
        request,
        "casework/letter_form.html",
        200 if request.method == "GET" or shown else 422,
        row=row,
        form=form,
        heading=heading,
        facts=reading.known_values(form.facts),
        problems=problems,
        **look(shown),
    )


def look(shown: Composed | None) -> dict[str, Any]:
    """What `casework/look.html` needs to show a letter as it will look."""
    return {"shown": shown, "pieces": reading.paragraphs(shown.official) if shown else []}


def _letter(request: StaffRequest, pk: int, number: int) -> tuple[FoiRequest, Letter]:
    row = find(request, pk)
    letter = get_object_or_404(row.letters.select_related("word", "pdf", "proof"), pk=number)
    letter.request = row
    return row, letter


def letter(request: StaffRequest, pk: int, number: int) -> HttpResponse:
    """One letter as it looks, with what can be done with it now."""
    row, one = _letter(request, pk, number)
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
        may_rewrite=handles and is_draft and not is_answer,
        may_send=handles and one.state == LetterState.SIGNED and not is_answer and one.kind not in PAPERS,
        may_prove=handles and one.state == LetterState.SENT and one.proof_on is None,
        **look(shown),
    )


def sign(request: StaffRequest, pk: int, number: int) -> HttpResponse:
    """The button below a notice; a GET only leads back to where it stands."""
    row, one = _letter(request, pk, number)
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
    row, one = _letter(request, pk, number)
    require(may_write_letter(request.user, row))

    def do(**values: Any) -> None:
        actions.drop_letter(letter=one, by=request.user)

    return _about_letter(
        request, row, one, handling.Press(**_sent(request)), do, "已标明不用了。",
        heading=f"不用这份{one.get_kind_display()}", submit="不用了", danger=True,
        lines=["草稿会留在卷里，标明“不用了”。"],
    )  # fmt: skip


def send(request: StaffRequest, pk: int, number: int) -> HttpResponse:
    row, one = _letter(request, pk, number)
    require(may(request.user, HANDLE, row.organisation))
    if one.state != LetterState.SIGNED or one.kind in ANSWERS:
        require(no(f"这份文书是“{one.get_state_display()}”，不能在这里送出。"))

    def do(**values: Any) -> None:
        actions.send_letter(letter=one, by=request.user, **values)

    form = handling.DeliverForm(
        **_sent(request), wanted=row.delivery_wanted if one.consultation_id is None else ""
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
    row, one = _letter(request, pk, number)
    require(may(request.user, HANDLE, row.organisation))

    def do(**values: Any) -> None:
        actions.prove_delivery(letter=one, by=request.user, **values)

    return _about_letter(
        request, row, one, handling.ProofForm(**_sent(request)), do, "已登记签收。",
        heading="登记签收", submit="登记",
    )  # fmt: skip


def _sent(request: StaffRequest) -> dict[str, Any]:
    posted = request.method == "POST"
    return {"data": request.POST if posted else None, "files": request.FILES if posted else None}


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
    row, one = _letter(request, pk, number)
    file = {"docx": one.word, "pdf": one.pdf}.get(ending)
    if file is None:
        raise Http404
    return hand_out(content_of(file), file.name)


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
    return hand_out(exports.to_pdf(made), f"{Kind(kind).label}{row.number}.pdf")
