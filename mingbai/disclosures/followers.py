"""Who wants to know, in the same transaction, that what the public can see has changed.

Apps above register themselves when they are loaded; a failing follower fails the publication.
"""

from collections.abc import Callable

from mingbai.disclosures.models import Information

_followers: dict[str, Callable[[Information], None]] = {}


def register(name: str, follower: Callable[[Information], None]) -> None:
    _followers[name] = follower


def tell(information: Information) -> None:
    """Tell every follower; `information` has its new status already."""
    for follower in _followers.values():
        follower(information)
