"""Fields and rows of the catalogue, each with what is published under it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from mingbai.catalogue.models import Field
from mingbai.columns.queries.counting import by_year
from mingbai.columns.queries.fields import fields as all_fields
from mingbai.columns.queries.fields import public_items, records_of_field, rows_of, summed
from mingbai.disclosures.queries import listed
from mingbai.portal import queries
from mingbai.portal.views.columns import GUIDE, leaf_of, linked
from mingbai.portal.views.pages import page, public_page
from mingbai.portal.views.showing import shown
from mingbai.stored.depending import depends_on

LATEST = 10


@public_page
def fields(request: HttpRequest) -> HttpResponse:
    depends_on("records", "catalogue")
    return page(request, "fields_page.html", {"fields": all_fields()})


@public_page
def field(request: HttpRequest, key: str) -> HttpResponse:
    """The rows of the catalogue as they must be published, and what is there."""
    one = get_object_or_404(Field, key=key)
    depends_on("catalogue", f"records/field:{key}")
    rows, records = rows_of(one), records_of_field(one)
    years = by_year(records)
    return page(
        request,
        "field.html",
        {
            "field": one,
            "rows": rows,
            "filled": sum(row.published.count > 0 for row in rows),
            "published": summed([row.published for row in rows]),
            "latest": shown(queries.lines(records)[:LATEST]),
            "count": sum(count for _, count in years),
            "years": linked(reverse("field", args=[key]), years),
        },
    )


@public_page
def item(request: HttpRequest, pk: int) -> HttpResponse:
    """One row: what it asks for, and its records."""
    one = get_object_or_404(public_items(), pk=pk)
    depends_on("catalogue", f"records/item:{pk}")
    records = listed().filter(catalogue_item=one)
    count = records.count()
    context = {"item": one, "count": count, "found": leaf_of(request, queries.lines(records, *GUIDE), count)}
    return page(request, "item.html", context)
