"""All public records, narrowed by what a visitor chooses, newest first."""

from django.http import HttpRequest, HttpResponse

from mingbai.columns.queries.counting import capped
from mingbai.columns.queries.places import below, narrowed
from mingbai.disclosures.queries import listed
from mingbai.lib.clock import CHINA
from mingbai.organisations.queries import tree
from mingbai.portal import queries
from mingbai.portal.forms import ListFilters, years
from mingbai.portal.views.pages import page, page_of, public_page
from mingbai.portal.views.showing import shown
from mingbai.stored.depending import depends_on

INDENT = "　"


@public_page
def records(request: HttpRequest) -> HttpResponse:
    """Counted and leafed through as far as 10,000; what lies further back is reached by the archive."""
    depends_on("records", "organisations", "catalogue")
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
    numbers = None if body is None or body.is_root() else below(body, bodies.values())
    found = narrowed(chosen, numbers)
    count = capped(found)
    leaf = page_of(request, queries.lines(found), count.number)
    leaf.object_list = shown(leaf.object_list)
    return page(
        request,
        "list.html",
        {
            "filters": filters,
            "years": years(_first_year()),
            "body": body,
            "field_name": dict(choices.fields).get(chosen.get("field", "")),
            "found": leaf,
            "count": count,
            "narrowed": any(chosen.values()),
        },
    )


def _first_year() -> int | None:
    first = listed().order_by("published_at").values_list("published_at", flat=True).first()
    return first.astimezone(CHINA).year if first else None
