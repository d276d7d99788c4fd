"""What a page shows, said by whoever reads it while the page is made."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

LONGEST_KEY = 80


@dataclass
class Noted:
    """What was said while one page was made: keys, and the names of its templates."""

    keys: set[str] = field(default_factory=set)
    templates: set[str] = field(default_factory=set)


_now: ContextVar[Noted | None] = ContextVar("stored_page_being_made", default=None)


def depends_on(*keys: str) -> None:
    """Say that the page being made shows something of these; outside of making one it does nothing.

    ValueError for a key that is empty or longer than 80 characters.
    """
    if any(not 0 < len(key) <= LONGEST_KEY for key in keys):
        raise ValueError("A key has 1 to 80 characters.")
    if (noted := _now.get()) is not None:
        noted.keys.update(keys)


def note_template(name: str) -> None:
    if (noted := _now.get()) is not None:
        noted.templates.add(name)


@contextmanager
def noting() -> Iterator[Noted]:
    """Collect what is said in here."""
    noted = Noted()
    token = _now.set(noted)
    try:
        yield noted
    finally:
        _now.reset(token)
