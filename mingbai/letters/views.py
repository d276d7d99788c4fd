"""The templates of letters at the desk: whose wording counts, changing it with a preview, its history."""

from dataclasses import replace
from html import escape
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from mingbai.documents.official import NoChineseFont, Table
from mingbai.letters import actions, exports, packaged, queries
from mingbai.letters.forms import AdaptForm, RestoreForm
from mingbai.letters.policies import OFFICE
from mingbai.letters.rules import Composed, Key, MissingValues, Wording, key_from
from mingbai.letters.rules.checking import must_keep, problems
from mingbai.lib import clock
from mingbai.lib.differences import differences
from mingbai.lib.text import one_line, storable
from mingbai.organisations.models import Organisation
from mingbai.organisations.queries import existing, scope_of
from mingbai.shell.exports import download
from mingbai.shell.views import StaffRequest, form_page, page, refuse


def _places(request: StaffRequest) -> list[Organisation]:
    rows = Organisation.objects.filter(existing(clock.today())).order_by("path")
    return list(scope_of(request.user, OFFICE).filter(rows, field=""))


def listing(request: StaffRequest) -> HttpResponse:
    """Every letter with whose wording counts, for one organisation of those this person looks after."""
    places = _places(request)
    asked = request.GET.get("organisation", "")
    place = next((one for one in places if str(one.pk) == asked), places[0] if places else None)
    if place is None:
        raise Http404
    rows = [
        (one.wording.key, one, one.owner is not None and one.owner.pk == place.pk)
        for one in queries.templates_for(place)
    ]
    return page(request, "letters/list.html", place=place, places=places, rows=rows)


def _asked(request: StaffRequest, pk: int, key: str) -> tuple[Organisation, Key]:
    """The organisation and the letter; 404 for what is not this person's or not there."""
    place = get_object_or_404(
        scope_of(request.user, OFFICE).filter(Organisation.objects.all(), field=""), pk=pk
    )
    try:
        return place, key_from(key)
    except ValueError as unknown:
        raise Http404 from unknown


def edit(request: StaffRequest, pk: int, key: str) -> HttpResponse:
    """The text with what may stand in it; one button shows a preview, the other saves."""
    place, letter = _asked(request, pk, key)
    counting, version = queries.wording_of(place, letter), queries.last_version(place, letter)
    form = AdaptForm(request.POST or None, counting=counting, version=version)
    context = _context(place, letter, counting, version)
    if request.method == "POST" and "preview" in request.POST:
        shown = _preview(form, counting.wording, place) if form.is_valid() else None
        return page(
            request, "letters/edit.html", 422 if form.errors else 200, form=form, shown=shown, **context
        )

    def do(**values: Any) -> None:
        actions.adapt(organisation=place, key=letter, by=request.user, **values)

    to = f"{reverse('letters:list')}?organisation={place.pk}"
    return form_page(
        request, form, do, "已保存，从启用日期起生成的文书用新的写法。", to, "letters/edit.html", **context
    )


def _context(place: Organisation, letter: Key, counting: queries.Counting, version: int) -> dict[str, Any]:
    shipped, known = packaged.wordings()[letter], packaged.names()
    kept = must_keep(shipped, known)
    usable = [one for name, one in known.items() if name in shipped.names() | shipped.may]
    return {
        "place": place,
        "letter": letter,
        "counting": counting,
        "version": version,
        "own": queries.has_own(place, letter),
        "usable": [(one, one.name in kept) for one in usable],
        "blocks": _shown(queries.sample(counting.wording, place)),
    }


def _preview(form: AdaptForm, wording: Wording, place: Organisation) -> list[tuple[str, object]] | None:
    """What the typed text gives; None with the problems at the fields where it cannot be used."""
    typed = replace(
        wording, title=one_line(form.cleaned_data["title"]), body=storable(form.cleaned_data["text"])
    )
    if wrong := problems(typed, packaged.wordings()[wording.key], packaged.names()):
        refuse(form, ValidationError(wrong))
        return None
    try:
        return _shown(queries.sample(typed, place))
    except MissingValues as missing:
        refuse(form, missing)
    return None


def _shown(composed: Composed) -> list[tuple[str, object]]:
    """The parts of a letter for the page: (sort, text or rows)."""
    paper = composed.official
    found: list[tuple[str, object]] = [("title", line) for line in paper.title.splitlines()]
    found += [("number", paper.number)] if paper.number else []
    found += [("addressee", f"{paper.addressee}：")] if paper.addressee else []
    for block in paper.blocks:
        if isinstance(block, Table):
            found.append(("table", [[str(cell) for cell in row] for row in block.rows]))
        else:
            found += [("text", line) for line in block.text.splitlines()]
    return found + [("signed", name) for name in paper.signed]


def sample(request: StaffRequest, pk: int, key: str, ending: str) -> HttpResponse:
    """The letter as it counts now, with made-up values, as a file."""
    place, letter = _asked(request, pk, key)
    composed = queries.sample(queries.wording_of(place, letter).wording, place)
    name = f"{letter.label}（样张）.{ending}"
    if ending == "docx":
        return download(exports.to_word(composed), name)
    try:
        return download(exports.to_pdf(composed), name)
    except NoChineseFont as missing:
        return page(request, "shell/refused.html", status=503, reason=str(missing))


def history(request: StaffRequest, pk: int, key: str) -> HttpResponse:
    """What the organisation has changed, each version beside the one before it."""
    place, letter = _asked(request, pk, key)
    shipped = packaged.wordings()[letter]
    before, rows = _html(shipped.title, shipped.body), []
    for row in reversed(list(queries.history(place, letter))):
        title, text = (shipped.title, shipped.body) if row.restored else (row.title, row.text)
        after = _html(title, text)
        rows.append((row, differences(before, after) or after))
        before = after
    return page(request, "letters/history.html", place=place, letter=letter, rows=rows[::-1])


def _html(title: str, text: str) -> str:
    lines = [title, *text.splitlines()]
    return "".join(f"<p>{escape(line)}</p>" for line in lines if line.strip())


def restore(request: StaffRequest, pk: int, key: str) -> HttpResponse:
    place, letter = _asked(request, pk, key)
    if not queries.has_own(place, letter):
        raise Http404
    form = RestoreForm(request.POST or None, initial={"base": queries.last_version(place, letter)})

    def do(**values: Any) -> None:
        actions.restore(organisation=place, key=letter, by=request.user, **values)

    return form_page(
        request,
        form,
        do,
        "已恢复。本单位改过的写法留在历史里。",
        reverse("letters:edit", args=[place.pk, letter]),
        heading="恢复原文",
        subject=letter.label,
        warning="从今天起不再用本单位改过的写法：上级单位改过的用上级单位的，没有改过的用平台自带的。",
        submit="恢复原文",
    )
