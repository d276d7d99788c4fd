"""What whoever holds a link may do: confirm, open, change, end, erase."""

from collections.abc import Iterable

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction

from mingbai.lib import clock
from mingbai.subscriptions.actions.tallying import tally
from mingbai.subscriptions.models import Often, Subscriber, Subscription, Tally
from mingbai.subscriptions.queries.changes import last_change
from mingbai.subscriptions.queries.subscribers import confirmed_of, to_be_opened, waiting
from mingbai.subscriptions.rules import next_slot, state_of


@transaction.atomic
def confirm(*, token: str) -> Subscription | None:
    """Begin the subscription this link confirms; None when the link is used up or was never given.

    Who is told of the same already only changes how often. ValidationError when there are too many.
    """
    asked = waiting(token)
    if asked is None:
        return None
    subscriber = Subscriber.objects.select_for_update().get(pk=asked.subscriber_id)
    row = waiting(token)  # once more: the button may have been pressed twice
    if row is None:
        return None
    twin = _twin(row)
    if twin is not None:
        row.delete()
        change(row=twin, often=row.often)
        _reached(subscriber)
        return twin
    if confirmed_of(subscriber).count() >= settings.SUBSCRIBE_MOST:
        raise ValidationError(f"一个地址最多订阅 {settings.SUBSCRIBE_MOST} 项，请先退订几项不需要的。")
    _begin(row)
    _reached(subscriber)
    tally(Tally.What.CONFIRMED)
    return row


def _twin(row: Subscription) -> Subscription | None:
    same = Subscription.objects.filter(
        kind=row.kind, organisation=row.organisation_id, information=row.information_id, key=row.key,
        below=row.below, subscriber=row.subscriber_id,
    )  # fmt: skip
    return same.exclude(confirmed_at=None).select_related("organisation", "information").first()


def _begin(row: Subscription) -> None:
    """From now on: what became public before is not told."""
    now = clock.now()
    row.token, row.confirmed_at = "", now
    row.cursor, row.looked_at = last_change().number, now
    row.next_at = next_slot(row.often, now, settings.SUBSCRIBE_DIGEST_HOUR)
    if row.information is not None:
        row.known = state_of(row.information.status, row.information.public_number)
    row.save()


def _reached(subscriber: Subscriber) -> None:
    """Somebody opened what was sent there: the address works."""
    subscriber.confirmed_at = subscriber.confirmed_at or clock.now()
    subscriber.failures, subscriber.paused_at = 0, None
    subscriber.save()


@transaction.atomic
def open_mine(*, token: str) -> Subscriber | None:
    """Use the link that shows everything up; None when it was used or its time is over."""
    subscriber = to_be_opened(token)
    if subscriber is None:
        return None
    used = Subscriber.objects.filter(pk=subscriber.pk, opening=subscriber.opening).update(
        opening="", opening_until=None
    )
    return subscriber if used else None


@transaction.atomic
def change(*, row: Subscription, often: str) -> None:
    """Another rhythm; what waits for the next digest comes with the new one. ValidationError."""
    if often not in Often.values:
        raise ValidationError({"often": "请选择多久一次。"})
    next_at = next_slot(often, clock.now(), settings.SUBSCRIBE_DIGEST_HOUR)
    Subscription.objects.filter(pk=row.pk).update(often=often, next_at=next_at)


@transaction.atomic
def end(*, rows: Iterable[Subscription]) -> int:
    """End subscriptions, with all that was noted of them; how many. The last takes the address along."""
    held = list(rows)
    Subscription.objects.filter(pk__in=[row.pk for row in held]).delete()
    tally(Tally.What.ENDED, len(held))
    left_alone = Subscriber.objects.filter(pk__in={row.subscriber_id for row in held}, subscriptions=None)
    left_alone.delete()
    return len(held)


@transaction.atomic
def erase(*, subscriber: Subscriber) -> None:
    """Forget an address and everything about it; only counts remain."""
    tally(Tally.What.ENDED, confirmed_of(subscriber).count())
    tally(Tally.What.ERASED)
    subscriber.delete()


@transaction.atomic
def resume(*, subscriber: Subscriber) -> None:
    """Write again to an address that rested. What became public meanwhile is not told."""
    now, last = clock.now(), last_change()
    _reached(subscriber)
    subscriber.subscriptions.exclude(confirmed_at=None).update(cursor=last.number, looked_at=now)
