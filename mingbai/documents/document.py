"""What was read from one file: values only, independent of any database."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

TableRows = tuple[tuple[str, ...], ...]

NOTICE_KINDS = (
    "hidden_text",
    "tracked_change",
    "comment",
    "field",
    "external_link",
    "embedded_object",
    "macro",
    "property",
    "gps",
    "bookmark",
    "missing_image",
)


@dataclass(frozen=True, slots=True)
class Notice:
    """Something a clerk must know before publishing: `kind` is one of `NOTICE_KINDS`, `detail` is Chinese."""

    kind: str
    detail: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the official levels 一、=1 （一）=2 1.=3 （1）=4; `number` as printed, "" for none."""

    level: int
    number: str
    text: str


@dataclass(frozen=True, slots=True)
class Image:
    """A picture inside the file; `name` is the one used by `data-image` in the HTML."""

    name: str
    media_type: str
    data: bytes = field(repr=False)


@dataclass(frozen=True)
class Document:
    """One file as read; what is unknown is None, what is absent is an empty tuple.

    `html` is the clean body: without red head, title and printing line, which stand in their own fields.
    `text` is everything a reader of the printed page sees, one paragraph or table row per line.
    `tables` are rectangular: a merged cell's value stands in its first cell, the others are "".
    `openness` is proactive, on_request or withheld; `openness_mark` the words it was read from.
    `attachments` are the names listed under 附件. `properties` are the file's own (author, company …).
    """

    kind: str
    title: str | None = None
    document_number: str | None = None
    organisation: str | None = None
    signer: str | None = None
    written_on: date | None = None
    printed_on: date | None = None
    openness: str | None = None
    openness_mark: str | None = None
    addressee: str | None = None
    headings: tuple[Heading, ...] = ()
    html: str = ""
    text: str = ""
    tables: tuple[TableRows, ...] = ()
    notices: tuple[Notice, ...] = ()
    images: tuple[Image, ...] = ()
    attachments: tuple[str, ...] = ()
    properties: dict[str, str] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """The shape printed by `mingbai inspect --json`: dates in ISO 8601, pictures without their bytes."""
        return {
            "kind": self.kind,
            "title": self.title,
            "document_number": self.document_number,
            "organisation": self.organisation,
            "signer": self.signer,
            "written_on": self.written_on and self.written_on.isoformat(),
            "printed_on": self.printed_on and self.printed_on.isoformat(),
            "openness": self.openness,
            "openness_mark": self.openness_mark,
            "addressee": self.addressee,
            "headings": [{"level": h.level, "number": h.number, "text": h.text} for h in self.headings],
            "html": self.html,
            "text": self.text,
            "tables": [[list(row) for row in table] for table in self.tables],
            "notices": [{"kind": n.kind, "detail": n.detail} for n in self.notices],
            "images": [
                {"name": i.name, "media_type": i.media_type, "size": len(i.data)} for i in self.images
            ],
            "attachments": list(self.attachments),
            "properties": dict(self.properties),
        }
