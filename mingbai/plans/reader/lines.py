"""The document's body as lines and grids, in reading order."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree, html

from mingbai.documents.document import Document

_HEADINGS = {f"h{level + 1}": level for level in range(1, 6)} | {"h1": 1}
_BLOCKS = {"p", "li", "pre", "blockquote", "dt", "dd", *_HEADINGS}
_CONTAINERS = {"ul", "ol", "div", "section", "body", "html", "dl", "article", "main"}
_PIPES = re.compile(r"^\s*\|.*\|\s*$")
_RULE = re.compile(r"^[\s|:+\-—─=_]+$")
MOST_SPAN = 200  # columns or rows one cell may claim; a forged file could claim millions


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line. `outline` is the level of a heading of the document, None for body text."""

    text: str
    outline: int | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """`carried`: a merged cell's text, repeated in the places it covers below or beside its first."""

    text: str
    carried: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table, merged cells filled, all rows equally wide; `printed` are the rows as the text has them."""

    rows: tuple[tuple[Cell, ...], ...]
    printed: tuple[str, ...]


Part = Line | Grid


def parts_of(document: Document) -> list[Part]:
    """Lines and grids; tables typed with tabs or `|` in plain text become grids too.

    Plain text is taken whole: its head may hold the beginning of a table.
    """
    if document.kind == "txt" or not document.html.strip():
        return _typed_tables(_from_text(document.text))
    return _typed_tables(list(_from_html(document.html)))


def _from_text(text: str) -> list[Part]:
    return [Line(line.strip()) for line in text.splitlines() if line.strip()]


def _from_html(source: str) -> Iterator[Part]:
    try:
        root = html.fragment_fromstring(source, create_parent="div")
    except (etree.ParserError, ValueError):
        return
    yield from _walk(root)


def _walk(element: etree._Element) -> Iterator[Part]:
    yield from _lines(element.text or "", None)
    for child in element:
        tag = child.tag if isinstance(child.tag, str) else ""
        if tag == "table":
            yield _grid(child)
        elif tag in _BLOCKS and child.find(".//table") is None and child.find(".//p") is None:
            yield from _lines(_text(child), _HEADINGS.get(tag))
        elif tag in _CONTAINERS or tag in _BLOCKS:
            yield from _walk(child)
        elif tag and tag != "figure":
            yield from _lines(_text(child), None)
        yield from _lines(child.tail or "", None)


def _lines(text: str, outline: int | None) -> Iterator[Line]:
    for line in text.split("\n"):
        if line.strip():
            yield Line(line.replace("\xa0", " ").strip(), outline)


def _text(element: etree._Element) -> str:
    """The text inside, a line break for every <br> and between paragraphs of a cell."""
    pieces: list[str] = []
    for event, node in etree.iterwalk(element, events=("start", "end")):
        if not isinstance(node.tag, str):
            continue
        if event == "start":
            pieces.append("\n" if node.tag in {"br", "p", "li", "tr"} and node is not element else "")
            pieces.append(node.text or "")
        elif node is not element:
            pieces.append(node.tail or "")
    return "".join(pieces)


def _grid(table: etree._Element) -> Grid:
    filled: dict[tuple[int, int], Cell] = {}
    rows = [row for row in table.iter("tr") if next(row.iterancestors("table"), None) is table]
    for at, row in enumerate(rows):
        column = 0
        for cell in row:
            if cell.tag not in ("td", "th"):
                continue
            while (at, column) in filled:
                column += 1
            text = "\n".join(line.text for line in _lines(_text(cell), None))
            down, across = _span(cell, "rowspan"), _span(cell, "colspan")
            for y in range(min(down, len(rows) - at)):
                for x in range(across):
                    filled.setdefault((at + y, column + x), Cell(text, carried=bool(x or y)))
            column += across
    width = max((column for _, column in filled), default=-1) + 1
    body = tuple(tuple(filled.get((y, x), Cell("")) for x in range(width)) for y in range(len(rows)))
    return Grid(body, tuple(_printed(row) for row in body))


def _printed(row: tuple[Cell, ...]) -> str:
    return "\t".join(cell.text.replace("\n", " ") for cell in row if not cell.carried)


def _span(cell: etree._Element, name: str) -> int:
    written = cell.get(name) or "1"
    return min(max(int(written), 1), MOST_SPAN) if written.isascii() and written.isdigit() else 1


def _typed_tables(parts: list[Part]) -> list[Part]:
    """Runs of two or more lines with tabs or pipes, as text extraction leaves tables."""
    result: list[Part] = []
    kept: list[Line] = []
    for part in [*parts, Line("")]:
        cells = _cells(part.text) if isinstance(part, Line) else None
        if cells is not None and isinstance(part, Line):
            kept.append(part)
            continue
        result += [_typed_grid(kept)] if len(kept) > 1 else kept
        kept = []
        if not isinstance(part, Line) or part.text:
            result.append(part)
    return result


def _cells(text: str) -> list[str] | None:
    if _PIPES.match(text):
        return [] if _RULE.match(text) else [cell.strip() for cell in text.strip().strip("|").split("|")]
    if text.count("\t") >= 1 and all(len(cell) <= 2000 for cell in text.split("\t")):
        return [cell.strip() for cell in text.split("\t")]
    return None


def _typed_grid(lines: list[Line]) -> Grid:
    rows = [(cells, line.text) for line in lines if (cells := _cells(line.text))]
    width = max((len(cells) for cells, _ in rows), default=0)
    return Grid(
        tuple(tuple(Cell(text) for text in cells + [""] * (width - len(cells))) for cells, _ in rows),
        tuple(line for _, line in rows),
    )
