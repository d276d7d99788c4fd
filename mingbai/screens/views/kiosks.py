"""The pages of a touch screen that has a network. As with screens, nothing is kept."""

from django.http import Http404, HttpRequest, HttpResponse

from mingbai.screens.exports.kiosks import Way, gone_page, page_of, public_picture
from mingbai.screens.queries.shelves import kiosk_of, shelf
from mingbai.screens.rules.names import HOME
from mingbai.screens.views.screens import live


@live
def kiosk(request: HttpRequest, code: str, name: str = HOME) -> HttpResponse:
    """What is not there, or not there any more, is said on a page of the touch screen's own."""
    place = kiosk_of(code)
    if place is None:
        raise Http404
    content, way = shelf(place), Way(public_picture, place.code)
    found = page_of(content, name, way)
    if found is None:
        return HttpResponse(gone_page(content, way), status=404)
    return HttpResponse(found)
