"""Pages as they stand in a copy: links lead to the files beside it, so that a stick can be read anywhere."""

import posixpath
import re
from collections.abc import Callable

# Links in HTML as the templates write them: absolute paths of this site in href, src and action.
_LINK = re.compile(rb"""\b(href|src|action)=(["'])(/(?!/)[^"'#?]*)(\?[^"'#]*)?(#[^"']*)?\2""")
STYLES = "/look.css"
LOOKS = ("plain", "elder", "contrast", "elder-contrast")
"""What the cookie `look` may say when the stylesheet is asked for."""
STATIC = "/static/"


def file_of(path: str, kind: str) -> str:
    """Where the page of an address lies within a copy: /r/12/ → r/12/index.html."""
    return f"{path[1:]}index.{kind}" if path.endswith("/") else path[1:]


def relative(html: bytes, path: str, lies_at: Callable[[str], str | None], site: str) -> bytes:
    """The page with its links made relative to the copy.

    `lies_at` gives the file of an address within the copy, or None for what is not in it: such links lead
    to the site itself. Queries are dropped from links within the copy.
    """
    here = posixpath.dirname(file_of(path, "html"))

    def rewrite(found: re.Match[bytes]) -> bytes:
        name, quote, target, query, anchor = (part or b"" for part in found.groups())
        file = lies_at(target.decode("utf-8", "replace"))
        if file is None or (query and not target.startswith(STYLES.encode())):
            return b"".join([name, b"=", quote, site.encode(), target, query, anchor, quote])
        to = posixpath.relpath(file, here or ".").encode()
        return b"".join([name, b"=", quote, to, anchor, quote])

    return _LINK.sub(rewrite, html)


def static_of(html: bytes) -> set[str]:
    """The static files a page needs, as addresses."""
    targets = {found[3].decode("utf-8", "replace") for found in _LINK.finditer(html)}
    return {target for target in targets if target.startswith(STATIC)}
