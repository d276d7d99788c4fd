"""The answer: questions that lead to one of the 21 outcomes, what must be done before, the letter."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from mingbai.casework.queries import letters as reading
from mingbai.casework.queries.reviewing import outcome_words, released_of
from mingbai.casework.rules.guide import FIRST, question
from mingbai.casework.rules.outcomes import PLAIN
from mingbai.casework.views.frame import find
from mingbai.casework.views.offers import SEPARATE
from mingbai.casework.views.verbs import moved
from mingbai.casework.views.writing import PREVIEW, form_for, look, preview_of
from mingbai.foi import actions
from mingbai.foi.models import FoiRequest
from mingbai.foi.policies import may_do
from mingbai.foi.queries import answer_of, done_so_far, values_of
from mingbai.foi.rules.answering import LAPSED, RELEASING, missing
from mingbai.foi.states import Kind, Verb
from mingbai.letters.kinds import VARIANTS
from mingbai.letters.kinds import Kind as LetterKind
from mingbai.letters.rules.outcomes import OUTCOMES, Leaf
from mingbai.lib.verdict import Denied, require
from mingbai.shell.views import StaffRequest, page, refuse, words_of

CORRECTION = "correction"
"""Stands in the address where a correction has none of the 21 outcomes."""

_FIRST_DO = {
    (Leaf.NOT_HELD, "not_found"): ("search", "记录检索"),
    (Leaf.NOT_PROCESSED_REPEATED, ""): ("repeat", "标为重复申请"),
}
_FIRST_WRITE = {
    Leaf.NOT_PROCESSED_EXCESSIVE: LetterKind.REASONS,
    Leaf.NOT_HELD_UNCLEAR: LetterKind.CLARIFICATION,
}


def guide(request: StaffRequest, pk: int) -> HttpResponse:
    """One question at a time; every answer is a link, so that going back is the browser's own."""
    row = find(request, pk)
    require(may_do(request.user, row, Verb.DRAFT_ANSWER))
    if row.kind == Kind.CORRECTION:
        return _corrections(request, row)
    waiting = done_so_far(row).waiting
    lapsed = [leaf for leaf, what in LAPSED.items() if what == waiting]
    asked = question(request.GET.get("at", FIRST))
    return page(
        request,
        "casework/guide.html",
        row=row,
        question=asked,
        first=asked.key == FIRST,
        options=[(one.words, _leads(row, one)) for one in asked.options] if not lapsed else [],
        lapsed=[(OUTCOMES[leaf].label, PLAIN[leaf], _write(row, leaf)) for leaf in lapsed],
        all=_every(row),
    )


def _every(row: FoiRequest) -> list[tuple[str, str, str, str]]:
    """All outcomes with their variants: name, variant, in plain words, address."""
    return [
        (one.label, words, PLAIN[one.leaf], _write(row, one.leaf, variant))
        for one in OUTCOMES.values()
        for variant, words in [(v.value, str(v.label)) for v in one.variants] or [("", "")]
    ]


def _leads(row: FoiRequest, option: Any) -> str:
    if option.to:
        return f"?at={option.to}"
    return _write(row, option.leaf, option.variant)


def _write(row: FoiRequest, leaf: str, variant: str = "") -> str:
    url = reverse("casework:answer-write", args=[row.pk, str(leaf)])
    return f"{url}?variant={variant}" if variant else url


def _corrections(request: StaffRequest, row: FoiRequest) -> HttpResponse:
    """第四十一条: corrected, not corrected, or referred to whoever may."""
    options = [
        (one.label, _write(row, CORRECTION, one.value)) for one in VARIANTS[LetterKind.CORRECTION_ANSWER]
    ]
    return page(request, "casework/guide_correction.html", row=row, options=options)


def write(request: StaffRequest, pk: int, leaf: str) -> HttpResponse:
    row = find(request, pk)
    if changed := moved(request, Verb.DRAFT_ANSWER, row):
        return changed
    require(may_do(request.user, row, Verb.DRAFT_ANSWER))
    leaf, variant = _chosen(request, row, leaf)
    kind = LetterKind.CORRECTION_ANSWER if row.kind == Kind.CORRECTION else LetterKind.ANSWER
    lacking = missing(leaf, variant, done_so_far(row)) if leaf else []
    form = form_for(request, kind, _suggested(row, kind, leaf, variant), leaf, variant)
    shown, problems = None, []
    if request.method == "POST" and not lacking and form.is_valid():
        try:
            if PREVIEW in request.POST:
                shown = preview_of(row, kind, leaf, variant, form.values())
            else:
                return _drafted(request, row, leaf, variant, form.values())
        except ValidationError as error:
            refuse(form, error)
        except Denied as denial:
            problems = words_of(denial)
    return page(
        request,
        "casework/answer_form.html",
        200 if request.method == "GET" or shown else 422,
        row=row,
        form=form,
        heading="拟写答复",
        submit="拟好，交法制审查",
        facts=reading.known_values(form.facts),
        outcome=outcome_words(leaf, variant),
        lacking=lacking,
        first=_first(row, leaf, variant) if lacking else None,
        problems=problems,
        gives=bool(leaf) and Leaf(leaf) in RELEASING,
        released=released_of(row),
        may_separate=bool(may_do(request.user, row, Verb.SEPARATE)),
        **look(shown),
    )


def _chosen(request: StaffRequest, row: FoiRequest, leaf: str) -> tuple[str, str]:
    """The outcome and variant of the address; 404 for one that there is not for this kind of request."""
    asked = request.GET.get("variant", "")
    if row.kind == Kind.CORRECTION:
        if leaf != CORRECTION or asked not in VARIANTS[LetterKind.CORRECTION_ANSWER]:
            raise Http404
        return "", asked
    if leaf not in OUTCOMES:
        raise Http404
    variants = OUTCOMES[Leaf(leaf)].variants
    if (variants and asked not in variants) or (not variants and asked):
        raise Http404
    return leaf, asked


def _suggested(row: FoiRequest, kind: str, leaf: str, variant: str) -> dict[str, Any]:
    """Known facts, and, where an answer was sent back, what had been written in it."""
    found = reading.suggestions(row, kind, leaf, variant)
    earlier = answer_of(row)
    if earlier is not None and (earlier.leaf, earlier.variant) == (leaf, variant):
        return {**values_of(earlier), **found}
    return found


def _drafted(
    request: StaffRequest, row: FoiRequest, leaf: str, variant: str, values: dict[str, Any]
) -> HttpResponse:
    actions.draft_answer(request=row, leaf=leaf, variant=variant, values=values, by=request.user)
    messages.success(request, "答复已拟好，转法制审查。")
    return redirect("casework:file", pk=row.pk)


def _first(row: FoiRequest, leaf: str, variant: str) -> tuple[str, str] | None:
    """Where what is missing can be done: label and address."""
    if found := _FIRST_DO.get((Leaf(leaf), variant)):
        return found[1], reverse(f"casework:{found[0]}", args=[row.pk])
    if Leaf(leaf) in RELEASING and _lacks_parts(row, leaf):
        return SEPARATE, reverse("casework:parts", args=[row.pk])
    if kind := _FIRST_WRITE.get(Leaf(leaf)):
        return f"写{kind.label}", reverse("casework:letter-new", args=[row.pk, kind.value])
    return "看办理过程", reverse("casework:work", args=[row.pk])


def _lacks_parts(row: FoiRequest, leaf: str) -> bool:
    """Nothing has been put in for the applicant, or nothing says yet what is withheld."""
    done = done_so_far(row)
    unparted = leaf == Leaf.PARTLY_GRANTED and not (done.released and done.withheld)
    return unparted or (done.wants_file and not done.files)
