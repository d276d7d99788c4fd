"""A place where personal data stands, and the edges such a place must have."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from mingbai.checks.findings import BLOCK

# Equal length, so that offsets in the normalised text hold in the original.
FULL_WIDTH = str.maketrans(
    "０１２３４５６７８９ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺｘ",
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZx",
)
_WORD = frozenset("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz*０１２３４５６７８９")
_JOINED = frozenset("._/-")


class Hit(NamedTuple):
    """`rule` is one of the nine personal-data rules; `start`, `end` are offsets in the searched text."""

    rule: str
    start: int
    end: int
    severity: str = BLOCK


def laid_over(hits: Iterable[Hit], named: Sequence[Hit]) -> list[Hit]:
    """`named` (names of a table's columns) and those `hits` that touch none of them, in order of place."""
    taken = [h for h in hits if not any(h.start < n.end and n.start < h.end for n in named)]
    return sorted([*taken, *named], key=lambda h: h.start)


def stands_alone(text: str, start: int, end: int) -> bool:
    """Whether [start, end) is no part of a longer code, a masked value, a path or a file name."""
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    return not (sticks(before[::-1]) or sticks(after))


def sticks(outward: str) -> bool:
    """`outward`: up to two neighbours, nearest first. A dot or dash at the end of a sentence is harmless."""
    if not outward:
        return False
    if outward[0] in _WORD or outward[0] in "_@":
        return True
    return outward[0] in _JOINED and outward[1:] in _WORD
