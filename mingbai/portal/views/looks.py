"""长辈版 and high contrast: one address for the stylesheet, answered by what the visitor chose before."""

from urllib.parse import urlsplit, urlunsplit

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import condition, require_safe
from django.views.decorators.vary import vary_on_headers

from mingbai.portal.rules.looks import LOOKS, PLAIN, digest, look_of, sheet

COOKIE = "look"
A_YEAR = 365 * 24 * 60 * 60  # seconds


def _look(request: HttpRequest) -> str:
    return look_of(request.COOKIES.get(COOKIE, ""))


@require_safe
@gzip_page
@vary_on_headers("Cookie")
@cache_control(public=True, no_cache=True)
@condition(etag_func=lambda request: f'"{digest()}-{_look(request)}"')
def stylesheet(request: HttpRequest) -> HttpResponse:
    """Asked for again by its tag on every page: Chromium keeps a sheet in memory whatever `Vary` says,
    and would show the look that was chosen before.
    """
    return HttpResponse(sheet(_look(request)), content_type="text/css; charset=utf-8")


@require_safe
@never_cache
def choose(request: HttpRequest, name: str) -> HttpResponse:
    """Remember the look for a year, and go back to the page from which it was chosen."""
    if name not in LOOKS:
        raise Http404
    response = HttpResponseRedirect(_came_from(request))
    if name == PLAIN:
        response.delete_cookie(COOKIE, samesite="Lax")
    else:
        response.set_cookie(
            COOKIE, name, max_age=A_YEAR, samesite="Lax", httponly=True, secure=settings.BEHIND_TLS
        )
    return response


def _came_from(request: HttpRequest) -> str:
    """Path and query of the page of this site that led here; else the front page."""
    try:
        came = urlsplit(request.headers.get("Referer", ""))
    except ValueError:
        return "/"
    path = urlunsplit(("", "", came.path, came.query, ""))
    own = came.netloc == request.get_host() and not came.path.startswith("/look/")
    return path if own and url_has_allowed_host_and_scheme(path, allowed_hosts=None) else "/"
