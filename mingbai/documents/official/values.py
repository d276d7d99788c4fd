"""What an official document says, part by part; what it looks like stands in `layout`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Heading:
    """`level` 1–4 for 一、（一）1.（1）; `text` with its number as printed, if it has one."""

    level: int
    text: str


@dataclass(frozen=True)
class Paragraph:
    text: str


@dataclass(frozen=True)
class Link:
    """A cell whose words open `url`."""

    text: str
    url: str

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True)
class Cell:
    """A cell that reaches over several columns and rows; what it covers is left out of the rows."""

    text: str
    columns: int = 1
    rows: int = 1

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True)
class Table:
    """Cells are text, numbers, a `Link` or a `Cell`; `widths` are shares of the width, empty: all alike.

    `titles` is the head row, which may be left out; the first `head_rows` of `rows` are head rows too. The
    text of a cell may hold line breaks.
    """

    titles: Sequence[str]
    rows: Sequence[Sequence[object]]
    caption: str = ""
    widths: Sequence[float] = ()
    head_rows: int = 0

    @property
    def columns(self) -> int:
        """How many columns the grid has, whatever reaches over several of them."""
        if self.titles:
            return len(self.titles)
        first = self.rows[0] if self.rows else ()
        return sum(one.columns if isinstance(one, Cell) else 1 for one in first)


Block = Heading | Paragraph | Table


@dataclass(frozen=True)
class OfficialDocument:
    """Whatever is "" or empty is left out of the file. A line break in `title` is one in print.

    `head` is the organisation of the red head (发文机关标志, printed with 文件 after it); `signer` only
    stands in what goes to a higher authority (签发人，仅上行文). `annex` are blocks on a page of their own
    behind the signature, `attachments` the names listed below the text. `mark` is the note below the date,
    such as 此件公开发布. `copies_to` and `printed_by` with `printed_on` make the closing lines (版记).
    """

    title: str
    blocks: Sequence[Block] = ()
    head: str = ""
    number: str = ""
    signer: str = ""
    addressee: str = ""
    attachments: Sequence[str] = ()
    signed: Sequence[str] = ()
    written_on: date | None = None
    mark: str = ""
    annex: Sequence[Block] = ()
    annex_title: str = ""
    copies_to: str = ""
    printed_by: str = ""
    printed_on: date | None = None
    number_below: bool = False
    """Whether the number stands below the title, as on letters without a red head."""
