"""Around every request: how long it took, one line of log, and a closed page while the database is away."""

import logging
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.signals import got_request_exception
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse

from mingbai.operations import figures

Next = Callable[[HttpRequest], HttpResponseBase]
access = logging.getLogger("mingbai.access")
RETRY_AFTER = 120  # seconds
CLOSED = """<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>暂停服务</title></head>
<body><h1>网站正在维护</h1><p>这项功能暂时不能用，请过几分钟再试。已经填写的内容没有提交。</p></body></html>"""


class Measured:
    """Outermost. Counts and logs a request by the name of its address, never by the address itself:

    that may hold numbers of files and requests, words searched for and codes.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        begun = time.perf_counter()
        response = self.get_response(request)
        seconds = time.perf_counter() - begun
        name = name_of(request, response)
        figures.count(figures.method_of(request.method), name, response.status_code, seconds)
        if settings.ACCESS_LOG:
            _log(request, response, name, seconds)
        return response


class HeadAlone:
    """A HEAD request gets no body (RFC 9110, 9.3.2); gunicorn would drop it with a warning in the log."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if request.method == "HEAD":
            if isinstance(response, StreamingHttpResponse):
                response.streaming_content = ()
            elif isinstance(response, HttpResponse):
                response.setdefault("Content-Length", str(len(response.content)))
                response.content = b""
        return response


def name_of(request: HttpRequest, response: HttpResponseBase) -> str:
    """The name of the address; "kept" for a stored page, which is handed out before its name is looked up."""
    if request.resolver_match:
        return request.resolver_match.view_name or "unnamed"
    if request.path_info.startswith(settings.STATIC_URL):
        return "static"
    return "kept" if response.status_code in (200, 304) else "none"


def _log(request: HttpRequest, response: HttpResponseBase, name: str, seconds: float) -> None:
    facts = {
        "method": figures.method_of(request.method),
        "address": name,
        "status": response.status_code,
        "ms": round(seconds * 1000, 1),
        "bytes": _size(response),
    }
    access.info(" ".join(str(value) for value in facts.values()), extra=facts)


def _size(response: HttpResponseBase) -> int:
    """Bytes of the body; 0 for a stream whose length nobody knows."""
    if stated := response.get("Content-Length", ""):
        return int(stated)
    return 0 if response.streaming else len(getattr(response, "content", b""))


class ClosedWhenAway:
    """While the database cannot be reached: the closed page with 503 in place of a broken one."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if response.status_code == 500 and getattr(request, "database_is_away", False):
            return closed()
        return response


def note_absence(sender: Any, request: HttpRequest | None = None, **kwargs: Any) -> None:
    """Remember on the request that it failed because the database did not answer."""
    if request is not None and isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        request.database_is_away = True  # type: ignore[attr-defined]  # read above


def closed() -> HttpResponse:
    response = HttpResponse(_closed_page(), status=503)
    response["Retry-After"] = str(RETRY_AFTER)
    response["Cache-Control"] = "no-store"
    return response


def _closed_page() -> bytes:
    """The kept page that says what is closed and whom to telephone, or the least that can be said."""
    try:
        return (Path(settings.STORED_PAGES or "/nowhere") / "closed" / "index.html").read_bytes()
    except OSError:
        return CLOSED.encode()


got_request_exception.connect(note_absence, dispatch_uid="operations.note_absence")
