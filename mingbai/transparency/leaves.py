"""Which events of the trail become leaves: apps above register how, when they are loaded.

The leaf is added in the transaction of the verb, after its event. So whoever locks both takes the end of
the chain first and the end of the log second; nobody may do it the other way round.
"""

from collections.abc import Callable
from typing import Any

from mingbai.ledger.models import Event
from mingbai.transparency.actions import append
from mingbai.transparency.models import Leaf

LeafOf = Callable[[Event, Any], dict[str, Any] | None]
_leaf_of: dict[str, LeafOf] = {}
_watchers: dict[str, Callable[[Leaf], None]] = {}


def register(verb: str, leaf_of: LeafOf) -> None:
    """Let `leaf_of(event, subject)` say what the leaf of such an event holds; None: there is none.

    `kind` and `index` (the record's index number) it must name, the rest as in `rules.FACTS`.
    """
    _leaf_of[verb] = leaf_of


def watch(name: str, watcher: Callable[[Leaf], None]) -> None:
    """Let `watcher` hear of every leaf that an event made, in the same transaction."""
    _watchers[name] = watcher


def follow(event: Event, subject: Any) -> None:
    """The listener of the ledger."""
    leaf_of = _leaf_of.get(event.verb)
    facts = leaf_of(event, subject) if leaf_of is not None else None
    if facts is not None:
        data = {name: value for name, value in facts.items() if name not in ("kind", "index")}
        leaf = append(kind=facts["kind"], subject=facts["index"], data=data)
        for watcher in _watchers.values():
            watcher(leaf)


def of_key(event: Event, subject: Any) -> dict[str, Any]:
    return {"kind": "key", "index": "", "key": event.after}
