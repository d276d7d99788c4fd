"""What waits in the outbox, the groups, and whether all channels say the same."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from mingbai.lib import clock
from mingbai.lib.verdict import require
from mingbai.organisations.policies import may_anywhere
from mingbai.outbox import actions, queries
from mingbai.outbox.exports import MOST_RECORDS, comparison
from mingbai.outbox.forms import EmptyForm, GroupForm
from mingbai.outbox.policies import KEEP, may_open_group
from mingbai.outbox.states import TO_CONFIRM, TO_SEND, State
from mingbai.outbox.views.common import posted
from mingbai.shell.exports import download
from mingbai.shell.paging import paged
from mingbai.shell.views import StaffRequest, form_page, page

TABS = {
    "send": ("待送发", TO_SEND),
    "confirm": ("等人核对", TO_CONFIRM),
    "failed": ("没有发出", (State.FAILED,)),
    "done": ("办完的", (State.CONFIRMED, State.CANCELLED)),
}
PER_PAGE = 20


def home(request: StaffRequest) -> HttpResponse:
    """What is to be sent, what waits for a look, what failed; what has to be put right comes first."""
    rows = queries.readable(request.user)
    counts = {
        key: rows.filter(state__in=states).count() for key, (_, states) in TABS.items() if key != "done"
    }
    asked = request.GET.get("tab", "")
    tab = asked if asked in TABS else next((key for key in ("confirm", "failed") if counts[key]), "send")
    shown, query = paged(request, rows.filter(state__in=TABS[tab][1]))
    return page(
        request,
        "outbox/home.html",
        tab=tab,
        tabs=[(key, label, counts.get(key, 0)) for key, (label, _) in TABS.items()],
        shown=shown,
        query=query,
        jobs=queries.jobs_of_new_media(request.user),
    )


def groups(request: StaffRequest) -> HttpResponse:
    shown, query = paged(request, queries.groups_of(request.user).filter(closed_on=None))
    may_open = bool(may_anywhere(request.user, KEEP))
    return page(request, "outbox/groups.html", shown=shown, query=query, may_open=may_open)


def group_new(request: StaffRequest) -> HttpResponse:
    def do(**values: Any) -> None:
        actions.open_group(by=request.user, **values)

    form = GroupForm(posted(request), user=request.user)
    words = {"heading": "登记村民群", "submit": "登记"}
    return form_page(request, form, do, "已登记。", "outbox:groups", **words)


def group_close(request: StaffRequest, pk: int) -> HttpResponse:
    group = get_object_or_404(queries.groups_of(request.user), pk=pk)
    require(may_open_group(request.user, group.organisation))

    def do() -> None:
        actions.close_group(group=group, by=request.user)

    form = EmptyForm({} if request.method == "POST" else None)
    words: dict[str, Any] = {"heading": "停用村民群", "subject": group.name, "submit": "停用", "danger": True}
    return form_page(request, form, do, "已停用。", "outbox:groups", **words)


def same(request: StaffRequest) -> HttpResponse:
    """Does every channel show the same text? Those that differ, or all."""
    every = request.GET.get("tab") == "all"
    rows = queries.out_elsewhere(request.user) if every else queries.drifting(request.user)
    if request.GET.get("xlsx"):
        name = f"各渠道是否同一内容{clock.today():%Y%m%d}.xlsx"
        return download(comparison(queries.compared(rows[:MOST_RECORDS])), name)
    shown, query = paged(request, rows, PER_PAGE)
    return page(
        request,
        "outbox/same.html",
        every=every,
        shown=shown,
        query=query,
        found=list(queries.compared(shown.object_list)),
        today=clock.today(),
    )
