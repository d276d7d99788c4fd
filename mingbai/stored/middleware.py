"""Hands out kept pages before anything else is done, and notes which ones are missing."""

import os
from collections.abc import Callable
from email.utils import formatdate

from csp.utils import build_policy
from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import NoReverseMatch, Resolver404, ResolverMatch, resolve, reverse
from django.utils.cache import get_conditional_response

from mingbai.stored import store
from mingbai.stored.making import MAKING

MAX_AGE = 60
# Of attachments these are shown in the browser; all others are saved.
SHOWN = {"pdf", "png", "jpg", "gif", "webp"}
FILES = "/files/"
FREE_NAME = "file_named"


class StoredPages:
    """Stands behind the static files and before sessions: a kept page needs neither cookies nor database."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not _may_be_kept(request):
            return self.get_response(request)
        try:
            if (kept := store.find(request.path_info)) is not None:
                return _handed_out(request, kept)
        except OSError:  # it was replaced or taken away at this very moment
            return self.get_response(request)
        response = self.get_response(request)
        if request.method == "GET" and _wants_keeping(request, response):
            store.wish(request.path_info)
        return response


def _may_be_kept(request: HttpRequest) -> bool:
    asked = request.method in ("GET", "HEAD") and not request.META.get("QUERY_STRING")
    return bool(
        asked and store.is_on() and not request.META.get(MAKING) and store.is_storable(request.path_info)
    )


def _wants_keeping(request: HttpRequest, response: HttpResponseBase) -> bool:
    """A page that says it is the same for everyone; that it came from a public view is asked of its route."""
    if response.status_code != 200 or "public" not in response.get("Cache-Control", ""):
        return False
    try:
        match = resolve(request.path_info)
    except Resolver404:
        return False
    return bool(getattr(match.func, "is_public_page", False)) and _is_its_own_address(request, match)


def _is_its_own_address(request: HttpRequest, match: ResolverMatch) -> bool:
    """Not another spelling of it, such as /r/012/: those have no end, and would fill the disk with copies."""
    if match.url_name == FREE_NAME:  # any name at all leads to the file, which has an address without
        return False
    try:
        return reverse(match.view_name, args=match.args, kwargs=match.kwargs) == request.path
    except NoReverseMatch:
        return False


def _handed_out(request: HttpRequest, kept: store.Kept) -> HttpResponseBase:
    file = kept.file
    squeezed = kept.squeezed if "gzip" in request.META.get("HTTP_ACCEPT_ENCODING", "") else None
    facts = os.stat(file)
    # As nginx makes it, so that a browser may ask either of them.
    etag = f'"{int(facts.st_mtime):x}-{facts.st_size:x}"'
    unchanged = get_conditional_response(request, etag=etag, last_modified=int(facts.st_mtime))
    response = unchanged or _content(request, squeezed or file)
    if squeezed is not None and unchanged is None:
        response["Content-Encoding"] = "gzip"
    response["ETag"] = etag
    response["Last-Modified"] = formatdate(facts.st_mtime, usegmt=True)
    response["Cache-Control"] = f"max-age={MAX_AGE}, public"
    response["Vary"] = "Accept-Encoding"
    response["Content-Type"] = store.MEDIA_TYPES[kept.kind]
    response["Content-Security-Policy"] = build_policy()
    response["X-Frame-Options"] = settings.X_FRAME_OPTIONS
    if request.path_info.startswith(FILES) and kept.kind not in SHOWN:
        response["Content-Disposition"] = "attachment"
    return response


def _content(request: HttpRequest, file: os.PathLike[str]) -> HttpResponseBase:
    if request.method == "HEAD":
        response = HttpResponse()
        response["Content-Length"] = str(os.stat(file).st_size)
        return response
    return FileResponse(open(file, "rb"))  # noqa: SIM115  the response closes it
