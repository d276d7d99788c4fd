"""Letters: written with what is known filled in, and seen before they are stored."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from mingbai.casework.forms.writing import IN_ANSWERS, KNOWN, LetterForm
from mingbai.casework.queries import letters as reading
from mingbai.casework.queries.lists import ANSWERS
from mingbai.casework.views.frame import find
from mingbai.foi import actions
from mingbai.foi.actions.lettering import composed
from mingbai.foi.actions.sending import ASKED_WITH
from mingbai.foi.models import Consultation, FoiRequest, Letter
from mingbai.foi.policies import PAPERS, may_write_letter
from mingbai.foi.queries import values_of
from mingbai.foi.states import LetterState, Party
from mingbai.letters import packaged
from mingbai.letters.kinds import VARIANTS, Kind
from mingbai.letters.queries import names
from mingbai.letters.rules import Composed
from mingbai.lib import clock
from mingbai.lib.verdict import Denied, no, require
from mingbai.shell.paging import number_in
from mingbai.shell.views import StaffRequest, page, refuse, words_of

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
    if about is not None and kind in ASKED_WITH.values() and kind != ASKED_WITH[Party(about.party)]:
        raise Http404
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
    row, letter = notice_of(request, pk, number)
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
                messages.success(request, _saved(letter))
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
        until=reading.to_be_sent_by(row, kind),
        today=clock.today(),
        **look(shown),
    )


def _saved(letter: Letter) -> str:
    if letter.kind in PAPERS:
        return "已保存。请看一遍，再签发。"
    names = "、".join(str(one) for one in reading.signers_of(letter))
    if not names:
        return "已保存。本单位还没有别的人可以签发，请告诉单位管理员。"
    return f"已保存，已提醒签发人（{names}）签发。"


def look(shown: Composed | None) -> dict[str, Any]:
    """What `casework/look.html` needs to show a letter as it will look."""
    return {"shown": shown, "pieces": reading.paragraphs(shown.official) if shown else []}


def letter_of(request: StaffRequest, pk: int, number: int) -> tuple[FoiRequest, Letter]:
    row = find(request, pk)
    letter = get_object_or_404(row.letters.select_related("word", "pdf", "proof"), pk=number)
    letter.request = row
    return row, letter


def notice_of(request: StaffRequest, pk: int, number: int) -> tuple[FoiRequest, Letter]:
    """A letter that is signed and sent by itself; answers go through their checks and have no such page."""
    row, letter = letter_of(request, pk, number)
    if letter.kind in ANSWERS:
        require(no("答复书要经过法制审查、保密审查和签发，不能在这里办理。要改的请退回修改。"))
    return row, letter
