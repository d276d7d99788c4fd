"""The front page, and what the site says about itself."""

from django.http import HttpRequest, HttpResponse

from mingbai.columns.queries.belonging import in_menu
from mingbai.disclosures.queries import listed
from mingbai.lib import clock
from mingbai.organisations.models import Kind, Organisation
from mingbai.organisations.queries import tree
from mingbai.portal import queries
from mingbai.portal.models import EditorialPage
from mingbai.portal.views.pages import page, public_page
from mingbai.stored.depending import depends_on

LATEST = 8


@public_page
def home(request: HttpRequest) -> HttpResponse:
    bodies = tree(clock.today())
    latest = list(queries.lines(listed())[:LATEST])
    depends_on("records", "organisations", "catalogue", "today", *(f"record:{text.pk}" for text in latest))
    towns, villages = of_kind(bodies, Kind.TOWNSHIP), of_kind(bodies, Kind.VILLAGE)
    places, elsewhere = by_place(towns, villages)
    return page(
        request,
        "home.html",
        {
            "latest": latest,
            "columns": in_menu(),
            "fields": [(field, count) for field, count in queries.fields_with_counts() if count],
            "departments": of_kind(bodies, Kind.DEPARTMENT),
            "places": places,
            "elsewhere": elsewhere,
            "enterprises": of_kind(bodies, Kind.ENTERPRISE),
        },
    )


def of_kind(bodies: tuple[Organisation, ...], kind: Kind) -> list[Organisation]:
    return [body for body in bodies if body.kind == kind]


def by_place(
    towns: list[Organisation], villages: list[Organisation]
) -> tuple[list[tuple[Organisation, list[Organisation]]], list[Organisation]]:
    """Each township with the villages below it, and the villages below none."""
    below: dict[str, list[Organisation]] = {town.path: [] for town in towns}
    elsewhere: list[Organisation] = []
    for village in villages:
        above = (village.path[:end] for end in range(len(village.path), 0, -village.steplen))
        below.get(next((path for path in above if path in below), ""), elsewhere).append(village)
    return [(town, below[town.path]) for town in towns], elsewhere


@public_page
def about(request: HttpRequest) -> HttpResponse:
    depends_on("editorial", "organisations")
    written = EditorialPage.objects.live().filter(depth=3).order_by("path")
    return page(request, "about.html", {"written": written})
