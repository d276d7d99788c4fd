"""Due dates as a calendar to subscribe to, by a secret address that works without signing in."""

from datetime import timedelta

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from icalendar import Calendar, Event

from mingbai.accounts.models import User
from mingbai.duties import actions, queries
from mingbai.duties.models import CalendarLink, Instance
from mingbai.duties.states import State
from mingbai.lib import clock, digests
from mingbai.organisations.queries import memberships_of
from mingbai.shell.views import StaffRequest, page

MOST = 500
AHEAD = timedelta(days=400)


@never_cache
@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """What the person and the person's own units still owe; nothing of anybody else, no text of records."""
    link = CalendarLink.objects.filter(digest=digests.of_bytes(token.encode())).select_related("user").first()
    if link is None or not link.user.is_active:
        raise Http404
    book = Calendar()
    book.add("prodid", "-//Mingbai//duties//ZH")
    book.add("version", "2.0")
    book.add("x-wr-calname", "政务公开任务")
    base = request.build_absolute_uri("/").rstrip("/")
    for row in _of(link.user):
        book.add_component(_event(row, base))
    response = HttpResponse(book.to_ical(), content_type="text/calendar; charset=utf-8")
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    return response


def _of(user: User) -> list[Instance]:
    today = clock.today()
    own = {held.organisation_id for held in memberships_of(user)}
    rows = queries.instances(user)
    mine = rows.filter(organisation__in=own) | rows.filter(duty__owner=user)
    due = mine.filter(state=State.OPEN, due_on__range=(today, today + AHEAD))
    return list(queries.shown(due).order_by("due_on", "pk").distinct()[:MOST])


def _event(row: Instance, base: str) -> Event:
    event = Event()
    event.add("uid", f"duty-{row.duty_id}-{row.key}@mingbai")
    event.add("dtstamp", clock.now())
    event.add("dtstart", row.due_on)
    mark = "（预计）" if row.estimated else ""
    event.add("summary", f"{row.duty.title}{mark} {row.organisation}")
    event.add("description", f"{row.duty.limit_text}\n今天是最后一天。")
    event.add("url", f"{base}{reverse('duties:line', args=[row.pk])}")
    event.add("transp", "TRANSPARENT")
    return event


def manage(request: StaffRequest) -> HttpResponse:
    """Make, replace or end the own address."""
    address = ""
    if request.method == "POST" and request.POST.get("what") == "end":
        actions.end_link(by=request.user)
        messages.success(request, "日历链接已停用。")
        return redirect("duties:calendar")
    if request.method == "POST":
        token = actions.make_link(by=request.user)
        address = request.build_absolute_uri(reverse("duties:feed", args=[token]))
    link = CalendarLink.objects.filter(user=request.user).first()
    return page(request, "duties/calendar.html", address=address, link=link)
