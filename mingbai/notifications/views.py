"""My reminders."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.dateparse import parse_datetime

from mingbai.lib import clock
from mingbai.notifications import actions
from mingbai.notifications.forms import PreferenceForm
from mingbai.notifications.queries import channels_in_use, count_unread, notices_of
from mingbai.shell.views import StaffRequest, form_page, page

PER_PAGE = 25


def listing(request: StaffRequest) -> HttpResponse:
    """Unread first. The moment of looking goes with "all read": what comes later stays unread."""
    shown = Paginator(notices_of(request.user), PER_PAGE).get_page(request.GET.get("page"))
    return page(
        request,
        "notifications/list.html",
        shown=shown,
        unread=count_unread(request.user),
        seen=clock.now().isoformat(),
        may_choose=bool(channels_in_use()),
    )


def read(request: StaffRequest, pk: int) -> HttpResponse:
    """Mark one as read and lead to what it is about, or back to the list."""
    notice = get_object_or_404(notices_of(request.user), pk=pk)
    if request.method != "POST":
        return redirect("notifications:list")
    actions.read(notice=notice, by=request.user)
    return redirect(notice.link if notice.link and "go" in request.POST else "notifications:list")


def read_all(request: StaffRequest) -> HttpResponse:
    if request.method == "POST":
        number = actions.read_all(by=request.user, until=_moment(request.POST.get("seen", "")))
        messages.success(request, f"已把 {number} 条提醒标为已读。")
    return redirect("notifications:list")


def _moment(typed: str) -> datetime:
    try:
        found = parse_datetime(typed)
    except ValueError:
        found = None
    return found if found is not None and found.tzinfo else clock.now()


def preference(request: StaffRequest) -> HttpResponse:
    if not channels_in_use():
        raise Http404

    def do(**values: Any) -> None:
        actions.prefer(by=request.user, **values)

    return form_page(
        request,
        PreferenceForm(request.POST or None, user=request.user),
        do,
        "已保存。",
        "notifications:list",
        heading="提醒方式",
        submit="保存",
    )
