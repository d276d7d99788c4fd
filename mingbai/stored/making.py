"""Making a page: this process's own application is asked for it as an anonymous visitor would."""

from functools import cache
from io import BytesIO
from typing import NamedTuple
from wsgiref.util import setup_testing_defaults

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpResponseBase

from mingbai.stored import store
from mingbai.stored.depending import Noted, noting

MAKING = "mingbai.making"
"""In the environment of a request that makes a page: the kept one is not what is wanted."""


class Answer(NamedTuple):
    """`kind` is the ending for the content; "" when the page is not the same for everyone."""

    status: int
    kind: str
    body: bytes


class Made(NamedTuple):
    kind: str
    content: bytes
    noted: Noted


class Broken(Exception):
    """The application answered with an error of its own."""


def make(path: str) -> Made | None:
    """The page of that address, or None when there is none to be kept. Broken when it answers 5xx."""
    if not store.is_storable(path):
        return None
    with noting() as noted:
        answer = ask(path, afresh=True)
    if answer.status >= 500:
        raise Broken(f"{path} answers {answer.status}")
    if answer.status != 200 or not answer.kind or not noted.keys:
        return None
    return Made(answer.kind, answer.body, noted)


def ask(path: str, afresh: bool = False, cookie: str = "") -> Answer:
    """Ask this process's own application without a session; `afresh` passes by what is kept.

    Without the signals that open and end a request: those close the database connection
    that the caller is still using.
    """
    handler = _handler()
    response = handler.get_response(handler.request_class(_environ(path, afresh, cookie)))
    try:
        body = b"".join(response)
    finally:
        let_go(response)
    kind = store.kind_of(response["Content-Type"]) if _is_for_all(response) else ""
    return Answer(response.status_code, kind, body)


def let_go(response: HttpResponseBase) -> None:
    """Close the files of a response that is not sent. Its own `close` would say that the request is over."""
    for close in vars(response).get("_resource_closers", ()):
        close()


def _environ(path: str, afresh: bool, cookie: str) -> dict[str, object]:
    environ: dict[str, object] = {"PATH_INFO": path, "REMOTE_ADDR": "127.0.0.1", "wsgi.input": BytesIO()}
    setup_testing_defaults(environ)
    environ["HTTP_HOST"] = settings.ALLOWED_HOSTS[0] if settings.ALLOWED_HOSTS[0] != "*" else "localhost"
    if cookie:
        environ["HTTP_COOKIE"] = cookie
    if afresh:
        environ[MAKING] = True
    return environ


def _is_for_all(response: HttpResponseBase) -> bool:
    """The view said so, nothing personal came in on the way, and it needs no headers of its own."""
    public = "public" in response.get("Cache-Control", "")
    by_cookie = bool(response.cookies) or "cookie" in response.get("Vary", "").lower()
    return public and not by_cookie and not getattr(response, "xframe_options_exempt", False)


@cache
def _handler() -> WSGIHandler:
    return WSGIHandler()
