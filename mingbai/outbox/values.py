"""What is handed to a platform, what it answers, and the outlets a record can go to."""

from dataclasses import dataclass, field
from typing import Any

from mingbai.channels.states import Channel, RenderingKind
from mingbai.outbox.models import GroupChat
from mingbai.registers.models import MediaAccount

KIND_OF = {
    Channel.WECHAT: RenderingKind.WECHAT,
    Channel.WEIBO: RenderingKind.WEIBO,
    Channel.GROUP: RenderingKind.GROUP,
}
CHANNEL_OF_PLATFORM = {"wechat": Channel.WECHAT, "weibo": Channel.WEIBO}


@dataclass(frozen=True)
class Outlet:
    """An account or a group, with the channel it is."""

    of: MediaAccount | GroupChat

    @property
    def channel(self) -> Channel:
        return Channel.GROUP if isinstance(self.of, GroupChat) else CHANNEL_OF_PLATFORM[self.of.platform]

    @property
    def kind(self) -> RenderingKind:
        return KIND_OF[self.channel]

    @property
    def key(self) -> str:
        return f"{'group' if isinstance(self.of, GroupChat) else 'account'}:{self.of.pk}"

    @property
    def label(self) -> str:
        return f"{self.channel.label}“{self.of.name}”（{self.of.organisation}）"


@dataclass(frozen=True)
class Outgoing:
    """What a platform gets. `receipt` is what it gave before, so that nothing is made twice."""

    text: str = ""
    title: str = ""
    digest: str = ""
    author: str = ""
    html: str = ""
    address: str = ""
    receipt: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Accepted:
    """The platform took it; `final` when it is out, not only waiting for the platform's own look at it."""

    receipt: dict[str, Any]
    url: str = ""
    final: bool = True


@dataclass(frozen=True)
class Refused:
    """It is not out, for sure. `again`: trying later may help, and the account is left alone for now."""

    reason: str
    again: bool = False
    receipt: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Unclear:
    """Nobody knows whether it is out; a person looks. It is never sent a second time by a program."""

    reason: str
    receipt: dict[str, Any] = field(default_factory=dict)


Outcome = Accepted | Refused | Unclear
