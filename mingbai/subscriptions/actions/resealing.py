"""Putting the sealed addresses under the newest key, with everything else that is sealed."""

from mingbai.foi.sealing import reseal
from mingbai.subscriptions.models import Subscriber


def reseal_addresses() -> int:
    """How many; `foi.sealing.Unreadable` at the first whose key is missing."""
    number = 0
    for row in Subscriber.objects.only("sealed").iterator():
        Subscriber.objects.filter(pk=row.pk).update(sealed=reseal(row.sealed.encode()).decode())
        number += 1
    return number
