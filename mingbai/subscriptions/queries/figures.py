"""How many subscribe to what, and whether their letters go out. Never who."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Min, Q

from mingbai.lib import clock
from mingbai.notifications.models import Channel, DeliveryState
from mingbai.subscriptions.models import Kind, Letter, Often, Subscriber, Subscription, Tally

DAYS = 30


@dataclass(frozen=True)
class Figures:
    """`waiting` letters are to be sent, the oldest since `oldest`; `lately` counts the last 30 days."""

    by_kind: dict[str, int]
    by_often: dict[str, int]
    by_channel: dict[str, int]
    subscribers: int
    paused: int
    unconfirmed: int
    waiting: int
    oldest: datetime | None
    lately: dict[str, int]

    def as_json(self) -> dict[str, Any]:
        return {**vars(self), "oldest": self.oldest.isoformat() if self.oldest else None, "days": DAYS}


def figures() -> Figures:
    """Five queries, whatever the numbers."""
    confirmed = Subscription.objects.exclude(confirmed_at=None)
    pairs = confirmed.order_by().values_list("kind", "often").annotate(number=Count("pk"))
    counted = [(kind, often, number) for kind, often, number in pairs]
    known = Subscriber.objects.exclude(confirmed_at=None).order_by()
    channels = known.values_list("channel").annotate(
        number=Count("pk"), paused=Count("pk", Q(paused_at__isnull=False))
    )
    by_channel = {channel: (number, paused) for channel, number, paused in channels}
    queue = Letter.objects.filter(state__in=[DeliveryState.QUEUED, DeliveryState.SENDING])
    told = queue.aggregate(number=Count("pk"), oldest=Min("created_at"))
    return Figures(
        by_kind={kind: sum(n for one, _, n in counted if one == kind) for kind in Kind.values},
        by_often={often: sum(n for _, one, n in counted if one == often) for often in Often.values},
        by_channel={one: by_channel.get(one, (0, 0))[0] for one in Channel.values},
        subscribers=sum(number for number, _ in by_channel.values()),
        paused=sum(paused for _, paused in by_channel.values()),
        unconfirmed=Subscription.objects.filter(confirmed_at=None).count(),
        waiting=told["number"],
        oldest=told["oldest"],
        lately=_lately(),
    )


def _lately() -> dict[str, int]:
    rows = (
        Tally.objects.filter(day__gt=clock.today() - timedelta(days=DAYS))
        .order_by()
        .values_list("what", "number")
    )
    found = dict.fromkeys(Tally.What.values, 0)
    for what, number in rows:
        found[what] += number
    return found
