"""Pages of the manual that are made from transition tables: apps register theirs for `mingbai states`."""

from collections.abc import Callable

_pages: dict[str, Callable[[], str]] = {}


def register(name: str, markdown: Callable[[], str]) -> None:
    """Let `docs/<name>` be what `markdown` gives."""
    _pages[name] = markdown


def pages() -> dict[str, str]:
    return {name: markdown() for name, markdown in sorted(_pages.items())}
