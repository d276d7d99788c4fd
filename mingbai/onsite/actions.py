"""Keeping the public page of a place in step with what hangs there."""

from mingbai.channels.models import Posting
from mingbai.stored.actions import touch


def follow(posting: Posting) -> None:
    """The follower of `channels`."""
    if posting.place_id:
        touch(urgent=[f"place:{posting.place_id}"])
