"""What somebody pastes to have it verified: a digest, an address of this site, or an index number."""

import re
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

DIGEST = re.compile(r"[0-9a-f]{64}")
_RECORD = re.compile(r"/r/(\d{1,15})(?:/|$)")
_FILE = re.compile(r"/files/(\d{1,15})(?:/|$)")
# Index numbers have slashes too: an address begins with one, with a scheme, or with a name with a dot.
_IS_ADDRESS = re.compile(r"(?:[a-z]+:)?/|[^/]*\.[^/]*(?:/|$)|[a-z]+(?::\d+)?/(?:r|files)/", re.IGNORECASE)
LONGEST = 500


class Typed(NamedTuple):
    """Exactly one of these is set, unless nothing was understood. `elsewhere` is the host of another site."""

    digest: str = ""
    record: int | None = None
    file: int | None = None
    index_number: str = ""
    elsewhere: str = ""


def typed(text: str, hosts: set[str]) -> Typed:
    """Spaces are forgiven; `hosts` are the names under which this site answers."""
    plain = "".join(text.split())
    if DIGEST.fullmatch(plain.lower()):
        return Typed(digest=plain.lower())
    if _IS_ADDRESS.match(plain):
        return _address(plain, hosts)
    return Typed(index_number=plain)


def _address(text: str, hosts: set[str]) -> Typed:
    try:
        parts = urlsplit(text if "//" in text or text.startswith("/") else f"//{text}")
        host = parts.netloc.rpartition("@")[2].lower()
    except ValueError:
        return Typed(elsewhere=text[:60])
    if host and host not in hosts:
        return Typed(elsewhere=host[:60])
    path = unquote(parts.path)
    if found := _RECORD.search(path):
        return Typed(record=int(found[1]))
    if found := _FILE.search(path):
        return Typed(file=int(found[1]))
    return Typed()
