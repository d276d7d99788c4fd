"""A record's body for a screen without a way out: no links, and pictures only of its own."""

import re
from collections.abc import Callable

from mingbai.lib.html import TAGS, clean_html

_PICTURE = re.compile(r'<img\b[^>]*?\bsrc="/files/(\d+)/[^"]*"[^>]*>')
_SOURCE = re.compile(r'\bsrc="[^"]*"')
_TABLE = re.compile(r"<table\b.*?</table>", re.DOTALL)


def for_kiosk(body: str, picture: Callable[[int], str]) -> str:
    """`picture` gives the address of a file by its number, "" for one that may not be shown."""
    clean = clean_html(body, TAGS - {"a"})
    placed = _PICTURE.sub(lambda found: _placed(found, picture(int(found[1]))), clean)
    return _TABLE.sub(lambda found: f'<div class="wide">{found[0]}</div>', placed)


def _placed(found: re.Match[str], address: str) -> str:
    return _SOURCE.sub(f'src="{address}"', found[0]) if address else "［图：请扫二维码在手机上看］"


def pictures_in(body: str) -> list[int]:
    return [int(number) for number in _PICTURE.findall(clean_html(body, TAGS - {"a"}))]
