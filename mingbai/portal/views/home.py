"""The front page, and what the site says about itself."""

from django.http import HttpRequest, HttpResponse

from mingbai.disclosures.queries import listed
from mingbai.lib import clock
from mingbai.organisations.models import Kind, Organisation
from mingbai.organisations.queries import tree
from mingbai.portal import queries
from mingbai.portal.models import EditorialPage
from mingbai.portal.views.pages import page, public_page

LATEST = 10
MOST_VILLAGES = 40  # more are only counted on the front page


@public_page
def home(request: HttpRequest) -> HttpResponse:
    bodies = tree(clock.today())
    return page(
        request,
        "home.html",
        {
            "latest": queries.lines(listed())[:LATEST],
            "fields": [(field, count) for field, count in queries.fields_with_counts() if count],
            "departments": of_kind(bodies, Kind.DEPARTMENT),
            "townships": of_kind(bodies, Kind.TOWNSHIP),
            "villages": of_kind(bodies, Kind.VILLAGE),
            "enterprises": of_kind(bodies, Kind.ENTERPRISE),
            "most_villages": MOST_VILLAGES,
        },
    )


def of_kind(bodies: tuple[Organisation, ...], kind: Kind) -> list[Organisation]:
    return [body for body in bodies if body.kind == kind]


@public_page
def about(request: HttpRequest) -> HttpResponse:
    written = EditorialPage.objects.live().filter(depth=3).order_by("path")
    return page(request, "about.html", {"written": written})
