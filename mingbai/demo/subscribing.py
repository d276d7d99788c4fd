"""Who has themselves told of what. The letters with the links are read here and leave by no channel."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta

from mingbai.demo.book import Book
from mingbai.demo.settling import morning
from mingbai.disclosures.queries import listed
from mingbai.lib import clock
from mingbai.notifications.models import Channel, DeliveryState
from mingbai.subscriptions import channels
from mingbai.subscriptions.actions.asking import ask
from mingbai.subscriptions.actions.keeping import confirm
from mingbai.subscriptions.actions.sending import send_due
from mingbai.subscriptions.models import Often
from mingbai.subscriptions.queries.targets import target_of
from mingbai.subscriptions.values import Message

_CONFIRM = re.compile(r"/subscribe/confirm/([\w-]+)/")


@dataclass(frozen=True)
class Wish:
    """`given` as the address of a form says it; `about` instead is the title of a record.

    It was asked for `days` before today; `confirmed` tells whether the link in the letter was used.
    """

    name: str
    often: Often
    days: int
    given: dict[str, str] = field(default_factory=dict, hash=False)
    about: str = ""
    confirmed: bool = True


WISHES = (
    Wish("rong", Often.DAILY, 34, {"organisation": "qinghe", "below": "1"}),
    Wish("rong", Often.AT_ONCE, 34, {"q": "停水"}),
    Wish("bu", Often.WEEKLY, 28, {"organisation": "maiping"}),
    Wish("wen", Often.WEEKLY, 21, {"field": "yanglaofuwu"}),
    Wish("yue", Often.AT_ONCE, 13, {"column": "consultations"}),
    Wish("xi", Often.AT_ONCE, 9, about="高龄津贴办事指南"),
    Wish("gu", Often.DAILY, 1, {"column": "letters"}, confirmed=False),
)
"""The last waits for its confirmation and is erased by the round when nobody confirms it in time."""


def play(book: Book) -> None:
    for wish in WISHES:
        with clock.at(morning(book.today - timedelta(days=wish.days))):
            _subscribe(wish)


def _subscribe(wish: Wish) -> None:
    given = wish.given or {"record": str(listed().get(title=wish.about).pk)}
    target = target_of(given)
    if target is None:
        raise LookupError(given)
    with _mailbox() as received:
        ask(
            target=target,
            often=wish.often,
            channel=Channel.EMAIL,
            address=f"{wish.name}@citizen.example",
            network=f"192.0.2.{wish.days}",
        )
        send_due()
    if wish.confirmed:
        confirm(token=_CONFIRM.findall(received[-1].text)[0])


@contextmanager
def _mailbox() -> Iterator[list[Message]]:
    """The letters that would have been sent while it is open."""
    received: list[Message] = []

    def keep(message: Message) -> DeliveryState:
        received.append(message)
        return DeliveryState.RECORDED

    @contextmanager
    def way() -> Iterator[channels.Send]:
        yield keep

    with channels.standing_in(Channel.EMAIL, way):
        yield received
