"""The configuration of a web server in front, filled in from this installation's settings."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import NamedTuple
from urllib.parse import urlsplit
from wsgiref.util import setup_testing_defaults

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.template.loader import render_to_string
from django.urls import reverse

from mingbai.documents.signatures import MOST_BYTES
from mingbai.foi.values import LARGEST_FILE
from mingbai.portal.rules.files import FILE_TYPES
from mingbai.portal.rules.looks import LOOKS, PLAIN
from mingbai.stored import store

SECURITY = (
    "Content-Security-Policy", "X-Frame-Options", "X-Content-Type-Options", "Referrer-Policy",
    "Cross-Origin-Opener-Policy", "Strict-Transport-Security",
)  # fmt: skip
OF_STATIC_FILES = {
    "js": "text/javascript", "svg": "image/svg+xml", "ico": "image/x-icon", "jpeg": "image/jpeg",
    "woff": "font/woff", "woff2": "font/woff2", "ttf": "font/ttf", "map": "application/json",
}  # fmt: skip
# Endings of stored pages in the order in which they are looked for; nearly all are the first.
PAGES_FIRST = ("html", "atom", "rss", "xml", "json", "jsonld", "jsonl", "csv", "txt", "pdf", "png")
UPLOADS_AT_ONCE = 2  # files of the largest size in one form
FILES_OF_APPLICANT = 2
UNQUOTABLE = set('"\\$\n\r{};')
# These stand without quotation marks: a blank would make two of one, the others begin a text or a remark.
UNQUOTED = UNQUOTABLE | set(" \t'#")


class Unwritable(ValueError):
    """A value cannot stand in the configuration; the message says which, in Chinese."""


class Header(NamedTuple):
    name: str
    variable: str
    value: str


@dataclass(frozen=True)
class Server:
    """What the settings do not say: where nginx listens and where the application processes are.

    `certificate` and `key` are paths of PEM files; "" for plain HTTP.
    """

    domains: Sequence[str] = ()
    listen: Sequence[str] = ()
    apps: Sequence[str] = ("127.0.0.1:8001",)
    certificate: str = ""
    key: str = ""
    access_log: str = "/var/log/nginx/mingbai.log"
    plain_listen: Sequence[str] = field(default=("80", "[::]:80"))


def configuration(server: Server) -> str:
    """The whole text for /etc/nginx/conf.d; `Unwritable` when a value cannot stand in it."""
    listens = server.listen or (("443", "[::]:443") if server.certificate else server.plain_listen)
    for value in (*listens, *server.apps, *_names(server)):
        _check(value, UNQUOTED)
    given = (server.certificate, server.key, server.access_log)
    for value in (*given, str(settings.STORED_PAGES), str(settings.STATIC_ROOT)):
        _check(value)
    context = {
        "apps": server.apps,
        "names": " ".join(_names(server)),
        "listens": [f"{one} ssl http2" if server.certificate else one for one in listens],
        "plain_listens": server.plain_listen,
        "certificate": server.certificate,
        "key": server.key,
        "access_log": f"{server.access_log} mingbai" if server.access_log != "off" else "off",
        "scheme": "https" if settings.BEHIND_TLS and not server.certificate else "$scheme",
    }
    return render_to_string("operations/nginx.conf", context | _of_the_product())


def _of_the_product() -> dict[str, object]:
    return {
        "pages": settings.STORED_PAGES or "/nonexistent",
        "static": settings.STATIC_ROOT,
        "secure": settings.BEHIND_TLS,
        "looks": [look for look in LOOKS if look != PLAIN],
        "shown": sorted(ending for ending, kind in FILE_TYPES.items() if kind.inline),
        "headers": headers(),
        "body_megabytes": UPLOADS_AT_ONCE * MOST_BYTES // 1024**2 + 10,
        "applicant_megabytes": FILES_OF_APPLICANT * LARGEST_FILE // 1024**2 + 2,
        "types": _types(),
        "text_types": " ".join(sorted(_of_text())),
        "file_endings": sorted({*FILE_TYPES, "bin"}, key=_usual_first),
        "page_endings": [*PAGES_FIRST, *sorted(store.MEDIA_TYPES.keys() - set(PAGES_FIRST) - {"css"})],
    }


def _usual_first(ending: str) -> tuple[int, str]:
    usual = ("pdf", "docx", "xlsx", "jpg", "png")
    return (usual.index(ending) if ending in usual else len(usual), ending)


def _names(server: Server) -> list[str]:
    """The domains given, or those that the application answers to."""
    ours = [one for one in settings.ALLOWED_HOSTS if one not in ("*", "testserver", "[::1]")]
    base = urlsplit(settings.MINGBAI_BASE_URL).hostname or ""
    return list(server.domains) or list(dict.fromkeys([base, *ours])) or ["_"]


def _check(value: str, forbidden: set[str] = UNQUOTABLE) -> None:
    if wrong := forbidden.intersection(value):
        written = " ".join("空格" if one.isspace() else one for one in sorted(wrong))
        raise Unwritable(f"“{value}”里有 nginx 配置不能写的字符：{written}。请换一个。")


def _types() -> list[tuple[str, str]]:
    """(media type, endings) of everything that is handed out as a file; the charset is added by nginx."""
    found: dict[str, list[str]] = defaultdict(list)
    for ending, media_type in (store.MEDIA_TYPES | OF_STATIC_FILES).items():
        found[media_type.split(";")[0]].append(ending)
    return [(media_type, " ".join(endings)) for media_type, endings in sorted(found.items())]


def _of_text() -> set[str]:
    """Media types besides HTML, which nginx adds everywhere itself."""
    known = {value.split(";")[0] for value in store.MEDIA_TYPES.values() if "charset" in value}
    return (known | {"text/javascript"}) - {"text/html"}


def headers() -> list[Header]:
    """The security headers of the application, asked of itself, so that they never differ."""
    environ: dict[str, object] = {"PATH_INFO": reverse("operations:live"), "wsgi.input": BytesIO()}
    setup_testing_defaults(environ)
    host = settings.ALLOWED_HOSTS[0] if settings.ALLOWED_HOSTS else "localhost"
    environ["HTTP_HOST"] = "localhost" if host == "*" else host.lstrip(".")
    if settings.BEHIND_TLS:
        environ["HTTP_X_FORWARDED_PROTO"] = "https"
    answer = WSGIHandler().get_response(WSGIRequest(environ))
    return [
        Header(name, f"$mingbai_{name.lower().replace('-', '_')}", answer[name])
        for name in SECURITY
        if name in answer
    ]
