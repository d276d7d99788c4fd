"""What paper and page both show of an entry."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from mingbai.documents.official.blocks import blocks_of
from mingbai.documents.official.lettering import day_words
from mingbai.documents.official.values import Block
from mingbai.gazette.rules import texts_of


@dataclass(frozen=True)
class Printed:
    """The text of an entry as printed. `html` is sanitised markup; `files` are the names of attachments."""

    title: str
    document_number: str
    html: str
    signed: Sequence[str] = ()
    written_on: date | None = None
    files: Sequence[str] = ()

    @property
    def blocks(self) -> tuple[Block, ...]:
        return blocks_of(self.html)

    @property
    def day(self) -> str:
        return day_words(self.written_on) if self.written_on else ""

    def texts(self) -> list[str]:
        """Everything a reader must find in both, in order, piece by piece."""
        parts = [
            self.title,
            self.document_number,
            *texts_of(self.blocks),
            *self.signed,
            self.day,
            *self.files,
        ]
        return [part for part in parts if part]


class Why(Enum):
    """Why an entry's text is no longer offered."""

    WITHDRAWN = "withdrawn"
    REMOVED = "removed"
    CONCEALED = "concealed"
    BLANKED = "blanked"
    CHANGED = "changed"


@dataclass(frozen=True)
class Standing:
    """How an entry's record stands today: `hidden` says why the text must not be shown, None: it may."""

    hidden: Why | None = None
    reason: str = ""
    notes: Sequence[tuple[str, str]] = field(default_factory=tuple)
    """Words and an address each: corrected since, repealed, merged."""
