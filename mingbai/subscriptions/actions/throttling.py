"""How often a form may be sent from one address of the network, and letters asked for to one mailbox."""

from datetime import timedelta

from django.utils.crypto import salted_hmac

from mingbai.lib import clock
from mingbai.subscriptions.models import Try

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def from_network(address: str) -> str:
    """Who an address of the network is today; tomorrow it is somebody else."""
    return _digest(f"network|{clock.today()}|{address}")


def to_mailbox(channel: str, address: str) -> str:
    """Whose mailbox it is: what stands after a plus sign leads into the same one."""
    name, at, host = address.strip().casefold().rpartition("@")
    return _digest(f"{channel}|{name.partition('+')[0]}{at}{host}")


def _digest(value: str) -> str:
    return salted_hmac("mingbai.subscriptions.try", value, algorithm="sha256").hexdigest()


def note(what: Try.What, who: str) -> None:
    Try.objects.create(what=what, who=who, at=clock.now())


def reached(what: Try.What, who: str, most: int, within: timedelta) -> bool:
    """Whether it happened `most` times within that time."""
    return Try.objects.filter(what=what, who=who, at__gt=clock.now() - within)[:most].count() >= most
