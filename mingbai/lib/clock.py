"""The product's clock: one place that says what time it is.

Only code can set it (the demonstration county and tests play stories of past months);
nothing that comes from a request ever does.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

CHINA = ZoneInfo("Asia/Shanghai")

_set_to: ContextVar[datetime | None] = ContextVar("clock", default=None)


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return _set_to.get() or datetime.now(UTC)


def today() -> date:
    """The present day in China."""
    return now().astimezone(CHINA).date()


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Let the clock stand at an aware `moment` within the block."""
    token = _set_to.set(moment.astimezone(UTC))
    try:
        yield
    finally:
        _set_to.reset(token)
