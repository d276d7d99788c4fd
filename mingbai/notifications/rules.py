"""What a notice may hold, and when a failed delivery is tried again. Pure."""

import re
from datetime import datetime, timedelta

MOST_TRIES = 5
WAITS = (timedelta(minutes=2), timedelta(minutes=10), timedelta(hours=1), timedelta(hours=6))
"""How long to wait after the first, second … failed try."""

UNSURE_AFTER = timedelta(minutes=15)
"""A delivery begun so long ago was interrupted; whether it went out is not known."""

_MOBILE = re.compile(r"(?<![0-9A-Za-z])1[3-9]\d{9}(?![0-9A-Za-z])")
_IDENTITY = re.compile(
    r"(?<![0-9A-Za-z])\d{6}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?![0-9A-Za-z])"
)


def next_try(tries: int, now: datetime) -> datetime | None:
    """When to try again after `tries` failures (at least 1); None when it is given up."""
    if tries >= MOST_TRIES:
        return None
    return now + WAITS[min(tries, len(WAITS)) - 1]


def without_numbers(text: str) -> str:
    """The text with mobile and identity numbers blotted out: reminders travel outside the office."""
    return _IDENTITY.sub("（证件号码略）", _MOBILE.sub("（手机号略）", text))


def is_path(link: str) -> bool:
    """Whether `link` is "" or an address of this site: nobody is led away by a reminder."""
    return not link or (link.startswith("/") and not link.startswith(("//", "/\\")) and link.isprintable())
