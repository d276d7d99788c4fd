"""By which ways subscribers are told. Each is opened for one round and sends, or raises.

Only those that are set up are offered: e-mail with EMAIL_URL; SMS and WeChat when SUBSCRIBE_RECORD names
them, and then what would have been sent is only recorded, until a gateway is registered.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection

from mingbai.notifications.models import Channel, DeliveryState
from mingbai.subscriptions.values import Message

Send = Callable[[Message], DeliveryState]
Way = Callable[[], AbstractContextManager[Send]]
_gateways: dict[str, Way] = {}


def register(channel: Channel, way: Way) -> None:
    """Let a gateway take over a channel: `way()` is entered once in a round; what it gives sends one message,
    and returns SENT or RECORDED. What it raises on entering leaves the letters waiting."""
    _gateways[channel] = way


@contextmanager
def standing_in(channel: Channel, way: Way) -> Iterator[None]:
    """Let `way` alone serve a channel for a while, so that nothing leaves this process by it."""
    before = _gateways.copy()
    _gateways[channel] = way
    try:
        yield
    finally:
        _gateways.clear()
        _gateways.update(before)


def ways() -> dict[str, Way]:
    """The channels in use, with what sends on them."""
    found: dict[str, Way] = {Channel.EMAIL: by_email} if settings.EMAIL_URL else {}
    found |= {name: only_record for name in settings.SUBSCRIBE_RECORD if name in Channel.values}
    return found | _gateways


def offered() -> list[str]:
    return [one for one in Channel.values if one in ways()]


def is_only_recorded(channel: str) -> bool:
    """Whether nothing is sent on this channel yet: visitors are told."""
    return ways().get(channel) is only_record


@contextmanager
def by_email() -> Iterator[Send]:
    """One connection for all messages of a round."""
    connection = get_connection()
    connection.open()

    def send(message: Message) -> DeliveryState:
        mail = EmailMultiAlternatives(
            message.subject, message.text, to=[message.to], headers=message.headers, connection=connection
        )
        if message.html:
            mail.attach_alternative(message.html, "text/html")
        try:
            mail.send()
        except Exception:
            connection.close()  # what was left half said may not reach the next one's letter
            raise
        return DeliveryState.SENT

    try:
        yield send
    finally:
        connection.close()


@contextmanager
def only_record() -> Iterator[Send]:
    def send(message: Message) -> DeliveryState:
        return DeliveryState.RECORDED

    yield send
