"""Making the words of a record for screens: typed, looked at as they will play, confirmed."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from mingbai.channels import actions as channels
from mingbai.channels.models import Rendering
from mingbai.channels.policies import may_make
from mingbai.channels.states import RenderingKind, RenderingState
from mingbai.disclosures.models import Information
from mingbai.disclosures.queries import listed
from mingbai.lib import clock
from mingbai.lib.verdict import Denied, require
from mingbai.screens.actions import keep_text
from mingbai.screens.forms import TextForm
from mingbai.screens.queries.places import texts_of
from mingbai.screens.queries.playlists import item_of
from mingbai.screens.rules.slides import proposed, size_of
from mingbai.screens.values import Slide
from mingbai.shell.views import StaffRequest, page, refuse, words_of


def of_record(request: StaffRequest, pk: int) -> HttpResponse:
    """The form, filled with the last words of this version or with what the record itself proposes."""
    information = get_object_or_404(listed(), pk=pk)
    require(may_make(request.user, information))
    texts = texts_of(information)
    form = TextForm(request.POST or None, initial=_begun(information, texts))
    if request.method == "POST" and form.is_valid():
        try:
            kept = keep_text(information=information, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            refuse(form, error)
        else:
            return redirect("screens:text", pk=kept.pk)
    return page(
        request,
        "screens/record.html",
        status=422 if request.method == "POST" else 200,
        form=form,
        information=information,
        texts=texts,
        heading="电子屏画面",
    )


def _begun(information: Information, texts: list[Rendering]) -> dict[str, object]:
    if texts:
        return dict(texts[0].content)
    return {"title": information.title[:60], "lines": proposed(information.summary, information.body)}


def text(request: StaffRequest, pk: int) -> HttpResponse:
    """The picture as it will play; a POST says that somebody has looked at it and it may be used."""
    rows = Rendering.objects.select_related("information__organisation", "made_by", "confirmed_by")
    row = get_object_or_404(rows.filter(kind=RenderingKind.SCREEN, information__in=listed()), pk=pk)
    require(may_make(request.user, row.information))
    problems: list[str] = []
    if request.method == "POST":
        try:
            channels.confirm(rendering=row, by=request.user)
        except Denied as denial:
            problems = words_of(denial)
        else:
            messages.success(request, "已确认。接下来安排到哪块屏上播放。")
            return redirect("screens:text", pk=row.pk)
    return _shown(request, row, problems)


def _shown(request: StaffRequest, row: Rendering, problems: list[str]) -> HttpResponse:
    item = item_of(row.information, row)
    slides = [Slide(item, lines, number, number) for number, lines in enumerate(item.pages, 1)]
    return page(
        request,
        "screens/text.html",
        status=422 if problems else 200,
        rendering=row,
        information=row.information,
        item=item,
        slides=[(one, size_of(item.title)) for one in slides],
        count=len(slides),
        problems=problems,
        confirmed=row.state == RenderingState.CONFIRMED,
        back=reverse("screens:record", args=[row.information_id]),
        now=clock.now(),
    )
