"""What a screen plays, and what a touch screen has on its shelf."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from mingbai.channels.models import Place, Posting
from mingbai.lib.qr import Code, code_of


@dataclass(frozen=True)
class Item:
    """One record on a screen: `pages` of a few lines, shown `seconds` each; over at `ends_at`.

    `version_digest` is that of the public version it was made from, `digest` that of what is shown.
    """

    index_number: str
    title: str
    pages: tuple[tuple[str, ...], ...]
    seconds: int
    publisher: str
    published_on: date
    ends_at: datetime | None
    address: str
    version: int
    version_digest: str
    digest: str

    @cached_property
    def code(self) -> Code:
        return code_of(self.address)

    @property
    def length(self) -> int:
        return self.seconds * len(self.pages)


@dataclass(frozen=True)
class Playlist:
    place: Place
    made_at: datetime
    valid_until: datetime
    items: tuple[Item, ...]
    more_at: str
    """The address of the page about the organisation, for the slide that says that nothing is planned."""


@dataclass(frozen=True)
class Standing:
    """A posting that should play, and why it does not ("" when it does)."""

    posting: Posting
    reason: str = ""


@dataclass(frozen=True)
class Slide:
    """One page of an item, the `number`th of all pages of the playlist."""

    item: Item
    lines: Sequence[str]
    part: int
    number: int


@dataclass(frozen=True)
class Title:
    """A record as a line of a list on a touch screen."""

    pk: int
    title: str
    published_on: date
    organisation: int
    organisation_name: str
    field: str
    field_name: str
    genre: str
    is_policy: bool
    validity: str
    words: str


@dataclass(frozen=True)
class Shelf:
    """The newest records of the organisations that a place serves, newest first."""

    place: Place
    made_at: datetime
    valid_until: datetime
    titles: tuple[Title, ...]
