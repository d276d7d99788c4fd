"""Where the entries of a book come from when it is rebuilt. The app that owns the records registers."""

from collections.abc import Callable, Iterable

from mingbai.search.entries import BOOKS, Entry

Source = Callable[[int], Iterable[Entry]]
"""Given a record id, yields the entries of all records with a greater id, in ascending order of id."""

_sources: dict[str, Source] = {}


def register(book: str, source: Source) -> None:
    """Say how the book is filled; called in the AppConfig.ready of the app that owns the records.
    Raises ValueError for a book that does not exist."""
    if book not in BOOKS:
        raise ValueError(f"no such book: {book}")
    _sources[book] = source


def source_of(book: str) -> Source | None:
    return _sources.get(book)
