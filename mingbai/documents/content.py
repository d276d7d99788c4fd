"""What every reader of one format hands to the recognition of fields: blocks in reading order."""

from dataclasses import dataclass, field

from mingbai.documents.document import Image, Notice, TableRows

EXCERPT = 60  # characters of hidden or deleted text shown in a notice
MOST_NOTICES = 200  # of one kind; the rest is counted


@dataclass(slots=True)
class Paragraph:
    """`text` is plain, `html` its inner HTML; `outline` is 0-based as in Word's styles."""

    text: str
    html: str
    align: str = ""  # "", "center" or "right"
    outline: int | None = None
    bullet: bool = False
    role: str = ""  # "", "title", "contents" (a line of the table of contents) or "sheet" (a sheet's name)


@dataclass(slots=True)
class Table:
    """`nested` are the tables inside its cells."""

    rows: TableRows
    html: str
    nested: tuple["Table", ...] = ()


@dataclass(slots=True)
class Figure:
    """The place of a picture."""

    name: str


Block = Paragraph | Table | Figure


@dataclass(slots=True)
class Content:
    """`margins` are headers and footers: printed on the page but no part of the body."""

    blocks: list[Block] = field(default_factory=list)
    margins: list[Paragraph] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)
    properties: dict[str, str] = field(default_factory=dict)
    notices: "Notices" = field(default_factory=lambda: Notices())


class Notices:
    """Collects notices in order, each once, and keeps their number within reason."""

    def __init__(self) -> None:
        self._seen: dict[Notice, None] = {}
        self._counts: dict[str, int] = {}

    def add(self, kind: str, detail: str) -> None:
        notice = Notice(kind, detail)
        if notice in self._seen:
            return
        count = self._counts[kind] = self._counts.get(kind, 0) + 1
        if count <= MOST_NOTICES:
            self._seen[notice] = None

    def all(self) -> tuple[Notice, ...]:
        more = [
            Notice(kind, f"另有 {count - MOST_NOTICES} 处，没有逐一列出")
            for kind, count in self._counts.items()
            if count > MOST_NOTICES
        ]
        return (*self._seen, *more)


def excerpt(text: str) -> str:
    """A short quotation for a notice."""
    text = " ".join(text.split())
    return f"“{text[:EXCERPT]}{'…' if len(text) > EXCERPT else ''}”"
