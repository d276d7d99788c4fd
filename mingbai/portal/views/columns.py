"""The columns of the site, and the policy library."""

from collections.abc import Iterable

from django.core.paginator import Page
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse

from mingbai.columns.queries.belonging import Numbers, keys_of, records_of, with_filled
from mingbai.columns.queries.belonging import shown as shown_columns
from mingbai.columns.queries.counting import by_year
from mingbai.columns.rules.capping import MOST_COUNTED
from mingbai.columns.rules.spans import Span
from mingbai.disclosures.models import Information
from mingbai.portal import queries
from mingbai.portal.views.pages import page, page_of, public_page
from mingbai.portal.views.showing import shown
from mingbai.stored.depending import depends_on

LIBRARY = "policies"
GUIDE = ("effective_on", "public_number")
"""What lines of guides show besides: from when a guide holds, and how often it was changed."""


@public_page
def columns(request: HttpRequest) -> HttpResponse:
    depends_on("records", "catalogue")
    found = with_filled()
    return page(
        request,
        "columns.html",
        {"filled": [one for one, full in found if full], "empty": [one for one, full in found if not full]},
    )


@public_page
def column(request: HttpRequest, slug: str) -> HttpResponse:
    """Its newest records; the older ones by year."""
    one, numbers = get_object_or_404(shown_columns(), slug=slug), Numbers()
    if slug == LIBRARY:
        return HttpResponseRedirect(reverse("policies"))
    depends_on("catalogue", *keys_of(one.belonging, numbers))
    records = records_of(one, numbers)
    years = by_year(records)
    return page(
        request,
        "column.html",
        {
            "column": one,
            "count": sum(count for _, count in years),
            "found": leaf_of(request, queries.lines(records, *GUIDE), sum(count for _, count in years)),
            "years": linked(one.get_absolute_url(), years),
        },
    )


def leaf_of(request: HttpRequest, records: QuerySet[Information], count: int) -> Page:
    """One page of the lines, as far as lists are leafed through; the page depends on them."""
    leaf = page_of(request, records, min(count, MOST_COUNTED))
    leaf.object_list = shown(leaf.object_list)
    return leaf


def linked(address: str, spans: Iterable[tuple[Span, int]]) -> list[tuple[str, str, int]]:
    """(name, address, number of records) of the archive pages below `address`."""
    return [(span.label, address + span.path, count) for span, count in spans]
