"""Cursors: where the next page of a list begins. Opaque to callers, harmless when wrong."""

import re
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_CURSOR = re.compile(r"([a-z])(?:(\d{1,17})-)?(\d{1,15})", re.ASCII)


class Cursor(NamedTuple):
    """The last row of the page before: its order (a letter), its moment if it has one, its number."""

    order: str
    at: datetime | None
    pk: int

    def __str__(self) -> str:
        moment = "" if self.at is None else f"{(self.at - _EPOCH) // timedelta(microseconds=1)}-"
        return f"{self.order}{moment}{self.pk}"


def cursor_of(text: str) -> Cursor | None:
    """None for what was never given out."""
    found = _CURSOR.fullmatch(text)
    if found is None:
        return None
    order, moment, pk = found.groups()
    return Cursor(order, _EPOCH + timedelta(microseconds=int(moment)) if moment else None, int(pk))
