"""How many records are published under a row: the app that keeps the records says so, from above.

Where nobody registered, no row has any record.
"""

from collections.abc import Callable, Collection, Mapping

Counter = Callable[[Collection[int] | None], Mapping[tuple[int, int], int]]
"""Given numbers of organisations (None: all), {(row, organisation): published records}."""

_counters: dict[str, Counter] = {}


def register(name: str, counter: Counter) -> None:
    _counters[name] = counter


def count(organisations: Collection[int] | None = None) -> dict[tuple[int, int], int]:
    """Published records by (row, organisation); pairs without any are left out."""
    found: dict[tuple[int, int], int] = {}
    for counter in _counters.values():
        for pair, number in counter(organisations).items():
            found[pair] = found.get(pair, 0) + number
    return {pair: number for pair, number in found.items() if number}
