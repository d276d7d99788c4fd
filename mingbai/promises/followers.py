"""Who wants to know, in the same transaction, that a promise or its progress changed for the public.

Apps above register themselves when they are loaded; a failing follower fails the verb.
"""

from collections.abc import Callable

from mingbai.promises.models import Promise

_followers: dict[str, Callable[[Promise], None]] = {}


def register(name: str, follower: Callable[[Promise], None]) -> None:
    _followers[name] = follower


def tell(promise: Promise) -> None:
    """Tell every follower; `promise` has its new state already."""
    for follower in _followers.values():
        follower(promise)
