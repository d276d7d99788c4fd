"""How alike the wordings of requests are, and which of them ask for the same."""

import re
import unicodedata
from collections.abc import Mapping
from itertools import combinations, pairwise

THRESHOLD = 0.6

_NUMBER = re.compile(r"\d+")
# What nearly every request says, whatever it asks for.
_USUAL = re.compile(r"申请(?:公开|获取)?|请(?:求|依法)?(?:公开|提供)|政府信息|相关|有关|关于|的|\W|_")


def likeness(one: str, other: str) -> float:
    """The Dice coefficient of their pairs of neighbouring characters: 0 nothing in common, 1 the same."""
    return _likeness(_pairs(_plain(one)), _pairs(_plain(other)))


def groups(
    texts: Mapping[int, str], threshold: float = THRESHOLD, *, same_numbers: bool = False
) -> list[list[int]]:
    """Which texts belong together: lists of two ids or more, ascending, the largest list first.

    A text belongs to a group when it is as like as `threshold` to one of its members. `same_numbers`:
    only texts that name the same figures (years, document numbers) are alike; for telling a request sent
    twice from the same question about another year.
    """
    plain = {key: _plain(texts[key]) for key in sorted(texts)}
    pairs = {key: _pairs(text) for key, text in plain.items()}
    figures = {key: _figures(text) if same_numbers else frozenset() for key, text in plain.items()}
    leader = {key: key for key in plain}
    for one, other in combinations(plain, 2):
        if figures[one] == figures[other] and _likeness(pairs[one], pairs[other]) >= threshold:
            _join(leader, one, other)
    found: dict[int, list[int]] = {}
    for key in plain:
        found.setdefault(_first(leader, key), []).append(key)
    return sorted((group for group in found.values() if len(group) > 1), key=lambda ids: (-len(ids), ids))


def _plain(text: str) -> str:
    return _USUAL.sub("", unicodedata.normalize("NFKC", text).lower())


def _pairs(text: str) -> frozenset[str]:
    """Pairs of neighbours; of a single character that character itself."""
    return frozenset(a + b for a, b in pairwise(text)) or frozenset(text)


def _figures(text: str) -> frozenset[str]:
    return frozenset(_NUMBER.findall(text))


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    together = len(one) + len(other)
    return 2 * len(one & other) / together if one and other else 0.0


def _first(leader: dict[int, int], key: int) -> int:
    while leader[key] != key:
        leader[key] = key = leader[leader[key]]
    return key


def _join(leader: dict[int, int], one: int, other: int) -> None:
    first, second = sorted((_first(leader, one), _first(leader, other)))
    leader[second] = first
