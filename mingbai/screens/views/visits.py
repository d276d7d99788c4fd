"""The log of reading places: how many came each day, and what they asked about."""

from datetime import date

from django.http import HttpResponse

from mingbai.lib import clock
from mingbai.lib.tables import to_xlsx
from mingbai.organisations.queries import scope_of
from mingbai.screens.actions import enter_visits
from mingbai.screens.exports.visits import TITLES, rows_of
from mingbai.screens.forms import Between, VisitForm
from mingbai.screens.policies import KEEP
from mingbai.screens.queries import places
from mingbai.shell.exports import download
from mingbai.shell.paging import paged
from mingbai.shell.views import StaffRequest, form_page, page


def _days(request: StaffRequest) -> tuple[Between, date, date]:
    form, today = Between(request.GET or None), clock.today()
    given = form.cleaned_data if form.is_bound and form.is_valid() else {}
    first = given.get("first") or today.replace(month=1, day=1)
    return form, first, given.get("last") or today


def listing(request: StaffRequest) -> HttpResponse:
    form, first, last = _days(request)
    rows = places.visits(request.user, first, last)
    shown, query = paged(request, rows)
    return page(
        request,
        "screens/visits.html",
        form=form,
        first=first,
        last=last,
        shown=shown,
        query=query,
        visitors=places.visitors_in(rows),
        keeps=bool(scope_of(request.user, KEEP)),
    )


def table(request: StaffRequest) -> HttpResponse:
    _, first, last = _days(request)
    rows = rows_of(places.visits(request.user, first, last))
    return download(to_xlsx(TITLES, rows, "查阅登记"), f"查阅登记{first:%Y%m%d}-{last:%Y%m%d}.xlsx")


def enter(request: StaffRequest) -> HttpResponse:
    form = VisitForm(request.POST or None, by=request.user, initial={"place": request.GET.get("place", "")})
    return form_page(
        request,
        form,
        lambda **values: enter_visits(by=request.user, **values),
        "已登记。",
        "screens:visits",
        heading="登记查阅人数",
        lines=["每天一次，只记人数和大概查什么，不记是谁。"],
        submit="登记",
    )
