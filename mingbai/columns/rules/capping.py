"""Numbers that need not be exact."""

from dataclasses import dataclass

MOST_COUNTED = 10_000
"""Lists that anybody narrows as they like are counted this far: beyond it a number tells nobody anything."""


@dataclass(frozen=True)
class Count:
    """How many there are; with `more` at least that many."""

    number: int
    more: bool = False

    @classmethod
    def of(cls, counted: int, most: int = MOST_COUNTED) -> "Count":
        return cls(min(counted, most), counted > most)

    def __str__(self) -> str:
        return f"{self.number} 条以上" if self.more else f"{self.number} 条"
