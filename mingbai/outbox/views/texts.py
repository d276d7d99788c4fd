"""Texts of a record: made, edited, previewed, confirmed, taken along, handed to the outbox."""

from typing import Any

from csp.constants import NONE, SELF, UNSAFE_INLINE
from csp.decorators import csp_replace
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.clickjacking import xframe_options_sameorigin

from mingbai.channels import actions as channels
from mingbai.channels.models import Rendering
from mingbai.channels.policies import may_change, may_make, may_use
from mingbai.channels.states import RenderingKind
from mingbai.disclosures.models import Information
from mingbai.disclosures.queries import is_listed
from mingbai.lib.text import one_line
from mingbai.lib.verdict import Denied, require
from mingbai.organisations.policies import may
from mingbai.outbox import actions, queries
from mingbai.outbox.exports import article_file, text_file
from mingbai.outbox.forms import NoteForm, SendForm, TextForm
from mingbai.outbox.models import Message
from mingbai.outbox.policies import KEEP, four_eyes
from mingbai.outbox.rules.checking import FIELDS
from mingbai.outbox.values import KIND_OF, Outlet
from mingbai.outbox.views.common import posted
from mingbai.shell.exports import download
from mingbai.shell.views import StaffRequest, form_page, page, refuse, words_of

KINDS = {kind.value: kind for kind in KIND_OF.values()}


def _record(request: StaffRequest, pk: int) -> Information:
    return get_object_or_404(queries.records_within(request.user), pk=pk)


def _text(request: StaffRequest, pk: int) -> Rendering:
    return get_object_or_404(queries.text_rows(request.user), pk=pk)


def record(request: StaffRequest, pk: int) -> HttpResponse:
    """Everything this record says on accounts and in groups."""
    information = _record(request, pk)
    made = queries.renderings_of(information)
    sent = queries.readable(request.user).filter(posting__information=information)
    return page(
        request,
        "outbox/record.html",
        information=information,
        public=is_listed(information),
        address=queries.address_of(information),
        kinds=[(kind, made[kind]) for kind in KINDS.values()],
        sent=sent,
        jobs=queries.jobs_of_new_media(request.user).filter(posting__information=information),
        may_make=bool(may_make(request.user, information)),
    )


def new(request: StaffRequest, pk: int, kind: str) -> HttpResponse:
    """A text as proposed from the record; with 更正 in front when it says what was put right."""
    information = _record(request, pk)
    if kind not in KINDS:
        raise Http404
    require(may_make(request.user, information))
    note = one_line(request.GET.get("note", ""))[:300]
    proposed = actions.proposed(information, kind, note)
    form = TextForm(posted(request), kind=kind, initial=proposed)

    def do(**values: str) -> None:
        made.append(
            actions.make_text(information=information, kind=kind, values=values, by=request.user, note=note)
        )

    made: list[Rendering] = []
    done = "已保存。请预览，没有问题就确认。"
    words: dict[str, Any] = {"template": "outbox/edit.html", "note_form": NoteForm(initial={"note": note})}
    response = form_page(request, form, do, done, _record_page(pk), **words, **_heading(information, kind))
    return redirect("outbox:text", made[0].pk) if made else response


def _record_page(pk: int) -> str:
    return reverse("outbox:record", args=[pk])


def _heading(information: Information, kind: str) -> dict[str, Any]:
    return {
        "heading": KINDS[kind].label,
        "subject": information.title,
        "submit": "保存并预览",
        "kind": kind,
        "address": queries.address_of(information),
    }


def edit(request: StaffRequest, pk: int) -> HttpResponse:
    rendering = _text(request, pk)
    require(may_change(request.user, rendering))
    initial = {name: rendering.content.get(name, "") for name in FIELDS[rendering.kind]}

    def do(**values: str) -> None:
        actions.change_text(rendering=rendering, values=values, by=request.user)

    form = TextForm(posted(request), kind=rendering.kind, initial=initial)
    to = reverse("outbox:text", args=[pk])
    words = _heading(rendering.information, rendering.kind)
    return form_page(request, form, do, "已保存。", to, template="outbox/edit.html", **words)


def text(request: StaffRequest, pk: int) -> HttpResponse:
    """The preview, the confirmation, and from there into the outbox."""
    rendering = _text(request, pk)
    outlets = [one for one in queries.outlets_for(rendering.information) if one.kind == rendering.kind]
    form = SendForm(posted(request), outlets=outlets)
    problems: list[str] = []
    if request.method == "POST" and form.is_valid():
        try:
            made = _prepare(request, rendering, **form.cleaned_data)
        except ValidationError as error:
            refuse(form, error)
        except Denied as denial:
            problems = words_of(denial)
        else:
            messages.success(request, f"已放进发件箱 {len(made)} 条，同意送发以后才能发布。")
            return redirect("outbox:message", made[0].pk) if len(made) == 1 else redirect("outbox:home")
    return page(
        request,
        "outbox/text.html",
        status=422 if request.method == "POST" else 200,
        rendering=rendering,
        content=rendering.content,
        address=queries.address_of(rendering.information),
        parts=_parts(rendering),
        usable=may_use(rendering),
        may_change=bool(may_change(request.user, rendering)),
        may_make=bool(may_make(request.user, rendering.information)),
        may_plan=bool(may(request.user, KEEP, rendering.information.organisation)),
        eyes=four_eyes(rendering, None),
        outlets=outlets,
        form=form,
        problems=problems,
    )


@transaction.atomic
def _prepare(
    request: StaffRequest, rendering: Rendering, outlets: list[Outlet], variant: str = ""
) -> list[Message]:
    """All of them or none."""
    return [
        actions.prepare(
            information=rendering.information,
            outlet=one,
            rendering=rendering,
            by=request.user,
            variant=variant if one.kind == RenderingKind.GROUP else "",
        )
        for one in outlets
    ]


def _parts(rendering: Rendering) -> list[tuple[str, str, str, int, int]]:
    """Name, label, words, how long, and at most, of each part that is copied by itself."""
    return [
        (
            name,
            label,
            str(rendering.content.get(name, "")),
            length(str(rendering.content.get(name, ""))),
            limit,
        )
        for name, (label, limit, length) in FIELDS[rendering.kind].items()
        if rendering.content.get(name)
    ]


def confirm(request: StaffRequest, pk: int) -> HttpResponse:
    rendering = _text(request, pk)
    if request.method == "POST":
        channels.confirm(rendering=rendering, by=request.user)
        messages.success(request, "已确认。现在可以放进发件箱。")
    return redirect("outbox:text", pk)


@xframe_options_sameorigin
@csp_replace({"default-src": [NONE], "style-src": [UNSAFE_INLINE], "frame-ancestors": [SELF]})  # type: ignore[arg-type]  # its stub lacks lists
def preview(request: StaffRequest, pk: int) -> HttpResponse:
    """The article alone, as wide as its frame. Inline styles count on this page only; nothing loads."""
    rendering = _article(request, pk)
    return render(request, "outbox/preview.html", {"content": rendering.content})


def _article(request: StaffRequest, pk: int) -> Rendering:
    rendering = _text(request, pk)
    if rendering.kind != RenderingKind.WECHAT:
        raise Http404
    return rendering


def fetch(request: StaffRequest, pk: int) -> HttpResponse:
    rendering = _text(request, pk)
    name = f"{rendering.get_kind_display()}{rendering.pk}"
    if rendering.kind == RenderingKind.WECHAT:
        return download(article_file(rendering), f"{name}.html")
    return download(text_file(rendering), f"{name}.txt")
