"""What stands on a sheet of paper; how it looks is the program's business."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from mingbai.documents.official.values import Block


@dataclass(frozen=True)
class Sheet:
    """One notice for a board, however many pages it takes. Whatever is empty is left out.

    `heading` stands above the title in the organisation's name; `facts` are label and value in pairs below
    it; `address` is what its code opens. `contact` and `complaint` are whole lines with the telephone number.
    """

    heading: str
    title: str
    blocks: Sequence[Block] = ()
    facts: Sequence[tuple[str, str]] = ()
    from_on: date | None = None
    until: date | None = None
    attachments: Sequence[str] = ()
    signed: Sequence[str] = ()
    signed_on: date | None = None
    address: str = ""
    scan: str = ""
    contact: str = ""
    complaint: str = ""
    size: str = "A4"
    is_trial: bool = False
    """For public notice with objections (公示), not for information only (公开)."""


@dataclass(frozen=True)
class Content:
    """One notice in a village's file: of which text it was drawn, and whether a person had previewed that
    very sheet before (else the program drew it anew)."""

    record: int
    digest: str
    title: str
    place: str
    sheets: int
    previewed: bool


@dataclass(frozen=True)
class Label:
    """One sticker: its code opens `address`."""

    title: str
    address: str
    code: str
    scan: str
    under: str = ""
