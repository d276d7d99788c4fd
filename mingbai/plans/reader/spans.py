"""Something found at a place in a text."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """`value` stands in the text from `start` up to `end`."""

    start: int
    end: int
    value: T

    def overlaps(self, other: "Found[Any]") -> bool:
        return self.start < other.end and other.start < self.end


def apart(found: Iterable[Found[T]]) -> list[Found[T]]:
    """In order of place; of two that overlap the earlier, of the same place the longer."""
    kept: list[Found[T]] = []
    for item in sorted(found, key=lambda each: (each.start, -each.end)):
        if not kept or item.start >= kept[-1].end:
            kept.append(item)
    return kept
