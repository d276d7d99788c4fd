"""Who wants to know, in the same transaction, that a confirmed plan's tasks have changed.

Apps above register themselves when they are loaded; a failing follower fails the change.
"""

from collections.abc import Callable

from mingbai.plans.models import Plan

_followers: dict[str, Callable[[Plan], None]] = {}


def register(name: str, follower: Callable[[Plan], None]) -> None:
    _followers[name] = follower


def tell(plan: Plan) -> None:
    """Tell every follower: the plan was confirmed, closed, cancelled, or one of its tasks changed since."""
    for follower in _followers.values():
        follower(plan)
