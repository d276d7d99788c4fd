"""Asking for a subscription, or for the link to one's own. Whether an address is known shows nowhere."""

from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction

from mingbai.foi.sealing import seal_text
from mingbai.lib import clock
from mingbai.notifications.models import DeliveryState
from mingbai.subscriptions.actions import throttling
from mingbai.subscriptions.actions.tallying import tally
from mingbai.subscriptions.channels import offered
from mingbai.subscriptions.models import Letter, Subscriber, Subscription, Tally, Try
from mingbai.subscriptions.queries.subscribers import address_digest
from mingbai.subscriptions.values import Target

DAY = timedelta(days=1)

TOO_MANY = "同一个网络一小时内填写的订阅太多。请过一会儿再试，填写的内容还在。"


@transaction.atomic
def ask(*, target: Target, often: str, channel: str, address: str, network: str) -> None:
    """Note a subscription that waits for its confirmation, and have the letter with the link sent.

    The letter goes out with the next round, so that the answer takes as long for an address that is known
    as for any other. ValidationError only for too many forms from one address of the network, or for a
    channel that is not offered; a mailbox that got its letters for today gets no more, without a word.
    """
    _admit(network)
    if channel not in offered():
        raise ValidationError({"channel": "这种方式现在没有开通，请换一种。"})
    tally(Tally.What.ASKED)
    if not _may_write_to(channel, address):
        return
    subscriber = _known(channel, address)
    row = subscriber.subscriptions.filter(confirmed_at=None, **target.parts).first()
    row = row or Subscription(subscriber=subscriber, **target.parts)
    row.often, row.asked_at = often, clock.now()
    row.save()
    write(subscriber, Letter.Purpose.CONFIRM, row)


@transaction.atomic
def ask_for_link(*, channel: str, address: str, network: str) -> None:
    """Have the link to everything known about an address sent there; nothing is sent to a stranger's.

    ValidationError as in `ask`.
    """
    _admit(network)
    subscriber = Subscriber.objects.filter(digest=address_digest(channel, address)).first()
    if _may_write_to(channel, address) and subscriber is not None:
        write(subscriber, Letter.Purpose.OPEN)


def _admit(network: str) -> None:
    who = Try.from_address(network)
    if Try.reached(Try.What.ASK, who, settings.SUBSCRIBE_PER_HOUR):
        raise ValidationError(TOO_MANY)
    Try.note(Try.What.ASK, who)


def _may_write_to(channel: str, address: str) -> bool:
    """Whether the mailbox may get another letter today that anybody can ask for."""
    who = throttling.to_mailbox(channel, address)
    if Try.reached(Try.What.LETTER, who, settings.SUBSCRIBE_LETTERS_PER_DAY, DAY):
        return False
    Try.note(Try.What.LETTER, who)
    return True


def _known(channel: str, address: str) -> Subscriber:
    values = {"channel": channel, "sealed": seal_text(address), "since": clock.now()}
    return Subscriber.objects.get_or_create(digest=address_digest(channel, address), defaults=values)[0]


def write(subscriber: Subscriber, purpose: Letter.Purpose, row: Subscription | None = None) -> None:
    """Have a letter sent, unless the same one waits already."""
    waits = subscriber.letters.filter(purpose=purpose, subscription=row, state=DeliveryState.QUEUED)
    if not waits.exists():
        now = clock.now()
        Letter.objects.create(
            subscriber=subscriber, purpose=purpose, subscription=row, created_at=now, next_at=now
        )
