"""What is checked: one record, or one file as read, as plain values."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from lxml import html as lxml_html

from mingbai.documents.document import Document, Notice, TableRows

POLICY = (
    "办法",
    "规定",
    "细则",
    "方案",
    "意见",
    "规划",
    "措施",
    "规则",
    "制度",
    "规程",
    "标准",
    "决定",
)
_TAILS = ("的通知", "（试行）", "(试行)", "（暂行）", "（修订）", "》", "”")
# 对一个人一件事的决定、征来的和审查的意见，不是定规矩的文件。
_SINGLE_CASE = re.compile(
    r"(?:表彰|奖励|任免|任命|免去|录用|处罚|处分|征收|撤销[^》”]*许可)[^》”]*决定$"
    r"|(?:征求|征集)[^》”]*意见$|(?:审查|审核|评审|验收|处理|答复)意见$"
)


class Part(NamedTuple):
    """An attachment: its file name and its text."""

    name: str
    text: str


class Place(NamedTuple):
    """One stretch of text; `sort` is the place without its number or name, such as `table`."""

    where: str
    text: str
    sort: str


@dataclass(frozen=True)
class Subject:
    """One record or file.

    `openness`: declared proactive, on_request or withheld; None when nothing was declared (a bare file).
    `catalogue_item`: None for a bare file, which has none; "" for a record whose item is still to be chosen.
    `text` holds the words of the tables too; `tables` are read from `html` when none are given.
    """

    title: str = ""
    html: str = ""
    text: str = ""
    document_number: str | None = None
    organisation: str | None = None
    written_on: date | None = None
    openness: str | None = None
    ground: str | None = None
    catalogue_item: str | None = None
    source: str | None = None
    is_policy: bool = False
    attachments: tuple[Part, ...] = ()
    properties: Mapping[str, str] = field(default_factory=dict)
    notices: tuple[Notice, ...] = ()
    tables: tuple[TableRows, ...] = ()
    file_name: str = ""

    @classmethod
    def of_document(
        cls, document: Document, *, file_name: str = "", attachments: tuple[Part, ...] = ()
    ) -> "Subject":
        """The subject of a file nobody has recorded yet: nothing declared, no catalogue item to demand."""
        return cls(
            title=document.title or "",
            html=document.html,
            text=document.text,
            document_number=document.document_number,
            organisation=document.organisation,
            written_on=document.written_on,
            is_policy=looks_like_policy(document.title or ""),
            attachments=attachments,
            properties=document.properties,
            notices=document.notices,
            tables=document.tables,
            file_name=file_name,
        )

    def grids(self) -> tuple[TableRows, ...]:
        return self.tables or (tables_of(self.html) if "<table" in self.html else ())

    def side_texts(self) -> Iterator[Place]:
        """Everything outside title, body and tables that is published with them."""
        for part in self.attachments:
            yield Place(f"attachment:{part.name}", part.text, "attachment")
            yield Place(f"file name:{part.name}", part.name, "file name")
        if self.file_name:
            yield Place(f"file name:{self.file_name}", self.file_name, "file name")
        for name, value in self.properties.items():
            yield Place(f"property:{name}", str(value), "property")


def looks_like_policy(title: str) -> bool:
    """Whether a title is one of the kinds that set rules: 办法、细则、实施方案 and their like."""
    for tail in _TAILS * 2:
        title = title.removesuffix(tail)
    return title.endswith(POLICY) and not _SINGLE_CASE.search(title)


def tables_of(html: str) -> tuple[TableRows, ...]:
    """The cells of every table, as text; a table inside a cell is read as its own."""
    root = lxml_html.fragment_fromstring(html, create_parent="div")
    return tuple(
        tuple(
            tuple(" ".join(cell.text_content().split()) for cell in row.iterchildren("td", "th"))
            for row in table.iter("tr")
        )
        for table in root.iter("table")
    )
