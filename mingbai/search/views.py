"""The county office looks after the search: words that mean the same, and words that found nothing."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from mingbai.search import actions
from mingbai.search.actions.missing import KEPT_DAYS
from mingbai.search.forms import SynonymForm
from mingbai.search.models import SynonymGroup
from mingbai.search.queries.keeping import missed_words, synonym_groups
from mingbai.shell.paging import paged
from mingbai.shell.views import StaffRequest, form_page, page

PER_PAGE = 50
PERIODS = {"7": "最近 7 天", "30": "最近 30 天", str(KEPT_DAYS): f"最近 {KEPT_DAYS} 天"}


def synonyms(request: StaffRequest) -> HttpResponse:
    typed = request.GET.get("q", "").strip()[:40]
    shown = Paginator(synonym_groups(typed), PER_PAGE).get_page(request.GET.get("page"))
    query = f"q={typed}" if typed else ""
    return page(request, "search/synonyms.html", shown=shown, typed=typed, query=query)


def add(request: StaffRequest) -> HttpResponse:
    """A new group; `word` is what was searched for and not found."""

    def do(words: list[str], note: str) -> None:
        actions.add_synonyms(by=request.user, words=words, note=note)

    first = request.GET.get("word", "")[:30]
    form = SynonymForm(request.POST or None, initial={"words": f"{first}\n" if first else ""})
    to = "search:missed" if first else "search:synonyms"
    return form_page(
        request, form, do, "同义词已经加上，现在就起作用。", to, heading="加同义词", submit="保存"
    )


def change(request: StaffRequest, pk: int) -> HttpResponse:
    group = get_object_or_404(SynonymGroup, pk=pk)

    def do(words: list[str], note: str) -> None:
        actions.change_synonyms(by=request.user, group=group, words=words, note=note)

    initial: dict[str, Any] = {"words": "\n".join(group.words), "note": group.note}
    form = SynonymForm(request.POST or None, initial=initial)
    heading, submit = ("修改同义词", "保存") if group.active else ("重新启用同义词", "保存并启用")
    return form_page(request, form, do, "同义词已经修改。", "search:synonyms", heading=heading, submit=submit)


@require_POST
def retire(request: StaffRequest, pk: int) -> HttpResponse:
    group = actions.retire_synonyms(by=request.user, group=get_object_or_404(SynonymGroup, pk=pk))
    messages.success(request, f"“{group}”已经停用，可以随时重新启用。")
    return redirect("search:synonyms")


def missed(request: StaffRequest) -> HttpResponse:
    """How often what was searched for; nothing about who searched is known."""
    asked = request.GET.get("days", "")
    days = asked if asked in PERIODS else "30"
    shown, query = paged(request, missed_words(int(days)), PER_PAGE)
    return page(
        request,
        "search/missed.html",
        shown=shown,
        query=query,
        days=days,
        periods=PERIODS,
        kept=KEPT_DAYS,
        search=reverse("search"),
    )
