"""Puts lines right before they are numbered: items that run on in one paragraph, labels cut off."""

import re
from collections.abc import Sequence

from mingbai.plans.reader.lines import Line, Part
from mingbai.plans.reader.marks import mark_of

# 1.… 。2.… in one paragraph; only behind a full stop, so that a list inside a sentence stays whole.
_ITEM = re.compile(r"(?<=[。！])\s*(?=(?:\d{1,2}\s*[.、．](?!\d)|[（(]\d{1,2}[）)])\s*[\u4e00-\u9fff“])")
_CUT_OFF = re.compile(
    r"^[（(〔\[【]?(?:牵头|责任|配合|主办|协办|承办|参与)(?:单位|部门|科室)\s*[:：]$|^(?:完成|办结)?时限\s*[:：]$"
)
_LONGEST = 80


def put_right(parts: Sequence[Part]) -> list[Part]:
    """Each item on a line of its own, each label with what it names."""
    return [piece for part in _rejoined(parts) for piece in _items(part)]


def _rejoined(parts: Sequence[Part]) -> list[Part]:
    """责任单位： at the end of a line, the units on the next."""
    result: list[Part] = []
    for part in parts:
        last = result[-1] if result else None
        cut_off = isinstance(last, Line) and _CUT_OFF.match(last.text)
        fits = isinstance(part, Line) and len(part.text) <= _LONGEST and mark_of(part.text) is None
        if cut_off and fits and isinstance(last, Line) and isinstance(part, Line):
            result[-1] = Line(last.text + part.text)
        else:
            result.append(part)
    return result


def _items(part: Part) -> list[Part]:
    if not isinstance(part, Line):
        return [part]
    pieces = [piece.strip() for piece in _ITEM.split(part.text) if piece.strip()]
    marks = [mark_of(piece) for piece in pieces]
    counted = [mark.number for mark in marks[1:] if mark]
    own = marks[0].number if marks and marks[0] else 0
    if (
        len(pieces) > 2
        and counted == list(range(1, len(pieces)))
        or (own == 1 and counted == _from_two(pieces))
    ):
        return [Line(piece) for piece in pieces]
    return [part]


def _from_two(pieces: Sequence[str]) -> list[int]:
    return list(range(2, len(pieces) + 1)) if len(pieces) > 1 else [0]
