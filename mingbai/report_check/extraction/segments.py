"""The numbers that belong to one label: the cells of its row, or the words that follow it."""

import re
from collections.abc import Sequence

from mingbai.report_check.extraction.values import BLANKS, DASHES, NONE
from mingbai.report_check.flow import BREAK, CELL, MARKS, ROW

_WORDS = re.compile(rf"[\s{MARKS}|]+")
_PAGE_NUMBER = re.compile(
    r"^(?:[-—–·]\s*\d{1,3}\s*[-—–·]|第\s*\d{1,3}\s*页.*|\d{1,3}\s*/\s*\d{1,3})$", re.MULTILINE
)
_UNIT = re.compile(r"(?<=\d)(?:件|条|宗|份|个|次|项|起|例)$")
_NUMERIC = re.compile(
    r"[+-]?[\d,，.．OoＯlIQD]*\d[\d,，.．OoＯlIQD]*(?:件|条|宗|份|个|次|项|起|例|元|万元)?|[OoＯ]"
)
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+")


def cells_of(segment: str, width: int) -> list[str] | None:
    """The cells after the label in its own row, when there are as many as the form asks for.

    None when the row has another shape or there is no row: then `words_of` has to do.
    """
    first = segment.split("\n", 1)[0]
    if CELL not in first:
        return None
    cells = first.split(CELL)[1:]
    while len(cells) > width and not cells[-1].strip():
        cells.pop()
    if len(cells) != width:
        cells = [cell for cell in cells if cell.strip()]
    if len(cells) != width:
        return None
    crowded = any(BREAK in cell or " " in cell for cell in cells) and any(not cell.strip() for cell in cells)
    return None if crowded else cells


def row_is_empty(segment: str, width: int) -> bool:
    """Whether the label stands in a row of a table that has cells and nothing in any of them."""
    cells = segment.split("\n", 1)[0].split(CELL)[1:]
    return len(cells) >= width and not any(cell.strip() for cell in cells)


def words_of(segment: str) -> list[str]:
    """Everything in the segment that may be the text of a cell, in order; notes are left out."""
    text = _PAGE_NUMBER.sub(" ", segment.replace(ROW, " "))
    return [word for word in _WORDS.split(text) if word and is_value(word)]


def is_value(word: str) -> bool:
    return bool(_NUMERIC.fullmatch(word)) or word in (DASHES | NONE | BLANKS) - {"一", "*"}


def digits_of(words: Sequence[str]) -> list[str]:
    """Words as plain digits, thousands separators and units gone; a dash counts as 0."""
    found: list[str] = []
    for word in words:
        word = _UNIT.sub("", word)
        if _THOUSANDS.fullmatch(word):
            word = word.replace(",", "")
        found.extend("0" if one in DASHES or one in NONE else one for one in word.split(",") if one)
    return found
