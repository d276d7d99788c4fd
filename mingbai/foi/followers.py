"""Apps above that want to know of a verb done to a request, within its transaction."""

from collections.abc import Callable

from mingbai.foi.models import FoiRequest
from mingbai.foi.states import Verb

_followers: dict[str, Callable[[FoiRequest, Verb], None]] = {}


def register(name: str, follow: Callable[[FoiRequest, Verb], None]) -> None:
    _followers[name] = follow


def tell(request: FoiRequest, verb: Verb) -> None:
    for follow in _followers.values():
        follow(request, verb)
