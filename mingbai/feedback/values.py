"""What is kept sealed, what a receipt says, and of which page something is said."""

import json
from dataclasses import asdict, dataclass, field
from datetime import date

from mingbai.disclosures.models import Information
from mingbai.organisations.models import Organisation


@dataclass(frozen=True)
class Page:
    """A public page: a record, or the path of another one. `organisation` answers for it."""

    path: str
    title: str
    organisation: Organisation
    information: Information | None = None


@dataclass(frozen=True)
class Sealed:
    """How to reach the person, and the words before anything was masked ("" when nothing was)."""

    contact: str = field(default="", repr=False)
    text: str = field(default="", repr=False)

    def to_text(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def from_text(cls, text: str) -> "Sealed":
        return cls(**json.loads(text))


@dataclass(frozen=True)
class Receipt:
    """What the person takes home; the code is nowhere kept but here."""

    code: str = field(repr=False)
    title: str
    until: str
    masked: bool

    def to_text(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def from_text(cls, text: str) -> "Receipt":
        return cls(**json.loads(text))

    @property
    def last_day(self) -> date:
        return date.fromisoformat(self.until)
