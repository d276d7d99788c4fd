"""Drawing a sample that anybody can draw again: no random numbers, only digests of a seed.

Members are ordered by SHA-256 of "seed|key" and the first of each stratum are taken. The result
depends on nothing but the seed and the keys: not on the order they come in, the version of Python,
or members of other strata. A larger sample with the same seed contains the smaller one.
"""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from mingbai.lib import digests


@dataclass(frozen=True)
class Member:
    """One member of the population: `key` is unique in it, `stratum` its group ("" = one for all),
    `digest` what it held when the population was frozen."""

    key: str
    stratum: str = ""
    digest: str = ""


@dataclass(frozen=True)
class Size:
    """How much to take of each stratum: `each` members, or `percent` of it (0 < percent ≤ 100), rounded
    up, but at least `least`. A stratum that holds fewer is taken whole."""

    each: int = 0
    percent: int = 0
    least: int = 1

    def of(self, members: int) -> int:
        wanted = -(-members * self.percent // 100) if self.percent else self.each
        return min(max(wanted, self.least), members)


def rank(seed: str, key: str) -> str:
    """Where `key` stands in the order that `seed` gives; compare as text."""
    return hashlib.sha256(f"{seed}|{key}".encode()).hexdigest()


def draw(population: Iterable[Member], size: Size | Callable[[int], int], seed: str) -> tuple[Member, ...]:
    """The sample: strata in the order of their names, members in the order of the seed.

    `size` says how many to take of a stratum with so many members. ValueError for a key that occurs twice.
    """
    wanted = size.of if isinstance(size, Size) else size
    strata: dict[str, list[Member]] = defaultdict(list)
    keys: set[str] = set()
    for member in population:
        if member.key in keys:
            raise ValueError(f"twice in the population: {member.key!r}")
        keys.add(member.key)
        strata[member.stratum].append(member)
    found: list[Member] = []
    for name in sorted(strata):
        ordered = sorted(strata[name], key=lambda one: (rank(seed, one.key), one.key))
        found += ordered[: wanted(len(ordered))]
    return tuple(found)


def frozen(population: Iterable[Member]) -> list[list[str]]:
    """The population as JSON values in the order of keys, to be kept and drawn from again."""
    return sorted([one.key, one.stratum, one.digest] for one in population)


def thawed(rows: Iterable[list[str]]) -> tuple[Member, ...]:
    """The members of a population that was kept with `frozen`."""
    return tuple(Member(*row) for row in rows)


def digest_of(population: Iterable[Member]) -> str:
    """One digest over keys, strata and contents, whatever their order."""
    return digests.of_value(frozen(population))
