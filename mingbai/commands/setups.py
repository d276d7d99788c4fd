"""What an empty database needs: apps register it, `mingbai setup` runs all of it, as often as it is run."""

from collections.abc import Callable

_setups: dict[str, Callable[[], dict[str, int]]] = {}


def register(name: str, setup: Callable[[], dict[str, int]]) -> None:
    """Let `setup` run in every `mingbai setup`; it adds what is missing and leaves what the county edited.

    It returns how many rows of each kind it added; kinds are the keys of what the verb prints.
    """
    _setups[name] = setup


def run_all() -> dict[str, int]:
    """Run every setup in the order of the apps; how many rows of each kind were added."""
    added: dict[str, int] = {}
    for setup in _setups.values():
        added |= setup()
    return added
