"""Finding from the tables what each subscription is to be told of, in batches, for the letters."""

from collections import Counter, defaultdict
from datetime import datetime

from django.conf import settings
from django.db import transaction

from mingbai.lib import clock
from mingbai.subscriptions.models import Item, Kind, Letter, Often, Subscription
from mingbai.subscriptions.queries.changes import Found, Last, due, last_change, records_by_number
from mingbai.subscriptions.rules import MOST_NAMED, next_slot, state_of

BATCH = 500
IN_ONE_ROUND = 20 * BATCH


def gather() -> int:
    """Look for every subscription that is due; how many texts are to be told of."""
    last, now = last_change(), clock.now()
    waiting = list(due(last, now).values_list("pk", flat=True)[:IN_ONE_ROUND])
    found = sum(_look(waiting[at : at + BATCH], last, now) for at in range(0, len(waiting), BATCH))
    _into_letters()
    return found


@transaction.atomic
def _look(numbers: list[int], last: Last, now: datetime) -> int:
    """Items and cursors move together, so that an interruption neither loses nor repeats a text."""
    rows = list(
        Subscription.objects.select_for_update(of=("self",))
        .filter(pk__in=numbers)
        .select_related("organisation")
        .order_by("cursor")
    )
    watching = [row for row in rows if row.kind == Kind.RECORD]
    others = [row for row in rows if row.kind != Kind.RECORD]
    items = _changes_of(watching, now) if watching else []
    if others:
        items += _news_for(others, Found(others[0].cursor, last, now), now)
    Item.objects.bulk_create(items, batch_size=BATCH, ignore_conflicts=True)
    return len(items)


def _news_for(rows: list[Subscription], found: Found, now: datetime) -> list[Item]:
    """New texts for subscriptions; those too many to be named are only counted."""
    items, counted = [], []
    known = _told_of(rows, [one.record for one in found.new])
    for row in rows:
        records = dict.fromkeys(one.record for one in found.for_row(row))
        fresh = [record for record in records if record not in known[row.pk]]
        items += [_item(row, record, Item.NEW, now) for record in fresh[-MOST_NAMED:]]
        if len(fresh) > MOST_NAMED:
            row.more += len(fresh) - MOST_NAMED
            counted.append(row)
    Subscription.objects.bulk_update(counted, ["more"], batch_size=BATCH)
    passed = [row.pk for row in rows if row.cursor < found.reached]
    Subscription.objects.filter(pk__in=passed).update(cursor=found.reached)
    _looked(rows, now, complete=found.complete)
    return items


def _told_of(rows: list[Subscription], records: list[int]) -> dict[int, set[int]]:
    """Which of the records each subscription was told of before."""
    told: dict[int, set[int]] = defaultdict(set)
    if records:
        before = Item.objects.filter(subscription__in=rows, change=Item.NEW, information__in=records)
        for row, record in before.values_list("subscription", "information"):
            told[row].add(record)
    return told


def _changes_of(rows: list[Subscription], now: datetime) -> list[Item]:
    """Watched records that are in another state than when last looked at."""
    changed = []
    records = records_by_number({row.information_id for row in rows if row.information_id})
    for row in rows:
        record = records[row.information_id or 0]
        state = state_of(record.status, record.public_number)
        if state != row.known:
            row.known = state
            changed.append(row)
    Subscription.objects.bulk_update(changed, ["known"], batch_size=BATCH)
    _looked(rows, now, complete=True)
    return [_item(row, row.information_id or 0, row.known, now) for row in changed]


def _item(row: Subscription, record: int, change: str, now: datetime) -> Item:
    return Item(subscription=row, information_id=record, change=change, found_at=now)


def _looked(rows: list[Subscription], now: datetime, *, complete: bool) -> None:
    """Note the look; a digest that has seen all waits for its next hour."""
    Subscription.objects.filter(pk__in=[row.pk for row in rows]).update(looked_at=now)
    if not complete:
        return
    for often in (Often.DAILY, Often.WEEKLY):
        slot = next_slot(often, now, settings.SUBSCRIBE_DIGEST_HOUR)
        held = [row.pk for row in rows if row.often == often]
        Subscription.objects.filter(pk__in=held).update(next_at=slot)


def _into_letters() -> None:
    """One letter to each subscriber for whom something waits, by whichever of the subscriptions."""
    waiting = Item.objects.filter(letter=None, subscription__subscriber__paused_at=None).order_by()
    subscribers = waiting.values_list("subscription__subscriber", flat=True).distinct()
    while some := list(subscribers[:BATCH]):
        _write(some)


@transaction.atomic
def _write(subscribers: list[int]) -> None:
    """A fixed number of queries, however many subscribers."""
    now, more = clock.now(), Counter[int]()
    counted = Subscription.objects.filter(subscriber__in=subscribers, more__gt=0)
    for subscriber, number in counted.values_list("subscriber", "more"):
        more[subscriber] += number
    counted.update(more=0)
    news = {"purpose": Letter.Purpose.NEWS, "created_at": now, "next_at": now}
    letters = Letter.objects.bulk_create(
        Letter(subscriber_id=one, more=more[one], **news) for one in subscribers
    )
    letter_to = {letter.subscriber_id: letter for letter in letters}
    items = Item.objects.filter(letter=None, subscription__subscriber__in=subscribers)
    held = list(items.select_related("subscription").only("subscription__subscriber"))
    for item in held:
        item.letter = letter_to[item.subscription.subscriber_id]
    Item.objects.bulk_update(held, ["letter"], batch_size=BATCH)
