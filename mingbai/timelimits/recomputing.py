"""Due dates that follow the calendar: apps register theirs, and every change of the calendar runs them."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Moved:
    """A due date that is now another day. `what` names the thing in Chinese, for the person who imports."""

    due_before: date
    due_after: date
    what: str


@dataclass(frozen=True)
class Dated:
    """A due date that is stored nowhere but counted when asked for."""

    due: date
    what: str


_stored: dict[str, Callable[[], list[Moved]]] = {}
_counted: dict[str, Callable[[], Mapping[str, Dated]]] = {}


def register(name: str, recompute: Callable[[], list[Moved]]) -> None:
    """`recompute` runs after the calendar changed, in the same transaction.

    It brings its app's stored due dates of open things up to date and returns those that moved. It
    must be idempotent: run again without a change, it returns nothing.
    """
    _stored[name] = recompute


def watch(name: str, dues: Callable[[], Mapping[str, Dated]]) -> None:
    """For due dates that are not stored: `dues` gives them by a key, and is asked before and after."""
    _counted[name] = dues


@contextmanager
def following() -> Iterator[list[Moved]]:
    """Around a change of calendar or limits: afterwards the list holds what moved, earliest first."""
    before = {name: dict(dues()) for name, dues in _counted.items()}
    moved: list[Moved] = []
    yield moved
    for recompute in _stored.values():
        moved += recompute()
    for name, dues in _counted.items():
        for key, now in dues().items():
            then = before[name].get(key)
            if then is not None and then.due != now.due:
                moved.append(Moved(then.due, now.due, now.what))
    moved.sort(key=lambda one: (one.due_before, one.what))
