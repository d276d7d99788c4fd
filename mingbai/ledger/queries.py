"""Reading and verifying the trail."""

from dataclasses import dataclass

from django.db import models

from mingbai.ledger.models import ChainHead, Event
from mingbai.ledger.rules import digest_of

GENESIS = "0" * 64


@dataclass(frozen=True)
class ChainReport:
    """`broken_at` is the sequence of the first event that does not fit, or None."""

    events: int
    broken_at: int | None
    reason: str


def history_of(subject: models.Model) -> models.QuerySet[Event]:
    return Event.objects.filter(subject_type=subject._meta.label_lower, subject_id=str(subject.pk))


def last_event() -> int:
    """The sequence of the newest event; 0 when there is none."""
    head = ChainHead.objects.filter(pk=1).first()
    return head.sequence if head else 0


def happened_since(sequence: int, prefixes: tuple[str, ...]) -> bool:
    """Whether an event with one of these beginnings of verbs came after that sequence."""
    verbs = Event.objects.filter(sequence__gt=sequence).values_list("verb", flat=True)
    return any(verb.startswith(prefixes) for verb in verbs.distinct())


def verify_chain() -> ChainReport:
    """Walk all events in order and recompute each digest. Constant memory."""
    return _verify(Event.objects.all(), 0, GENESIS)


def verify_last(depth: int) -> ChainReport:
    """The same for the newest `depth` events, trusting those before them."""
    start = max(0, last_event() - depth)
    before = Event.objects.filter(sequence=start).values_list("digest", flat=True).first()
    return _verify(Event.objects.filter(sequence__gt=start), start, before or GENESIS)


def _verify(events: models.QuerySet[Event], count: int, previous: str) -> ChainReport:
    """Events that follow `count` others, the last of which has the digest `previous`."""
    start = count
    for event in events.order_by("sequence").iterator(chunk_size=2000):
        count += 1
        if event.sequence != count:
            return ChainReport(count - start, count, f"缺少第 {count} 号事件")
        if event.previous != previous:
            return ChainReport(count - start, event.sequence, f"第 {event.sequence} 号事件与上一事件衔接不上")
        if digest_of(event) != event.digest:
            return ChainReport(count - start, event.sequence, f"第 {event.sequence} 号事件的内容被改动过")
        previous = event.digest
    head = ChainHead.objects.filter(pk=1).first() or ChainHead()
    if (head.sequence, head.digest) != (count, previous):
        reason = f"最后的事件被删去：应有 {head.sequence} 件，现有 {count} 件"
        return ChainReport(count - start, count + 1, reason)
    return ChainReport(count - start, None, "")
