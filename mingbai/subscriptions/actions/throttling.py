"""Whose mailbox it is, as the limits of this app keep it."""

from mingbai.subscriptions.models import Try


def to_mailbox(channel: str, address: str) -> str:
    """What stands after a plus sign leads into the same mailbox."""
    name, at, host = address.strip().casefold().rpartition("@")
    return Try.digest(f"{channel}|{name.partition('+')[0]}{at}{host}")
