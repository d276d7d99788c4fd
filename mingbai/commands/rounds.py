"""What is due at a time: apps register their rounds, and `mingbai sweep` runs them every minute.

A queue entry is only a hint; each round finds from the tables what is to be done now.
"""

from collections.abc import Callable

_rounds: dict[str, Callable[[], str]] = {}


def register(name: str, round_: Callable[[], str]) -> None:
    """Let `round_` run in every sweep. It returns what it did, in Chinese, or "" for nothing."""
    _rounds[name] = round_


def registered() -> dict[str, Callable[[], str]]:
    return dict(_rounds)
