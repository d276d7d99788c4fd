"""The list behind a number of a report."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404

from mingbai.catalogue.models import Field, Genre
from mingbai.channels.states import Channel
from mingbai.disclosures.models import Topic
from mingbai.organisations.forms import Day
from mingbai.organisations.models import Organisation
from mingbai.organisations.queries import scope_of
from mingbai.plans.models import Plan, PlanTask
from mingbai.registers.queries import kind_of
from mingbai.reports.queries import READ, Reach, covers, items, number, plans_for
from mingbai.reports.states import Of
from mingbai.shell.views import StaffRequest, page

PER_PAGE = 50

KEYS = {
    Of.TASKS: ("plan",),
    Of.EVIDENCE: ("task",),
    Of.ACTIVITIES: ("kind",),
    Of.RECORDS: ("by", "key"),
    Of.POSTED: (),
    Of.CHANNELS: ("channel",),
}


def behind(request: StaffRequest) -> HttpResponse:
    """What one figure of a report counts; the address says it all, wrong ones find nothing."""
    reach, ask = _reach(request), _ask(request)
    listed = items(request.user, reach, ask, PER_PAGE * 40)
    shown = Paginator(listed, PER_PAGE).get_page(request.GET.get("page"))
    left = request.GET.copy()
    left.pop("page", None)
    return page(
        request,
        "reports/behind.html",
        shown=shown,
        total=number(request.user, reach, ask),
        reach=reach,
        heading=_heading(ask),
        query=left.urlencode(),
        noted=any(one.note for one in shown),
    )


def _reach(request: StaffRequest) -> Reach:
    got = request.GET
    places = scope_of(request.user, READ).filter(Organisation.objects.all(), "")
    place = get_object_or_404(places, pk=_number(got.get("organisation")))
    below = got.get("below") == "1"
    if not covers(request.user, place, below):
        raise Http404
    year, until = _number(got.get("year")), _day(got.get("until", ""))
    if not 2000 <= year <= 2100 or until is None:
        raise Http404
    return Reach(place, below, year, until)


def _ask(request: StaffRequest) -> dict[str, Any]:
    got = request.GET
    if got.get("of") not in KEYS:
        raise Http404
    of = Of(got["of"])
    ask: dict[str, Any] = {"of": of.value} | {name: got[name] for name in KEYS[of] if name in got}
    if of == Of.TASKS:
        get_object_or_404(plans_for(request.user), pk=_number(ask.get("plan")))
    if of == Of.EVIDENCE:
        get_object_or_404(
            PlanTask, pk=_number(ask.get("task")), plan__in=plans_for(request.user).values("pk")
        )
    if "channel" in ask and ask["channel"] not in Channel.values:
        raise Http404
    if "key" in ask and (ask.get("by") not in ("topic", "field", "genre") or not _known(ask)):
        raise Http404
    return ask


def _known(ask: dict[str, Any]) -> bool:
    if ask["by"] == "field":
        return Field.objects.filter(pk=ask["key"]).exists()
    model: Any = Topic if ask["by"] == "topic" else Genre
    return bool(model.objects.filter(pk=_number(ask["key"])).exists())


def _heading(ask: dict[str, Any]) -> str:
    of = Of(ask["of"])
    if of == Of.TASKS:
        return f"任务：{Plan.objects.get(pk=int(ask['plan']))}"
    if of == Of.EVIDENCE:
        return f"佐证：{PlanTask.objects.get(pk=int(ask['task']))}"
    if of == Of.ACTIVITIES and ask.get("kind"):
        return kind_of(ask["kind"]).name
    if "channel" in ask:
        return f"其他渠道：{Channel(ask['channel']).label}"
    if "key" in ask:
        model: Any = {"topic": Topic, "field": Field, "genre": Genre}[ask["by"]]
        return f"公开的信息：{model.objects.get(pk=ask['key'])}"
    return str(of.label)


def _number(text: str | None) -> int:
    """-1, which no row has, for what is no number."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 19 else -1


def _day(text: str) -> date | None:
    try:
        return Day(required=False).clean(text)
    except ValidationError:
        return None
