"""Sending letters, each at most once, without holding up the round."""

import smtplib
import time
from collections import Counter
from contextlib import ExitStack

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q

from mingbai.foi.sealing import Unreadable
from mingbai.lib import clock
from mingbai.notifications.models import Channel, DeliveryState
from mingbai.notifications.rules import UNSURE_AFTER, next_try
from mingbai.subscriptions import channels
from mingbai.subscriptions.actions.composing import message_of
from mingbai.subscriptions.actions.tallying import tally
from mingbai.subscriptions.models import Letter, Subscriber, Tally

BATCH = 500
AT_MOST = 20.0
"""Seconds spent on sending in one round; the rest waits for the next minute."""

INTERRUPTED = "发送时中断，不清楚有没有收到，不再重发。"
NO_KEY = "地址打不开：加密用的密钥换了或者丢了。"
REFUSED = "收信方拒收，或者没有这个地址。"
_TALLIES = {
    DeliveryState.SENT: Tally.What.SENT,
    DeliveryState.RECORDED: Tally.What.RECORDED,
    DeliveryState.FAILED: Tally.What.FAILED,
}


def send_due() -> Counter[DeliveryState]:
    """Send what is due, by each channel over one connection; how many ended how.

    A letter is taken by one guarded write before it is sent, so two rounds never send it twice; one that
    was interrupted in between is given up. While a channel cannot be reached its letters wait.
    """
    done = Counter({DeliveryState.FAILED: _give_up_interrupted()})
    until = time.monotonic() + AT_MOST
    for channel in Channel.values:
        done.update(_send_by(channel, until))
    for state, what in _TALLIES.items():
        tally(what, done[state])
    return done


def _send_by(channel: str, until: float) -> list[DeliveryState]:
    due = Letter.objects.filter(
        state=DeliveryState.QUEUED, next_at__lte=clock.now(), subscriber__channel=channel
    ).order_by("next_at", "pk")
    numbers = list(due.values_list("pk", flat=True)[:BATCH])
    way = channels.ways().get(channel)
    if not numbers or way is None:
        return []
    found = []
    with ExitStack() as stack:
        try:
            send = stack.enter_context(way())
        except Exception:  # noqa: BLE001 - a gateway that is away is waited for, whatever it raises
            return []
        for pk in numbers:
            if time.monotonic() > until:
                break
            if (state := send_one(pk, send)) is not None:
                found.append(state)
    return found


def send_one(pk: int, send: channels.Send) -> DeliveryState | None:
    """Send one letter; its new state, or None when another round took it or nothing was left to say."""
    taken = Letter.objects.filter(pk=pk, state=DeliveryState.QUEUED, next_at__lte=clock.now()).update(
        state=DeliveryState.SENDING, taken_at=clock.now(), tries=F("tries") + 1
    )
    letter = Letter.objects.select_related("subscriber", "subscription").filter(pk=pk).first()
    if not taken or letter is None:
        return None
    try:
        message = message_of(letter)
        if message is None:
            letter.delete()
            return None
        return _ended(letter, send(message))
    except Unreadable:
        return _ended(letter, DeliveryState.FAILED, NO_KEY)
    except Exception as problem:  # noqa: BLE001 - whatever a gateway raises, the others are still sent
        return _failed(letter, problem)


def _failed(letter: Letter, problem: Exception) -> DeliveryState:
    """Wait and try again, or give up. The gateway's own words hold the address and are not kept."""
    again = None if _is_refusal(problem) else next_try(letter.tries, clock.now())
    if again is not None:
        letter.next_at = again
        return _ended(letter, DeliveryState.QUEUED, f"没有发出，稍后再试（{type(problem).__name__}）。")
    note = (
        REFUSED if _is_refusal(problem) else f"试了 {letter.tries} 次都没有发出（{type(problem).__name__}）。"
    )
    return _ended(letter, DeliveryState.FAILED, note)


def _is_refusal(problem: Exception) -> bool:
    """Whether the mail server said that this address will never do (RFC 5321: 5xx)."""
    if not isinstance(problem, smtplib.SMTPRecipientsRefused):
        return False
    return all(500 <= code < 600 for code, _ in problem.recipients.values())


@transaction.atomic
def _ended(letter: Letter, state: DeliveryState, problem: str = "") -> DeliveryState:
    went = state in (DeliveryState.SENT, DeliveryState.RECORDED)
    still = Letter.objects.filter(pk=letter.pk, state=DeliveryState.SENDING).update(
        state=state, problem=problem, next_at=letter.next_at, sent_at=clock.now() if went else None
    )
    if still and state == DeliveryState.SENT and letter.subscriber.failures:
        Subscriber.objects.filter(pk=letter.subscriber_id).update(failures=0)
    if still and state == DeliveryState.FAILED and problem not in (NO_KEY, INTERRUPTED):
        _not_reached(letter.subscriber_id)
    return state


def _not_reached(subscriber: int) -> None:
    """Letters in a row that did not arrive; at SUBSCRIBE_FAILURES the address rests."""
    row = Subscriber.objects.filter(pk=subscriber)
    row.update(failures=F("failures") + 1)
    tired = row.filter(failures__gte=settings.SUBSCRIBE_FAILURES, paused_at=None)
    if tired.update(paused_at=clock.now()):
        tally(Tally.What.PAUSED)
        news = Letter.objects.filter(purpose=Letter.Purpose.NEWS, state=DeliveryState.QUEUED)
        news.filter(subscriber=subscriber).delete()


def _give_up_interrupted() -> int:
    stuck = Q(state=DeliveryState.SENDING, taken_at__lt=clock.now() - UNSURE_AFTER)
    held = list(Letter.objects.filter(stuck).select_related("subscriber")[:BATCH])
    for letter in held:
        _ended(letter, DeliveryState.FAILED, INTERRUPTED)
    return len(held)
