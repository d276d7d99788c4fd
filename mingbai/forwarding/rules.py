"""Texts made comparable, and what of a web page is the text that was taken."""

import hashlib
import ipaddress
import re
from collections.abc import Iterable
from html import escape
from urllib.parse import urlsplit

from lxml import etree
from lxml import html as lxml_html

from mingbai.lib.differences import differences

_SPACE = re.compile(r"[\s\u200b\u200c\u200d\ufeff\u00ad]+")
_WIDE = {code: code - 0xFEE0 for code in range(0xFF10, 0xFF5B) if chr(code).isalnum()}
LEAST_FOUND = 0.2
"""Share of the lines of the text that must stand on a page before the page is taken for its source."""
PORTS = {"http": 80, "https": 443}


def normal(text: str) -> str:
    """The words alone: no white space, empty lines or wide digits; one paragraph a line."""
    lines = (_SPACE.sub("", line.translate(_WIDE)) for line in text.splitlines())
    return "\n".join(line for line in lines if line)


def normal_html(html: str) -> str:
    """The same of the body of a record."""
    if not html.strip():
        return ""
    try:
        root = lxml_html.fragment_fromstring(html, create_parent="div")
    except (etree.ParserError, ValueError):
        return normal(html)
    for element in root.iter("p", "li", "tr", "h2", "h3", "h4", "h5", "caption", "br"):
        element.tail = "\n" + (element.tail or "")
    return normal(root.text_content())


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def present_part(page: str, taken: str) -> str:
    """What of a whole page, both normal, stands from the first to the last known line of the text taken.

    "" when so little is found that this is another page.
    """
    known, lines = taken.split("\n"), page.split("\n")
    wanted = set(known)
    places = [at for at, line in enumerate(lines) if line in wanted]
    found = {lines[at] for at in places}
    if not places or len(found) < LEAST_FOUND * len(wanted):
        return ""
    return "\n".join(lines[_begin(lines, known, places[0]) : _end(lines, known, places[-1]) + 1])


def _begin(lines: list[str], known: list[str], first: int) -> int:
    """One line earlier for each line of the text that would stand before the first one found."""
    return max(first - known.index(lines[first]), 0)


def _end(lines: list[str], known: list[str], last: int) -> int:
    missing = known[::-1].index(lines[last])
    return min(last + missing, len(lines) - 1)


def marked(before: str, after: str) -> str | None:
    """`after` as HTML with what is new in <ins> and what is gone in <del>; None when too long."""
    return differences(_paragraphs(before), _paragraphs(after))


def _paragraphs(text: str) -> str:
    return "".join(f"<p>{escape(line, quote=False)}</p>" for line in text.split("\n") if line)


def address_problem(url: str, suffixes: Iterable[str]) -> str:
    """Why an address must not be read, in Chinese; "" when it may be, as far as its words go."""
    try:
        parts = urlsplit(url)
        port, host = parts.port, (parts.hostname or "").lower()
    except ValueError:
        return "来源网址写得不对。"
    if parts.scheme not in PORTS or not host or parts.username or parts.password:
        return "来源网址要以 http:// 或 https:// 开头，不带用户名和密码。"
    if port not in (None, PORTS[parts.scheme]):
        return "来源网址不能带端口。"
    if not host.isascii() or any(one <= " " for one in url):
        return "来源网址里有不能用的字符。"
    if not any(_is_below(host, suffix.lower()) for suffix in suffixes if suffix.strip(". ")):
        return f"只读取这些网站：{'、'.join(suffixes)}。“{host}”不在里面。"
    return ""


def _is_below(host: str, suffix: str) -> bool:
    name = suffix.strip(". ")
    return host.endswith(f".{name}") or (not suffix.startswith(".") and host == name)


def is_public(address: str) -> bool:
    """Whether an IP address lies in the open network, and not in this one or on this machine."""
    try:
        found: ipaddress.IPv4Address | ipaddress.IPv6Address = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour or (found.teredo[1] if found.teredo else None)
        if inner is not None:
            return found.ipv4_mapped is not None and is_public(str(inner))
        if found in ipaddress.ip_network("64:ff9b::/96"):
            return False
    return found.is_global and not found.is_multicast and not found.is_reserved
