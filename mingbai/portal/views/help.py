"""How the site is used, and what is shown instead of a form while the application is down."""

from django.http import HttpRequest, HttpResponse

from mingbai.portal.views.entrances import entrance
from mingbai.portal.views.pages import page, public_page
from mingbai.stored.depending import depends_on


@entrance("help")
def how_to(request: HttpRequest) -> HttpResponse:
    depends_on("editorial", "organisations")
    return page(request, "help.html")


@public_page
def closed(request: HttpRequest) -> HttpResponse:
    """Kept like any page, so that a server in front can show it when nothing else answers."""
    depends_on("organisations")
    return page(request, "closed.html")
