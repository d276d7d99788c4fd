"""Erasing what is not needed any more."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from mingbai.lib import clock
from mingbai.subscriptions.actions.tallying import tally
from mingbai.subscriptions.models import Item, Letter, Subscriber, Subscription, Tally, Try

AT_A_TIME = 5_000
TRIES_KEPT = timedelta(days=1)


@transaction.atomic
def clear_old() -> int:
    """Erase subscriptions nobody confirmed in time, what was sent long ago, and addresses that rest as long.

    How many subscriptions lapsed. Rows go in portions, so that no round takes long.
    """
    now = clock.now()
    kept_since = now - timedelta(days=settings.SUBSCRIBE_KEPT_DAYS)
    asked_since = now - timedelta(hours=settings.SUBSCRIBE_CONFIRM_HOURS)
    lapsed = list(
        Subscription.objects.filter(confirmed_at=None, asked_at__lte=asked_since).values_list(
            "pk", flat=True
        )[:AT_A_TIME]
    )
    Subscription.objects.filter(pk__in=lapsed).delete()
    tally(Tally.What.LAPSED, len(lapsed))
    for rows in (
        Item.objects.filter(found_at__lte=kept_since).exclude(letter__sent_at=None),
        Letter.objects.filter(created_at__lte=kept_since),
        Subscriber.objects.filter(paused_at__lte=kept_since),
        Subscriber.objects.filter(subscriptions=None, since__lte=asked_since),
        Try.objects.filter(at__lte=now - TRIES_KEPT),
    ):
        _erase(rows)
    return len(lapsed)


def _erase(rows: QuerySet[Any]) -> None:
    numbers = list(rows.order_by("pk").values_list("pk", flat=True)[:AT_A_TIME])
    if numbers:
        rows.model._default_manager.filter(pk__in=numbers).delete()
