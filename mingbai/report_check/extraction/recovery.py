"""Numbers run together or torn apart, put back by the sums that must hold.

Nothing is decided here: all readings that fit are given, and whoever asks takes one only when it is alone.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

Numbers = tuple[int | None, ...]
MOST_READINGS = 200
MOST_DIGITS = 45


def row_fits(numbers: Sequence[int]) -> bool:
    """H3 or H4: the last number is the sum of those before it."""
    return sum(numbers[:-1]) == numbers[-1]


def readings(tokens: Sequence[str], width: int) -> list[Numbers]:
    """All rows of `width` numbers with the right sum that the digits of one row may mean."""
    if not tokens or not all(one.isdecimal() for one in tokens) or sum(map(len, tokens)) > MOST_DIGITS:
        return []
    if len(tokens) == width:
        return [tuple(map(int, tokens))]
    if len(tokens) > width:
        return _first(_joined(tokens, width))
    return _first(_split(tokens, width)) or _first(_placed(tokens, width))


def groups(tokens: Sequence[str], width: int, count: int) -> list[tuple[int, ...]]:
    """All readings as `count` groups of `width` numbers, each with the right sum (table four)."""
    if not tokens or not all(one.isdecimal() for one in tokens) or sum(map(len, tokens)) > MOST_DIGITS:
        return []
    found: list[tuple[int, ...]] = []
    for numbers in _parts(list(tokens), width * count, (), width):
        found.append(numbers)
        if len(found) > MOST_READINGS:
            break
    return found


def _first(rows: Iterator[Numbers]) -> list[Numbers]:
    found: dict[Numbers, None] = {}
    for row in rows:
        found[row] = None
        if len(found) > MOST_READINGS:
            break
    return list(found)


def _split(tokens: Sequence[str], width: int) -> Iterator[Numbers]:
    yield from _parts(list(tokens), width, (), width)


def _parts(tokens: list[str], needed: int, before: tuple[int, ...], group: int) -> Iterator[tuple[int, ...]]:
    """Cut the tokens into so many numbers without leading zeros; every `group` of them must add up."""
    if not tokens:
        if needed == 0:
            yield before
        return
    if needed < len(tokens) or needed > sum(map(len, tokens)):
        return
    token, rest = tokens[0], tokens[1:]
    for length in _lengths(token, before, group):
        left = [token[length:], *rest] if length < len(token) else rest
        yield from _parts(left, needed - 1, (*before, int(token[:length])), group)


def _lengths(token: str, before: tuple[int, ...], group: int) -> Iterable[int]:
    """How many digits the next number may have; the last of a group has to be the sum of the others."""
    if len(before) % group == group - 1:
        whole = str(sum(before[len(before) - group + 1 :]))
        return (len(whole),) if token.startswith(whole) else ()
    return (1,) if token[0] == "0" else range(1, len(token) + 1)


def _joined(tokens: Sequence[str], width: int) -> Iterator[Numbers]:
    """Numbers torn apart by spaces, or a page number among them."""
    for cuts in combinations(range(1, len(tokens)), width - 1):
        edges = (0, *cuts, len(tokens))
        pieces = ["".join(tokens[a:b]) for a, b in zip(edges, edges[1:], strict=False)]
        if all(len(one) == 1 or one[0] != "0" for one in pieces):
            numbers = tuple(map(int, pieces))
            if row_fits(numbers):
                yield numbers
    if len(tokens) == width + 1:
        for at in range(len(tokens)):
            numbers = tuple(int(one) for index, one in enumerate(tokens) if index != at)
            if row_fits(numbers):
                yield numbers


def _placed(tokens: Sequence[str], width: int) -> Iterator[Numbers]:
    """Empty cells left no trace: the last number is the total, the others stand in some of the columns."""
    *parts, whole = map(int, tokens)
    if sum(parts) != whole:
        return
    for places in combinations(range(width - 1), len(parts)):
        at = dict(zip(places, parts, strict=True))
        yield (*(at.get(column) for column in range(width - 1)), whole)
