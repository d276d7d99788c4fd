"""The body of a record as blocks of an official document."""

import re
from collections.abc import Iterator

from lxml import html as lxml_html
from lxml.html import HtmlElement

from mingbai.documents.official.values import Block, Cell, Heading, Paragraph, Table

LEVELS = {"h2": 1, "h3": 2, "h4": 3, "h5": 4}
HOLDERS = {"ul", "ol", "blockquote", "div", "figure"}
MOST_COLUMNS = 60
_SPACE = re.compile(r"[ \t\r\n\xa0]+")


def blocks_of(html: str) -> tuple[Block, ...]:
    """Headings, paragraphs and tables of a sanitised body, in their order.

    A picture becomes its words in brackets: on paper it stands on the page that the QR code opens. A table
    whose cells do not fill its grid is filled up with empty ones; nothing of the text is left out.
    """
    if not html.strip():
        return ()
    return tuple(_blocks(lxml_html.fragment_fromstring(html, create_parent="div")))


def _blocks(parent: HtmlElement) -> Iterator[Block]:
    yield from _loose(parent.text)
    for element in parent:
        if not isinstance(element.tag, str):
            yield from _loose(element.tail)
            continue
        if element.tag in LEVELS:
            yield from (Heading(LEVELS[element.tag], text) for text in _lines(element))
        elif element.tag == "table":
            yield from _table(element)
        elif element.tag in HOLDERS:
            yield from _listed(element) if element.tag in ("ul", "ol") else _blocks(element)
        else:
            yield from (Paragraph(text) for text in _lines(element))
        yield from _loose(element.tail)


def _loose(text: str | None) -> Iterator[Block]:
    words = _SPACE.sub(" ", text or "").strip()
    if words:
        yield Paragraph(words)


def _listed(element: HtmlElement) -> Iterator[Block]:
    first = int(element.get("start", "1")) if element.get("start", "1").isdecimal() else 1
    for number, item in enumerate(element.findall("li"), first):
        mark = f"{number}. " if element.tag == "ol" else "· "
        for place, text in enumerate(_lines(item)):
            yield Paragraph(mark + text if place == 0 else text)


def _lines(element: HtmlElement) -> list[str]:
    """The words of an element, one entry for each line that a reader sees."""
    parts = "".join(_words(element)).split("\n")
    return [line for line in (_SPACE.sub(" ", part).strip() for part in parts) if line]


def _words(element: HtmlElement) -> Iterator[str]:
    yield _SPACE.sub(" ", element.text or "")
    for child in element:
        if child.tag == "br":
            yield "\n"
        elif child.tag == "img":
            yield f"［图：{child.get('alt') or '见网页'}］"
        elif isinstance(child.tag, str):
            edge = "\n" if child.tag in ("p", "li", "tr", "ul", "ol", "table", "figure", "div") else ""
            yield edge
            yield from _words(child)
            yield edge
        yield _SPACE.sub(" ", child.tail or "")


def _table(element: HtmlElement) -> Iterator[Block]:
    rows = element.findall(".//tr")
    caption = "".join(_lines(element.find("caption"))) if element.find("caption") is not None else ""
    grid = _grid(rows)
    columns = max((sum(cell.columns for cell in line) for line in grid[:1]), default=0)
    if not columns:
        return
    heads = 0
    for row in rows:
        if row.find("td") is not None:
            break
        heads += 1
    lines = [[cell.text if (cell.columns, cell.rows) == (1, 1) else cell for cell in line] for line in grid]
    yield Table((), lines, caption=caption, head_rows=min(heads, len(lines)))


def _grid(rows: list[HtmlElement]) -> list[list[Cell]]:
    """The cells of each row so that they fill a rectangle; what reaches too far is cut at its edge."""
    taken: set[tuple[int, int]] = set()
    found: list[list[tuple[int, Cell]]] = []
    for number, row in enumerate(rows):
        line, column = [], 0
        for one in row:
            if one.tag not in ("td", "th"):
                continue
            while (number, column) in taken:
                column += 1
            across, down = _span(one, "colspan", MOST_COLUMNS), _span(one, "rowspan", len(rows) - number)
            across = _free(taken, number, column, across)
            taken |= {(number + y, column + x) for y in range(down) for x in range(across)}
            line.append((column, Cell("\n".join(_lines(one)), across, down)))
            column += across
        found.append(line)
    width = max((column + 1 for _, column in taken), default=0)
    return [_filled(line, number, width, taken) for number, line in enumerate(found)]


def _span(cell: HtmlElement, name: str, most: int) -> int:
    value = cell.get(name, "1")
    return min(max(int(value), 1), most) if value.isascii() and value.isdecimal() else 1


def _free(taken: set[tuple[int, int]], row: int, column: int, across: int) -> int:
    return next((step for step in range(1, across) if (row, column + step) in taken), across)


def _filled(line: list[tuple[int, Cell]], row: int, width: int, taken: set[tuple[int, int]]) -> list[Cell]:
    empty = [(column, Cell("")) for column in range(width) if (row, column) not in taken]
    return [cell for _, cell in sorted([*line, *empty], key=lambda one: one[0])]
