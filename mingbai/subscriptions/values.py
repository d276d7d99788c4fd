"""What may be subscribed to, and what is handed from one part to another."""

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from mingbai.disclosures.models import Information
from mingbai.organisations.models import Organisation
from mingbai.subscriptions.models import Kind


@dataclass(frozen=True)
class Target:
    """What is subscribed to, with its name for people: see `Subscription` for the parts."""

    kind: Kind
    label: str
    organisation: Organisation | None = None
    information: Information | None = None
    key: str = ""
    below: bool = False

    @property
    def parts(self) -> dict[str, Any]:
        """The columns of `Subscription` that say the same."""
        return {
            "kind": self.kind,
            "organisation": self.organisation,
            "information": self.information,
            "key": self.key,
            "below": self.below,
        }

    @property
    def given(self) -> dict[str, str]:
        """The same as an address's query says it."""
        if self.organisation is not None:
            return {"organisation": self.organisation.slug} | ({"below": "1"} if self.below else {})
        if self.information is not None:
            return {"record": str(self.information.pk)}
        return {"q" if self.kind == Kind.SEARCH else self.kind.value: self.key}

    @property
    def query(self) -> str:
        return urlencode(self.given)


@dataclass(frozen=True)
class Message:
    """What leaves by one channel. Never printed: `to` is somebody's address."""

    to: str = field(repr=False)
    subject: str = field(repr=False)
    text: str = field(repr=False)
    html: str = field(default="", repr=False)
    headers: dict[str, str] = field(default_factory=dict, repr=False)
