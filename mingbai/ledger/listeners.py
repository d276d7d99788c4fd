"""Who wants to know of each event, inside the transaction that appends it.

Apps above register themselves when they are loaded; a listener that fails fails the verb.
"""

from collections.abc import Callable
from typing import Any

from mingbai.ledger.models import Event

Listener = Callable[[Event, Any], None]
_listeners: dict[str, Listener] = {}


def register(name: str, listener: Listener) -> None:
    """Let `listener(event, subject)` hear of every event; the subject is what `append` was given."""
    _listeners[name] = listener


def tell(event: Event, subject: Any) -> None:
    for listener in _listeners.values():
        listener(event, subject)
