"""How a copy of a notice leaves the office. Each adapter sends one, or raises.

Only channels that are set up are offered: e-mail with EMAIL_URL; SMS and WeChat when NOTICE_RECORD names
them, and then what would have been sent is only recorded, until a gateway's adapter is registered.
"""

from collections.abc import Callable

from django.conf import settings
from django.core.mail import EmailMessage

from mingbai.lib.text import one_line
from mingbai.notifications.models import Channel, Delivery, DeliveryState, Notice

Adapter = Callable[[Delivery], DeliveryState]
_gateways: dict[str, Adapter] = {}


class NoAddress(Exception):
    """The person cannot be reached on this channel; trying again would not help."""


def register(channel: Channel, adapter: Adapter) -> None:
    """Let a gateway take over a channel; it returns SENT or RECORDED."""
    _gateways[channel] = adapter


def adapters() -> dict[str, Adapter]:
    """The channels in use, with what sends on them."""
    found: dict[str, Adapter] = {}
    if settings.EMAIL_URL:
        found[Channel.EMAIL] = by_email
    found |= {name: only_record for name in settings.NOTICE_RECORD if name in Channel.values}
    return found | _gateways


def by_email(delivery: Delivery) -> DeliveryState:
    notice = delivery.notice
    preference = getattr(notice.user, "notice_preference", None)
    address = (preference.address if preference else "") or notice.user.email
    if not address:
        raise NoAddress("没有填写接收邮箱。")
    title = ("【紧急】" if notice.urgent else "") + one_line(notice.text)[:60]
    EmailMessage(subject=title, body=words_of(notice), to=[address]).send()
    return DeliveryState.SENT


def only_record(delivery: Delivery) -> DeliveryState:
    return DeliveryState.RECORDED


def words_of(notice: Notice) -> str:
    """What is sent: the text and, as a whole address, where to deal with it."""
    link = f"\n\n请登录办理：{settings.MINGBAI_BASE_URL.rstrip('/')}{notice.link}" if notice.link else ""
    return f"{notice.text}{link}\n\n这封信由政务公开工作平台自动发出，请不要回复。"
