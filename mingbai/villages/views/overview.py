"""Villages × months, a village's own list, and what the county decided."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from mingbai.lib import clock
from mingbai.organisations.models import Organisation
from mingbai.organisations.policies import may_anywhere
from mingbai.shell.exports import download
from mingbai.shell.views import StaffRequest, form_page, page
from mingbai.timelimits.periods import of_key
from mingbai.villages import actions, exports, queries
from mingbai.villages.forms import ObjectionForm, RegimeForm, StartForm
from mingbai.villages.models import MonthlyClose, Objection
from mingbai.villages.policies import KEEP, MANAGE, may_keep, may_look_after
from mingbai.villages.rules import Mark

PER_PAGE = 40


def _year(request: StaffRequest) -> int:
    given, this = request.GET.get("year", ""), clock.today().year
    return (
        int(given)
        if given.isascii() and given.isdigit() and len(given) == 4 and 2000 <= int(given) <= this
        else this
    )


def listing(request: StaffRequest) -> HttpResponse:
    """Every village this person may look at, with the periods of a year."""
    today, year = clock.today(), _year(request)
    villages = queries.villages_of(request.user, on=today)
    if villages.count() == 1:
        return redirect("villages:village", pk=villages.get().pk)
    shown = Paginator(villages, PER_PAGE).get_page(request.GET.get("page"))
    rows = queries.overview(shown.object_list, year, today)
    return page(
        request,
        "villages/overview.html",
        rows=rows,
        shown=shown,
        query=f"year={year}",
        year=year,
        years=queries.years_with_sheets(villages, today.year),
        months=range(1, 13),
        counts=_counts(rows),
        may_start=bool(may_anywhere(request.user, KEEP)),
        may_manage=bool(may_anywhere(request.user, MANAGE)),
    )


def _counts(rows: list[queries.OverviewRow]) -> list[tuple[str, str, int]]:
    marks = [cell.standing.mark for row in rows for cell in row.cells]
    return [(mark.value, str(mark.label), marks.count(mark)) for mark in Mark if mark != Mark.LATER]


def table(request: StaffRequest) -> HttpResponse:
    today, year = clock.today(), _year(request)
    rows = queries.overview(queries.villages_of(request.user, on=today), year, today)
    return download(exports.overview_table(rows, year), f"村务公开{year}.xlsx")


def _village(request: StaffRequest, pk: int) -> Organisation:
    return get_object_or_404(queries.villages_of(request.user), pk=pk)


def village(request: StaffRequest, pk: int) -> HttpResponse:
    """One village: what is to be done, the year, and what villagers said."""
    place, today, year = _village(request, pk), clock.today(), _year(request)
    regimes = queries.Regimes()
    (row,) = queries.overview([place], year, today)
    sheets = MonthlyClose.objects.filter(organisation=place, starts_on__year=year)
    keeps = bool(may_keep(request.user, place))
    return page(
        request,
        "villages/village.html",
        village=place,
        regime=regimes.of(place, today),
        cells=[cell for cell in row.cells if cell.standing.mark != Mark.LATER or cell.sheet],
        sheets=sheets.order_by("-starts_on", "-version"),
        objections=_objections(request, place, year),
        unmade=queries.unmade(place, regimes, year, today) if keeps else [],
        year=year,
        years=queries.years_with_sheets(Organisation.objects.filter(pk=pk), today.year),
        keeps=keeps,
        looks_after=bool(may_look_after(request.user, place)),
        names=queries.may_see_names(request.user, place),
        several=queries.villages_of(request.user, on=today).count() > 1,
    )


def _objections(request: StaffRequest, place: Organisation, year: int) -> list[Objection]:
    rows = queries.objections_for(request.user).filter(organisation=place)
    return list(rows.filter(period_key__startswith=str(year)).order_by("-pk"))


def start(request: StaffRequest) -> HttpResponse:
    """Begin a sheet; a village's page sends village and period at once."""
    places = queries.villages_of(request.user, KEEP, clock.today())
    form = StartForm(request.POST or None, villages=places, initial=request.GET.dict())
    made: list[MonthlyClose] = []

    def do(**values: Any) -> None:
        made.append(actions.start_sheet(by=request.user, **values))

    response = form_page(
        request,
        form,
        do,
        "表已经建好。请逐项填写，填不完可以先保存。",
        "villages:list",
        heading="新建村务公开表",
        submit="建表",
    )
    return redirect("villages:edit", pk=made[0].pk) if made else response


def object_(request: StaffRequest, pk: int, key: str) -> HttpResponse:
    """Enter what a villager said about a period."""
    place = _village(request, pk)
    try:
        period = of_key(key)
    except ValueError as wrong:
        raise Http404 from wrong

    def do(**values: Any) -> None:
        actions.raise_objection(by=request.user, village=place, period_key=key, **values)

    return form_page(
        request,
        ObjectionForm(request.POST or None),
        do,
        "已登记。答复以后这一期才能办结。",
        reverse("villages:village", args=[pk]),
        heading="登记村民异议",
        subject=f"{place} {period.label}",
        submit="登记",
    )


def regimes(request: StaffRequest) -> HttpResponse:
    """How often, until when, who signs: the decisions in force and a form for a new one."""

    def do(**values: Any) -> None:
        actions.set_regime(by=request.user, **values)

    return form_page(
        request,
        RegimeForm(request.POST or None, user=request.user),
        do,
        "已保存，从起用日期开始按新规定计算。",
        "villages:regimes",
        template="villages/regimes.html",
        heading="村务公开规定",
        submit="保存",
        rows=queries.regimes_for(request.user),
        usual=queries.DEFAULT,
    )
