"""Who else keeps copies of pages: told, after the commit, which of them no copy may stay."""

import logging
from collections.abc import Callable, Sequence

logger = logging.getLogger(__name__)
_keepers: dict[str, Callable[[Sequence[str]], None]] = {}


def register(name: str, drop: Callable[[Sequence[str]], None]) -> None:
    """Let `drop` hear the addresses of pages that must not be readable any longer."""
    _keepers[name] = drop


def tell(paths: Sequence[str]) -> None:
    """Tell every keeper; one that fails does not keep the others from it."""
    for name, drop in _keepers.items():
        try:
            drop(paths)
        except Exception:  # whatever is wrong with one copy, the others must go
            logger.exception("The copies of %s could not be taken down", name)
