"""Who wants to know, in the same transaction, that a posting was planned, went up, came down or got a job.

Apps above register themselves when they are loaded; a failing follower fails the verb.
"""

from collections.abc import Callable

from mingbai.channels.models import Posting

_followers: dict[str, Callable[[Posting], None]] = {}


def register(name: str, follower: Callable[[Posting], None]) -> None:
    """`follower` gets the posting as it now is."""
    _followers[name] = follower


def tell(posting: Posting) -> None:
    for follower in _followers.values():
        follower(posting)
