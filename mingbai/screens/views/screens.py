"""What a screen fetches: the page it shows, the list for other players, and all of it for a stick.

Nothing here is kept: a list says until when it holds, and a kept one would have begun to run out before it
was asked for; and what is taken down is gone with the next answer.
"""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from mingbai.channels.models import Place
from mingbai.screens.actions import heard_of
from mingbai.screens.exports import playlists
from mingbai.screens.queries.playlists import playlist, screen_of
from mingbai.shell.exports import download


def live(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A public page that is made for every visitor anew, kept nowhere and listed by no search engine."""

    @wraps(view)
    def inner(request: HttpRequest, **kwargs: str) -> HttpResponse:
        response = view(request, **kwargs)
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return require_safe(never_cache(inner))


def _place(code: str) -> Place:
    found = screen_of(code)
    if found is None:
        raise Http404
    return found


@live
def screen(request: HttpRequest, code: str) -> HttpResponse:
    place = _place(code)
    feed = reverse("screen_playlist", args=[place.code])
    return HttpResponse(playlists.page_of(playlist(place), feed=feed))


@live
def feed(request: HttpRequest, code: str) -> HttpResponse:
    """Also tells that the player is alive; somebody of the office who looks is none."""
    place = _place(code)
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        heard_of(place)
    options = {"ensure_ascii": False}
    return JsonResponse(playlists.as_json(playlist(place)), json_dumps_params=options)


@live
def bundle(request: HttpRequest, code: str) -> HttpResponse:
    place = _place(code)
    return download(playlists.bundle(playlist(place)), f"电子屏-{place.code}.zip")
