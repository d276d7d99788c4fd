"""Who wants to know, in the same transaction, that a village's sheet was posted, closed or replaced.

Apps above register themselves when they are loaded; a failing follower fails the verb.
"""

from collections.abc import Callable

from mingbai.villages.models import MonthlyClose

_followers: dict[str, Callable[[MonthlyClose], None]] = {}


def register(name: str, follower: Callable[[MonthlyClose], None]) -> None:
    _followers[name] = follower


def tell(sheet: MonthlyClose) -> None:
    """Tell every follower; `sheet` has its new state already."""
    for follower in _followers.values():
        follower(sheet)
