"""The list of places, one place, and the page for the telephone on the spot."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from mingbai.channels import actions, queries
from mingbai.channels.forms import EditPlaceForm, PlaceForm
from mingbai.channels.models import Place
from mingbai.channels.policies import KEEP, MANAGE, may_manage
from mingbai.channels.states import PlaceKind, PostingState
from mingbai.lib import clock
from mingbai.lib.verdict import require
from mingbai.organisations.forms import PlainForm
from mingbai.organisations.policies import may, may_anywhere
from mingbai.shell.paging import paged
from mingbai.shell.views import StaffRequest, form_page, page


def listing(request: StaffRequest) -> HttpResponse:
    kind = request.GET.get("kind", "") if request.GET.get("kind") in PlaceKind.values else ""
    rows = queries.places_of(request.user).filter(closed_on=None)
    if kind:
        rows = rows.filter(kind=kind)
    shown, query = paged(request, rows)
    return page(
        request,
        "channels/places.html",
        shown=shown,
        query=query,
        kind=kind,
        kinds=PlaceKind.choices,
        may_add=bool(may_anywhere(request.user, MANAGE)),
    )


def create(request: StaffRequest) -> HttpResponse:
    def do(**values: Any) -> None:
        actions.add_place(by=request.user, **values)

    form = PlaceForm(request.POST or None, user=request.user)
    lines = ["登记以后可以打印二维码标签贴在现场。群众扫码看这里公开了什么，工作人员扫码确认张贴。"]
    return form_page(
        request,
        form,
        do,
        "已登记。",
        "channels:places",
        heading="登记公开场所",
        submit="登记",
        lines=lines,
    )


def _place(request: StaffRequest, pk: int) -> Place:
    return get_object_or_404(queries.places_of(request.user), pk=pk)


def one(request: StaffRequest, pk: int) -> HttpResponse:
    row = _place(request, pk)
    up = [one for one in queries.at_place(row) if one.state == PostingState.UP]
    return page(
        request,
        "channels/place.html",
        place=row,
        postings=queries.at_place(row),
        jobs=queries.open_jobs_of_place(row),
        full=row.sheets is not None and len(up) > row.sheets,
        count_up=len(up),
        may_manage=bool(may_manage(request.user, row.organisation)) and row.closed_on is None,
    )


def edit(request: StaffRequest, pk: int) -> HttpResponse:
    row = _place(request, pk)
    require(may_manage(request.user, row.organisation))

    def do(**values: Any) -> None:
        actions.edit_place(place=row, by=request.user, **values)

    initial = {name: getattr(row, name) for name in EditPlaceForm.base_fields}
    to = reverse("channels:place", args=[row.pk])
    form = EditPlaceForm(request.POST or None, initial=initial)
    words = {"heading": "修改公开场所", "subject": str(row), "submit": "保存"}
    return form_page(request, form, do, "已保存。", to, **words)


def close(request: StaffRequest, pk: int) -> HttpResponse:
    row = _place(request, pk)
    require(may_manage(request.user, row.organisation))

    def do() -> None:
        actions.close_place(place=row, by=request.user)

    form = PlainForm(request.POST if request.method == "POST" else None)
    words: dict[str, Any] = {"heading": "停用公开场所", "subject": str(row), "submit": "停用", "danger": True}
    to = reverse("channels:place", args=[row.pk])
    return form_page(request, form, do, "已停用。", to, **words)


def on_the_spot(request: StaffRequest, code: str) -> HttpResponse:
    """For the telephone of whoever stands before the board: what must hang, and three large buttons."""
    row = queries.by_code(code)
    if row is None or not may(request.user, KEEP, row.organisation):
        raise Http404
    postings, jobs = queries.at_place(row), list(queries.open_jobs_of_place(row))
    changed = {job.posting_id for job in jobs}
    return page(
        request,
        "channels/on_the_spot.html",
        place=row,
        to_put_up=[one for one in postings if one.state == PostingState.PLANNED],
        up=[one for one in postings if one.state == PostingState.UP and one.pk not in changed],
        jobs=jobs,
        today=clock.today(),
        here=request.path,
    )
