"""The looks of the visitor's site: a stylesheet each, of shared tokens, the site's rules and what differs.

All looks lay out the same page, so that a page is kept once for everybody.
"""

from functools import cache
from hashlib import sha256
from pathlib import Path

_APPS = Path(__file__).resolve().parents[2]
_OWN = _APPS / "portal" / "static" / "portal"
_SHARED = (_APPS / "accounts" / "static" / "mingbai" / "tokens.css", _OWN / "site.css")

PLAIN = "plain"
# Name in the cookie and in the address → the sheets that it adds.
LOOKS = {
    PLAIN: (),
    "elder": ("elder.css",),
    "contrast": ("contrast.css",),
    "elder-contrast": ("elder.css", "contrast.css"),
}


def look_of(cookie: str) -> str:
    """The look that a cookie names; the plain one where it names none."""
    return cookie if cookie in LOOKS else PLAIN


@cache
def sheet(look: str) -> str:
    """The whole stylesheet of a look. Links that lead from another look to a third one are out of sight."""
    files = [*_SHARED, *(_OWN / name for name in LOOKS[look])]
    others = ", ".join(f".in-{name}" for name in LOOKS if name != look)
    rules = [*(file.read_text("utf-8") for file in files), f"{others} {{ display: none !important; }}"]
    return "\n".join(rules) + "\n"


@cache
def digest() -> str:
    """Of all looks together: the address of the stylesheet changes whenever one of them does."""
    return sha256("".join(sheet(look) for look in LOOKS).encode()).hexdigest()[:12]
