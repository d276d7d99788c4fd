"""The ways a message leaves the office by itself. All are off until the settings name an account."""

from collections.abc import Callable
from typing import Any, Protocol

from django.conf import settings

from mingbai.outbox.adapters.wechat import WeChat, WeChatKeys
from mingbai.outbox.adapters.weibo import Weibo, WeiboKeys
from mingbai.outbox.models import Message
from mingbai.outbox.states import Purpose
from mingbai.outbox.values import Outcome, Outgoing
from mingbai.registers.models import MediaAccount
from mingbai.registers.states import Platform


class Adapter(Protocol):
    def send(self, message: Outgoing, keep: Callable[[dict[str, Any]], None]) -> Outcome:
        """Put it out. `keep` stores what the platform gave on the way, before the next step is asked for."""

    def look(self, receipt: dict[str, Any]) -> Outcome:
        """How far the platform has come with what it took."""

    def delete(self, receipt: dict[str, Any]) -> Outcome:
        """Take it away from the public."""


def adapter_of(account: MediaAccount | None) -> Adapter | None:
    """None where a person has to do it."""
    if account is None:
        return None
    if account.platform == Platform.WECHAT and (keys := settings.WECHAT_ACCOUNTS.get(account.account_id)):
        return WeChat(settings.WECHAT_API, WeChatKeys(**keys), settings.OUTBOX_TIMEOUT)
    if account.platform == Platform.WEIBO and (keys := settings.WEIBO_ACCOUNTS.get(account.account_id)):
        return Weibo(settings.WEIBO_API, WeiboKeys(**keys), settings.OUTBOX_TIMEOUT)
    return None


def sends_itself(message: Message) -> bool:
    """Whether a program does it: not on Weibo, where the interface for deleting is not open to everybody."""
    if message.account is None or adapter_of(message.account) is None:
        return False
    return message.purpose != Purpose.DELETION or message.account.platform == Platform.WECHAT
