"""The syllables of pinyin, and cutting typed letters into them."""

from functools import cache

from mingbai.search.packaged import packaged

_SYLLABLES = frozenset(packaged("sounds.toml")["syllables"].split())
_BEGINNINGS = frozenset(one[:end] for one in _SYLLABLES for end in range(1, len(one) + 1))
MOST_CUTS = 6
LONGEST_TYPED = 60


def cuts(typed: str, going_on: bool = False) -> list[list[str]]:
    """The ways to read letters as syllables, fewest syllables first: xian → xian; xi an.

    With `going_on` the last may be only begun, as while typing: dib → di b.
    """
    found = _cuts(typed[:LONGEST_TYPED], going_on)
    return [list(one) for one in sorted(found, key=len)[:MOST_CUTS]]


@cache
def _ends(going_on: bool) -> frozenset[str]:
    return _BEGINNINGS if going_on else _SYLLABLES


def _cuts(typed: str, going_on: bool) -> list[tuple[str, ...]]:
    """From the end, so that every rest is cut once."""
    last = _ends(going_on)
    ways: dict[int, list[tuple[str, ...]]] = {len(typed): [()]}
    for at in range(len(typed) - 1, -1, -1):
        here: list[tuple[str, ...]] = []
        for end in range(at + 1, min(at + 6, len(typed)) + 1):
            syllable = typed[at:end]
            known = syllable in _SYLLABLES or (end == len(typed) and syllable in last)
            here += [(syllable, *rest) for rest in ways.get(end, ())] if known else []
        ways[at] = sorted(here, key=len)[:MOST_CUTS]
    return ways[0] if typed else []
