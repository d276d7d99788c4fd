"""Who wants to know, in the same transaction, that an activity was added, held, corrected or cancelled.

Apps above register themselves when they are loaded; a failing follower fails the entry.
"""

from collections.abc import Callable

from mingbai.registers.models import Activity

_followers: dict[str, Callable[[Activity], None]] = {}


def register(name: str, follower: Callable[[Activity], None]) -> None:
    """`follower` gets the activity as it now is; `previous_held_on` is set when its day has moved."""
    _followers[name] = follower


def tell(activity: Activity) -> None:
    for follower in _followers.values():
        follower(activity)
