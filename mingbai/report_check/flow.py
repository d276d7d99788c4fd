"""A report as one string: what every reader of a format makes, and what the tables are found in.

Lines end with "\\n". A row of a table is one line that begins with ROW, its cells set apart by CELL (a merged
cell stands once, an empty cell stays as nothing between two marks). A picture is a line that begins with
PICTURE. Line breaks inside a cell are BREAK.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from importlib import resources

PICTURE, ROW, CELL, BREAK = "\x1d", "\x1e", "\x1f", "\x1c"
MARKS = PICTURE + ROW + CELL + BREAK
# what may stand between two characters of a label: spaces, line ends, cell borders
GAP = rf"[\s{MARKS}|]*"
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1b\x7f\u200b-\u200f\u2060\ufeff\u00ad]")
_SPACES = re.compile("[ \t\u00a0\u3000\u2000-\u200a\r]+")
_BREAKS = re.compile(rf"\s*[\n{BREAK}]\s*")


@cache
def radicals() -> dict[int, str]:
    """Characters of the block of CJK radicals, and others that NFKC leaves, with what they stand for."""
    text = resources.files("mingbai.report_check").joinpath("data/radicals.txt").read_text("utf-8")
    pairs = (line.split() for line in text.splitlines() if line and not line.startswith("#"))
    return {ord(wrong): right for wrong, right in pairs}


def normal(text: str) -> str:
    """The same text in ordinary characters: ⼀ is 一, ０ is 0, （ is (, 　 is a space."""
    return unicodedata.normalize("NFKC", _CONTROL.sub("", text).translate(radicals()))


def line(text: str) -> str:
    """A paragraph, in as many lines as it has; "" for nothing."""
    lines = (_SPACES.sub(" ", one).strip() for one in _clean(text).split("\n"))
    return "".join(f"{one}\n" for one in lines if one)


def row(cells: Iterable[str]) -> str:
    """A row of a table."""
    return ROW + CELL.join(cell(one) for one in cells) + "\n"


def cell(text: str) -> str:
    return _BREAKS.sub(BREAK, _SPACES.sub(" ", _clean(text)).strip())


def picture(name: str = "") -> str:
    return f"{PICTURE}{cell(name)}\n"


def _clean(text: str) -> str:
    return normal(re.sub(f"[{MARKS}]", " ", text))


def plain(text: str) -> str:
    """A piece of the flow for people: marks become spaces."""
    return re.sub(rf"[\s{MARKS}|]+", " ", text).strip()


def squeezed(text: str) -> str:
    """Without any spaces and marks, to compare labels."""
    return re.sub(rf"[\s{MARKS}|]+", "", text)
