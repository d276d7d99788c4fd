"""Every public address that can be kept: apps register theirs, so that copies of the site are complete."""

from collections.abc import Callable, Iterator

_sources: dict[str, Callable[[], Iterator[str]]] = {}


def register(name: str, paths: Callable[[], Iterator[str]]) -> None:
    """Let `paths` give the addresses of an app, without query strings; read lazily, they may be many."""
    _sources[name] = paths


def every() -> Iterator[str]:
    """All addresses of all apps, as they stand now."""
    for paths in _sources.values():
        yield from paths()
