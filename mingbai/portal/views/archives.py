"""Every public record by year, month and day of publication: to be walked through without a search.

No address has a query string, so that all of it can be read with the application down.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from mingbai.catalogue.models import Field
from mingbai.columns.queries.archives import parts_of
from mingbai.columns.queries.belonging import Numbers, keys_of, records_of
from mingbai.columns.queries.belonging import shown as shown_columns
from mingbai.columns.queries.counting import by_span, by_year, within
from mingbai.columns.queries.fields import records_of_field
from mingbai.columns.queries.places import records_below
from mingbai.columns.rules.spans import MOST_LINES, Span
from mingbai.disclosures.models import Information
from mingbai.disclosures.queries import listed
from mingbai.lib import clock
from mingbai.organisations.models import Organisation
from mingbai.portal import queries
from mingbai.portal.views.pages import page, public_page
from mingbai.portal.views.showing import shown
from mingbai.stored.depending import depends_on


@dataclass(frozen=True)
class Shelf:
    """Whose records an archive holds. `address` is where its years stand; `place` and `above` name it.

    `by_day` says whether months that are too long divide into days. `keys` are what pages of a span
    depend on.
    """

    records: QuerySet[Information]
    address: str
    keys: Callable[[Span], list[str]]
    place: str = ""
    above: str = ""
    by_day: bool = False


@public_page
def archive(request: HttpRequest) -> HttpResponse:
    depends_on("records")
    years = [(span.label, f"{reverse('archive')}{span.path}", count) for span, count in by_year(listed())]
    return page(request, "archive_years.html", {"years": years})


@public_page
def of_all(
    request: HttpRequest, year: int, month: int = 0, day: int = 0, part: int | None = None
) -> HttpResponse:
    shelf = Shelf(
        listed(), reverse("archive"), lambda span: [f"records/{span.key}"], above="按日期查看", by_day=True
    )
    return _page(request, shelf, _span(year, month, day), part)


@public_page
def of_organisation(
    request: HttpRequest, slug: str, year: int, month: int = 0, part: int | None = None
) -> HttpResponse:
    body = get_object_or_404(Organisation, slug=slug)
    # Months are kept as long as their year: few organisations publish so much that they have any.
    keys = [f"records/organisation:{body.pk}/year:{year}", f"organisation:{body.pk}", "organisations"]
    records = records_below(body)
    shelf = Shelf(records, reverse("organisation", args=[slug]), lambda span: keys, body.name, body.name)
    return _page(request, shelf, _span(year, month), part)


@public_page
def of_field(
    request: HttpRequest, key: str, year: int, month: int = 0, part: int | None = None
) -> HttpResponse:
    field = get_object_or_404(Field, key=key)

    def keys(span: Span) -> list[str]:
        return [f"records/field:{field.pk}/{span.key}", "catalogue"]

    shelf = Shelf(records_of_field(field), reverse("field", args=[key]), keys, field.name, field.name)
    return _page(request, shelf, _span(year, month), part)


@public_page
def of_column(
    request: HttpRequest, slug: str, year: int, month: int = 0, part: int | None = None
) -> HttpResponse:
    column, numbers = get_object_or_404(shown_columns(), slug=slug), Numbers()
    keys = [*keys_of(column.belonging, numbers), "catalogue"]
    address = column.get_absolute_url()
    shelf = Shelf(records_of(column, numbers), address, lambda span: keys, column.name, column.name)
    return _page(request, shelf, _span(year, month), part)


def _span(year: int, month: int, day: int = 0) -> Span:
    """Not found: a day that is none, and days that have not come."""
    try:
        span = Span(year, month, day)
    except ValueError as wrong:
        raise Http404 from wrong
    if span.first > clock.today():
        raise Http404
    return span


def _page(request: HttpRequest, shelf: Shelf, span: Span, part: int | None) -> HttpResponse:
    """The records of a span when they fit one page, else its months, days or numbered parts."""
    depends_on(*shelf.keys(span))
    [(_, count)] = by_span(shelf.records, [span])
    below = parts_of(shelf.records, span, count, shelf.by_day)
    chosen = next((one for one in below if one.number and one.number == part), None)
    if part is not None and chosen is None:
        raise Http404
    context = {"shelf": shelf, "span": span, "count": count, "part": part, "crumbs": _crumbs(shelf, span)}
    if below and chosen is None:
        context["below"] = [(one.label, shelf.address + one.path, one.count) for one in below]
    else:
        first = MOST_LINES * (part - 1) if part else 0
        records = queries.lines(within(shelf.records, span))
        context["records"] = shown(records[first : first + MOST_LINES])
    return page(request, "archive.html", context)


def _crumbs(shelf: Shelf, span: Span) -> list[tuple[str, str]]:
    """The pages above, from the shelf down."""
    above, one = [], span.above
    while one:
        above.append((one.label, shelf.address + one.path))
        one = one.above
    return [(shelf.above, shelf.address), *reversed(above)]
