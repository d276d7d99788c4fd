"""The register on the desk: by organisation and month, its seals, and what came after them."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from mingbai.book import actions, exports, queries
from mingbai.book.models import BookSeal
from mingbai.book.policies import READ, SEAL, may_seal
from mingbai.book.rules import months_of_year
from mingbai.documents.official.typefaces import NoChineseFont
from mingbai.lib import clock
from mingbai.lib.tables import to_workbook
from mingbai.lib.verdict import Denied
from mingbai.organisations.models import Organisation
from mingbai.organisations.policies import may
from mingbai.organisations.queries import scope_of
from mingbai.shell.exports import download
from mingbai.shell.views import StaffRequest, page
from mingbai.timelimits.periods import Period

PER_PAGE = 50
FIRST_YEAR = 2000


def _places(request: StaffRequest) -> Any:
    return scope_of(request.user, READ).filter(Organisation.objects.order_by("path"), "")


def _place(request: StaffRequest, pk: int) -> Organisation:
    found: Organisation = get_object_or_404(_places(request), pk=pk)
    return found


def _month(key: str) -> Period:
    """A month that has begun; 404 for all else."""
    try:
        period = queries.month_of(key)
    except (ValueError, OverflowError) as problem:
        raise Http404 from problem
    if period.key > queries.present_month() or period.start.year < FIRST_YEAR:
        raise Http404
    return period


def home(request: StaffRequest) -> HttpResponse:
    """The months of a year of one organisation."""
    places = list(_places(request))
    asked = request.GET.get("organisation", "")
    place = next((one for one in places if str(one.pk) == asked), places[0] if places else None)
    this_year = clock.today().year
    year = request.GET.get("year", "")
    chosen = int(year) if year.isascii() and year.isdecimal() and len(year) == 4 else this_year
    chosen = min(max(chosen, FIRST_YEAR), this_year)
    keys = months_of_year(chosen, queries.present_month())
    seals = {one.month: one for one in BookSeal.objects.filter(organisation=place, month__in=keys)}
    months = [(queries.month_of(key), seals.get(key)) for key in reversed(keys)]
    return page(
        request,
        "book/home.html",
        places=places,
        place=place,
        year=chosen,
        years=range(this_year, max(this_year - 6, FIRST_YEAR), -1),
        months=[(one, seal, queries.is_over(one)) for one, seal in months],
        seals=bool(place and may(request.user, SEAL, place)),
    )


def month(request: StaffRequest, pk: int, month: str) -> HttpResponse:
    """One month as it stands: sealed, or as it is now."""
    place, period = _place(request, pk), _month(month)
    book, seal = queries.shown(place, period)
    return page(
        request,
        "book/month.html",
        place=place,
        month=period,
        book=book,
        seal=seal,
        shown=Paginator(book.entries, PER_PAGE).get_page(request.GET.get("page")),
        query="",
        totals=exports.totals_words(book),
        intact=queries.is_intact(seal) if seal else None,
        may_seal=_may_seal(request, place, period, seal),
    )


def _may_seal(request: StaffRequest, place: Organisation, period: Period, seal: Any) -> Any:
    over = queries.is_over(period)
    return may_seal(request.user, place, period, is_sealed=seal is not None, is_over=over)


def compare(request: StaffRequest, pk: int, month: str) -> HttpResponse:
    """Whether the seal is whole, and what was added or altered since, by name."""
    place, period = _place(request, pk), _month(month)
    seal = queries.seal_of(place, period.key)
    if seal is None:
        raise Http404
    return page(
        request,
        "book/compare.html",
        place=place,
        month=period,
        seal=seal,
        intact=queries.is_intact(seal),
        changes=queries.changes_since(seal),
    )


def seal(request: StaffRequest, pk: int, month: str) -> HttpResponse:
    """Ask once more, then seal."""
    place, period = _place(request, pk), _month(month)
    problems: list[str] = []
    if request.method == "POST":
        try:
            actions.seal(organisation=place, month=period.key, by=request.user)
        except Denied as denial:
            problems = [denial.reason]
        else:
            messages.success(request, f"{period.label}的登记簿已封存。")
            return redirect(reverse("book:month", args=[pk, month]))
    book, done = queries.shown(place, period)
    return page(
        request,
        "book/seal.html",
        422 if problems else 200,
        place=place,
        month=period,
        verdict=_may_seal(request, place, period, done),
        totals=exports.totals_words(book),
        problems=problems,
    )


def month_file(request: StaffRequest, pk: int, month: str, ending: str) -> HttpResponse:
    place, period = _place(request, pk), _month(month)
    return _file([queries.shown(place, period)], place, period.label, ending)


def year_file(request: StaffRequest, pk: int, year: int, ending: str) -> HttpResponse:
    """All months of a year that have begun."""
    place = _place(request, pk)
    keys = months_of_year(year, queries.present_month()) if year >= FIRST_YEAR else []
    if not keys:
        raise Http404
    return _file([queries.shown(place, _month(key)) for key in keys], place, f"{year}年", ending)


def _file(shown: Sequence[exports.Shown], place: Organisation, period: str, ending: str) -> HttpResponse:
    name = f"{place.name}{exports.TITLE}（{period}）.{ending}"
    if ending == "xlsx":
        return download(to_workbook(exports.sheets(shown)), name)
    if ending != "pdf":
        raise Http404
    try:
        return download(exports.pdf(shown, period), name)
    except NoChineseFont as problem:
        return HttpResponse(str(problem), status=503, content_type="text/plain; charset=utf-8")
