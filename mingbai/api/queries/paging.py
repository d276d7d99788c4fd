"""Lists read by key: the thousandth page costs what the first one does."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet

from mingbai.api.rules.cursors import Cursor

BATCH = 500  # rows read at a time when a whole table is asked for


@dataclass(frozen=True)
class Order:
    """How a list is sorted: by a moment and the number, or by the number alone. `letter` marks cursors."""

    letter: str
    moment: str = ""
    descending: bool = False

    @property
    def by(self) -> list[str]:
        sign = "-" if self.descending else ""
        return [f"{sign}{name}" for name in (self.moment, "pk") if name]

    def beyond(self, cursor: Cursor) -> Q:
        """The rows that come after it."""
        side = "lt" if self.descending else "gt"
        if not self.moment:
            return Q(**{f"pk__{side}": cursor.pk})
        same = Q(**{self.moment: cursor.at, f"pk__{side}": cursor.pk})
        # The first condition is for the index; the second is exact.
        return Q(**{f"{self.moment}__{side}e": cursor.at}) & (
            Q(**{f"{self.moment}__{side}": cursor.at}) | same
        )

    def cursor(self, row: Any) -> Cursor:
        at: datetime | None = getattr(row, self.moment) if self.moment else None
        return Cursor(self.letter, at, row.pk)

    def takes(self, cursor: Cursor) -> bool:
        return cursor.order == self.letter and (cursor.at is not None) == bool(self.moment)


NEWEST = Order("n", "published_at", descending=True)
CHANGED = Order("c", "changed_at")
NUMBER = Order("k")


class Batch(NamedTuple):
    """Some rows as they are shown, and where the next ones begin; None at the end."""

    rows: list[Any]
    after: Cursor | None


def _as_they_are(rows: Sequence[Any]) -> list[Any]:
    return list(rows)


@dataclass(frozen=True)
class Source:
    """Filtered rows; `load` makes of some of them what is shown, with a fixed number of queries."""

    rows: QuerySet[Any]
    order: Order = NUMBER
    load: Callable[[Sequence[Any]], list[Any]] = _as_they_are

    def batch(self, after: Cursor | None, size: int) -> Batch:
        rows = self.rows if after is None else self.rows.filter(self.order.beyond(after))
        found = list(rows.order_by(*self.order.by)[: size + 1])
        more = len(found) > size
        found = found[:size]
        return Batch(self.load(found) if found else [], self.order.cursor(found[-1]) if more else None)

    def every(self, after: Cursor | None = None) -> Iterator[Any]:
        """All rows, some hundred at a time: no cursor of the database is held while a slow reader reads."""
        while True:
            rows, after = self.batch(after, BATCH)
            yield from rows
            if after is None:
                return
