"""All public records, narrowed by what a visitor chooses, newest first."""

from django.http import HttpRequest, HttpResponse

from mingbai.organisations.queries import tree
from mingbai.portal import queries
from mingbai.portal.forms import ListFilters, years
from mingbai.portal.views.pages import page, page_of, public_page

INDENT = "　"


@public_page
def records(request: HttpRequest) -> HttpResponse:
    bodies = {body.slug: body for body in tree()}
    choices = queries.choices()
    filters = ListFilters(
        request.GET,
        {
            "organisation": [(slug, INDENT * (body.depth - 1) + body.name) for slug, body in bodies.items()],
            "field": choices.fields,
            "theme": choices.themes,
            "genre": choices.genres,
        },
    )
    chosen = filters.chosen
    body = bodies.get(chosen.get("organisation", ""))
    found = queries.narrowed(chosen, body)
    count, first_year = queries.count_and_first_year(found, chosen.get("year"))
    if chosen.get("year"):
        found = found.filter(queries.in_year(chosen["year"]))
    return page(
        request,
        "list.html",
        {
            "filters": filters,
            "years": years(first_year),
            "body": body,
            "field_name": dict(choices.fields).get(chosen.get("field", "")),
            "found": page_of(request, queries.lines(found), count),
            "narrowed": any(chosen.values()),
        },
    )
