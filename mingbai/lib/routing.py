"""From which database is read: the main one, unless something within a block says otherwise.

Everything is written to the main one, always.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

MAIN = "default"
_reading: ContextVar[str] = ContextVar("reading_from", default=MAIN)


@contextmanager
def reading_from(alias: str) -> Iterator[None]:
    """Within the block models are read from the database `alias`."""
    token = _reading.set(alias)
    try:
        yield
    finally:
        _reading.reset(token)


def alias_read() -> str:
    return _reading.get()


class Router:
    """Django's question which database to use, answered for all models alike."""

    def db_for_read(self, model: Any, **hints: Any) -> str:
        return _reading.get()

    def db_for_write(self, model: Any, **hints: Any) -> str:
        return MAIN

    def allow_relation(self, first: Any, second: Any, **hints: Any) -> bool:
        return True

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        return db == MAIN
