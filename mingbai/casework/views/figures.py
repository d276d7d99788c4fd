"""Numbers for the county office and for the organisation itself; never an applicant."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404

from mingbai.casework.queries import figures
from mingbai.lib import clock
from mingbai.shell.paging import number_in, paged
from mingbai.shell.views import StaffRequest, page

FIRST_YEAR = 2019


def overview(request: StaffRequest) -> HttpResponse:
    year = _year(request)
    rows = figures.lines(figures.places(request.user), year)
    return page(
        request,
        "casework/figures.html",
        rows=rows,
        what=figures.WHAT.items(),
        total=[(label, sum(one.numbers[key] for one in rows)) for key, label in figures.WHAT.items()],
        year=year,
        years=range(clock.today().year, FIRST_YEAR - 1, -1),
    )


def _year(request: StaffRequest) -> int:
    year = number_in(request.GET.get("year", ""))
    return year if year and FIRST_YEAR <= year <= clock.today().year else clock.today().year


def behind(request: StaffRequest, pk: int, what: str) -> HttpResponse:
    """The requests behind a number: number, state and dates; topics only for those who may open the file."""
    place = get_object_or_404(figures.places(request.user), pk=pk)
    if what not in figures.WHAT:
        raise Http404
    year = _year(request)
    found = figures.rows_of([place], what, year)
    mine = figures.may_see_topics(request.user, found)
    shown, query = paged(request, found.select_related("wish"))
    return page(
        request,
        "casework/behind.html",
        place=place,
        label=figures.WHAT[what],
        year=year,
        shown=shown,
        query=query,
        rows=[(one, one.wish.topic if one.pk in mine else "", one.pk in mine) for one in shown],
        topics=bool(mine),
    )
