"""The desk of objections."""

import secrets
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from mingbai.households import actions, policies, queries
from mingbai.households.forms.lists import DecideForm, EmptyForm, EnterForm
from mingbai.households.models import Objection
from mingbai.households.states import ObjectionState
from mingbai.households.views.lists import posted, row_of, sent
from mingbai.lib import clock
from mingbai.lib.verdict import require
from mingbai.shell.paging import paged
from mingbai.shell.views import StaffRequest, form_page, page
from mingbai.timelimits import queries as timelimits


def listing(request: StaffRequest) -> HttpResponse:
    tab = "done" if request.GET.get("tab") == "done" else "open"
    rows = queries.objections_for(request.user)
    is_open = rows.filter(state=ObjectionState.OPEN).order_by("received_on", "pk")
    shown, query = paged(request, is_open if tab == "open" else rows.exclude(state=ObjectionState.OPEN))
    known = timelimits.known()
    return page(
        request,
        "households/objections.html",
        tab=tab,
        shown=shown,
        query=query,
        rows=[(row, queries.due_on(row, known)) for row in shown.object_list],
        today=clock.today(),
    )


def _objection(request: StaffRequest, pk: int) -> Objection:
    return get_object_or_404(queries.objections_for(request.user), pk=pk)


def objection(request: StaffRequest, pk: int) -> HttpResponse:
    return _shown(request, _objection(request, pk))


def _shown(request: StaffRequest, row: Objection, **more: Any) -> HttpResponse:
    return page(
        request,
        "households/objection.html",
        objection=row,
        row=row.list,
        due=queries.due_on(row, timelimits.known()),
        today=clock.today(),
        may_decide=bool(policies.may_decide(request.user, row)),
        sees=bool(policies.may_see_person(request.user, row)),
        **more,
    )


def person(request: StaffRequest, pk: int) -> HttpResponse:
    """What was said and by whom; looking is a POST, because it is noted."""
    row = _objection(request, pk)
    require(policies.may_see_person(request.user, row))
    if request.method != "POST":
        return _shown(request, row)
    return _shown(request, row, said=actions.see_person(objection=row, by=request.user))


def decide(request: StaffRequest, pk: int) -> HttpResponse:
    row = _objection(request, pk)
    require(policies.may_decide(request.user, row))

    def act(**values: Any) -> None:
        actions.decide(objection=row, by=request.user, **values)

    lines = [
        "名单没有错的，全部异议办结后公示自动继续，停下的天数不算；情况属实的，名单停着，请更正后重新公示。"
    ]
    words: dict[str, Any] = {"heading": "办结异议", "subject": str(row), "submit": "办结", "lines": lines}
    return form_page(request, DecideForm(posted(request)), act, "已办结。", row.get_absolute_url(), **words)


def told(request: StaffRequest, pk: int) -> HttpResponse:
    row = _objection(request, pk)
    require(policies.may_see_person(request.user, row))
    words = {"heading": "登记已经告知本人", "subject": str(row), "submit": "登记"}
    form = EmptyForm(sent(request))

    def act() -> None:
        actions.told(objection=row, by=request.user)

    return form_page(request, form, act, "已登记。", row.get_absolute_url(), **words)


def enter(request: StaffRequest, pk: int) -> HttpResponse:
    """An objection by word of mouth or letter."""
    row = row_of(request, pk)
    require(policies.may_enter_objection(request.user, row))

    def act(**values: Any) -> None:
        actions.enter(row=row, by=request.user, **values)

    form = EnterForm(posted(request), initial={"key": secrets.token_urlsafe(32)})
    words = {"heading": "登记异议", "subject": str(row), "submit": "登记，暂停公示"}
    return form_page(request, form, act, "已登记，公示已暂停。", row.get_absolute_url(), **words)
