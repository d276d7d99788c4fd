"""The list of requests under four tabs."""

from django.db.models import Q, QuerySet
from django.http import HttpResponse

from mingbai.accounts.models import User
from mingbai.casework.queries import lists
from mingbai.foi.models import FoiRequest
from mingbai.foi.policies import HANDLE
from mingbai.foi.rules.receipt import Way
from mingbai.foi.states import ApplicantKind, State
from mingbai.organisations.policies import may_anywhere
from mingbai.shell.paging import number_in, paged
from mingbai.shell.views import StaffRequest, page


def listing(request: StaffRequest) -> HttpResponse:
    asked = request.GET
    tab = asked.get("tab", "")
    tab = tab if tab in dict(lists.TABS) else lists.MINE
    found = _filtered(lists.of_tab(request.user, tab), request)
    shown, query = paged(request, lists.with_links(found))
    return page(
        request,
        "casework/list.html",
        tab=tab,
        tabs=[(key, label, _count(request.user, key)) for key, label in lists.TABS],
        rows=lists.rows_of(shown),
        shown=shown,
        query=query,
        asked=asked,
        filtered=any(asked.get(name) for name in ("q", "state", "way", "kind", "handler")),
        states=State.choices,
        ways=Way.choices,
        kinds=ApplicantKind.choices,
        handlers=_handlers(request.user),
        may_enter=may_anywhere(request.user, HANDLE),
        may_office=may_anywhere(request.user, "foi.office"),
    )


def _count(user: User, tab: str) -> int | None:
    return None if tab == lists.CLOSED_TAB else lists.of_tab(user, tab).order_by().count()


def _handlers(user: User) -> QuerySet[User]:
    held = lists.readable(user).exclude(handler=None).values("handler")
    return User.objects.filter(pk__in=held).order_by("full_name")


def _filtered(rows: QuerySet[FoiRequest], request: StaffRequest) -> QuerySet[FoiRequest]:
    """Narrowed by number or topic, never by an applicant: names are looked up in no list."""
    asked = request.GET
    if words := asked.get("q", "").strip()[:100]:
        rows = rows.filter(Q(number__icontains=words) | Q(wish__topic__icontains=words))
    if asked.get("state") in State.values:
        rows = rows.filter(state=asked["state"])
    if asked.get("way") in Way.values:
        rows = rows.filter(way=asked["way"])
    if asked.get("kind") in ApplicantKind.values:
        rows = rows.filter(applicant_kind=asked["kind"])
    if handler := number_in(asked.get("handler", "")):
        rows = rows.filter(handler=handler)
    return rows
