"""What is to be aired today, the button 播了, and the log."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from mingbai.channels.models import Place, Posting
from mingbai.channels.states import Channel
from mingbai.lib import clock
from mingbai.lib.verdict import require
from mingbai.loudspeakers import actions, exports, queries
from mingbai.loudspeakers.forms import AirForm, VoidForm
from mingbai.loudspeakers.models import Airing, Schedule
from mingbai.loudspeakers.policies import KEEP, MAKE, MANAGE, READ, READINGS, may_air, may_void
from mingbai.organisations.policies import may_anywhere
from mingbai.shell.exports import download
from mingbai.shell.views import StaffRequest, form_page, page


def home(request: StaffRequest) -> HttpResponse:
    """今天的广播: one card for each posting, with a button; and what was not aired often enough."""
    today, user = clock.today(), request.user
    return page(
        request,
        "loudspeakers/home.html",
        today=today,
        rows=queries.on_day(user, today),
        short=queries.short_of(user, today),
        scripts=queries.scripts_for(user)[:10],
        may_keep=bool(may_anywhere(user, KEEP)),
        may_write=bool(may_anywhere(user, MAKE)),
        may_set=bool(may_anywhere(user, MANAGE)),
        may_read_words=bool(may_anywhere(user, READINGS)),
        speakers=queries.loudspeakers_for(user, READ).exists(),
    )


def _posting(request: StaffRequest, pk: int) -> Posting:
    return get_object_or_404(queries.broadcasts_for(request.user), pk=pk)


def broadcast(request: StaffRequest, pk: int) -> HttpResponse:
    """One broadcast: its plan and every time it was aired."""
    row = _posting(request, pk)
    airings = list(Airing.objects.filter(posting=row).select_related("entered_by", "void_by"))
    aired = sum(one.void_at is None for one in airings)
    return page(
        request,
        "loudspeakers/broadcast.html",
        posting=row,
        schedule=Schedule.objects.filter(posting=row).first(),
        airings=airings,
        aired=aired,
        may_air=bool(may_air(request.user, row)),
        may_void=bool(may_void(request.user, row)) and aired > 1,
        correct_script=queries.usable_script(row.information),
    )


def air(request: StaffRequest, pk: int) -> HttpResponse:
    """播了: all fields are filled in already, so that a second touch is enough."""
    row = _posting(request, pk)
    require(may_air(request.user, row))
    script = (
        row.rendering
        if row.rendering and row.rendering.is_current
        else queries.usable_script(row.information)
    )

    def do(**values: Any) -> None:
        actions.air(posting=row, by=request.user, **values)

    warning = ""
    if row.up_at is not None and not row.is_current:
        warning = "这条信息更正过。这一次要播更正后的稿子，登记以后，原来那条自动结束。"
    if script is None:
        warning = "还没有按现在的内容预览确认过的广播稿，请先写好广播稿。"
    return form_page(
        request,
        AirForm(request.POST or None, user=request.user, script=script),
        do,
        "已登记播出。",
        "loudspeakers:home",
        heading="播了",
        subject=f"{row.where}　{row.title}",
        warning=warning,
        submit="确认播了",
    )


def void(request: StaffRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(
        Airing.objects.filter(posting__in=queries.broadcasts_for(request.user).values("pk")), pk=pk
    )
    require(may_void(request.user, row.posting))

    def do(reason: str) -> None:
        actions.void(airing=row, reason=reason, by=request.user)

    return form_page(
        request,
        VoidForm(request.POST or None),
        do,
        "已作废，记录里还看得到。",
        reverse("loudspeakers:broadcast", args=[row.posting_id]),
        heading="作废一次播出登记",
        subject=f"{row.at.astimezone(clock.CHINA):%Y-%m-%d %H:%M} {row.who}",
        submit="作废",
        danger=True,
    )


def log(request: StaffRequest) -> HttpResponse:
    """The log of a month at a place, to print or as Excel."""
    places = Place.objects.filter(pk__in=queries.broadcasts_for(request.user).values("place")).select_related(
        "organisation"
    )
    place = places.filter(pk=_number(request.GET.get("place", ""))).first()
    first, last = _month(request.GET.get("month", ""))
    rows = list(queries.airings_between(request.user, first, last, place))
    if "xlsx" in request.GET:
        return download(exports.log_table(rows, first), exports.log_name(first, place.name if place else ""))
    return page(
        request,
        "loudspeakers/log.html",
        rows=rows,
        first=first,
        places=places,
        place=place,
        count=sum(one.void_at is None for one in rows),
        minutes=Decimal(str(queries.total_minutes(rows))),
        months=_months(request),
    )


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _month(text: str) -> tuple[date, date]:
    """The first and last day of a month such as 2026-05; this month when it is none of our time."""
    try:
        first = date.fromisoformat(f"{text}-01")
    except ValueError:
        first = date.min
    if not 2000 <= first.year < 2200:
        first = clock.today().replace(day=1)
    return first, (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)


def _months(request: StaffRequest) -> list[str]:
    """This month and those before in which something was aired, the newest first."""
    ids = queries.broadcasts_for(request.user).filter(channel=Channel.BROADCAST).values("pk")
    days = Airing.objects.filter(posting__in=ids).datetimes("at", "month", tzinfo=clock.CHINA)
    found = {f"{one:%Y-%m}" for one in days} | {f"{clock.today():%Y-%m}"}
    return sorted(found, reverse=True)[:36]
