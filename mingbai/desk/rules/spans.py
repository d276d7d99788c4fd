"""Places in a body's plain text, found again in its HTML: to mark findings and to mask values.

The plain text is the one the checks read: all text in order with a line break after each block.
"""

from collections.abc import Iterable
from typing import NamedTuple

from lxml import html as lxml_html

BLOCKS = {"p", "h2", "h3", "h4", "h5", "li", "td", "th", "tr", "br", "figcaption"}


class Span(NamedTuple):
    """Characters [start, end) of a text."""

    start: int
    end: int


class Piece(NamedTuple):
    """One run of text in the tree: the text of an element or, with `tail`, what follows it."""

    element: lxml_html.HtmlElement
    tail: bool
    start: int

    @property
    def text(self) -> str:
        return (self.element.tail if self.tail else self.element.text) or ""

    def put(self, text: str) -> None:
        if self.tail:
            self.element.tail = text
        else:
            self.element.text = text


def parsed(body: str) -> lxml_html.HtmlElement:
    return lxml_html.fragment_fromstring(body, create_parent="div")


def pieces_of(root: lxml_html.HtmlElement) -> list[Piece]:
    """Every run of text with its offset in the plain text before the ends are stripped."""
    pieces: list[Piece] = []
    at = 0

    def visit(element: lxml_html.HtmlElement) -> None:
        nonlocal at
        pieces.append(Piece(element, False, at))
        at += len(element.text or "")
        for child in element:
            visit(child)
            at += 1 if child.tag in BLOCKS else 0
            pieces.append(Piece(child, True, at))
            at += len(child.tail or "")

    visit(root)
    return pieces


def leading(root: lxml_html.HtmlElement) -> int:
    """How many characters of white space stood before the plain text, which has none."""
    text = _whole(root)
    return len(text) - len(text.lstrip())


def plain_text(body: str) -> str:
    """The plain text of a body, as the checks read it."""
    return _whole(parsed(body)).strip() if body else ""


def _whole(root: lxml_html.HtmlElement) -> str:
    pieces = pieces_of(root)
    return "".join(f"\n{one.text}" if one.tail and one.element.tag in BLOCKS else one.text for one in pieces)


def replace(pieces: Iterable[Piece], span: Span, new: str) -> bool:
    """Put `new` in the place of the characters of `span`, however many runs they cross."""
    placed = False
    for piece in pieces:
        text, first = piece.text, max(span.start - piece.start, 0)
        last = min(span.end - piece.start, len(text))
        if first >= last:
            continue
        piece.put(text[:first] + ("" if placed else new) + text[last:])
        placed = True
    return placed


def masked(body: str, spans: Iterable[tuple[Span, str]]) -> str:
    """The body with each span of its plain text replaced; spans do not overlap."""
    root = parsed(body)
    shift = leading(root)
    for span, new in sorted(spans, reverse=True):
        replace(pieces_of(root), Span(span.start + shift, span.end + shift), new)
    return _inner(root)


def marked(body: str, spans: Iterable[tuple[Span, str, str]]) -> str:
    """The body with <mark id class> around the first run of each (span, id, class)."""
    root = parsed(body)
    shift = leading(root)
    for span, name, css in sorted(spans, reverse=True):
        _mark(pieces_of(root), Span(span.start + shift, span.end + shift), name, css)
    return _inner(root)


def _mark(pieces: list[Piece], span: Span, name: str, css: str) -> None:
    for piece in pieces:
        text, first = piece.text, span.start - piece.start
        if not 0 <= first < len(text):
            continue
        last = min(span.end - piece.start, len(text))
        mark = lxml_html.Element("mark", {"id": name, "class": css})
        mark.text, mark.tail = text[first:last], text[last:]
        _insert(piece, mark)
        piece.put(text[:first])
        return


def _insert(piece: Piece, mark: lxml_html.HtmlElement) -> None:
    if not piece.tail:
        piece.element.insert(0, mark)
        return
    parent = piece.element.getparent()
    parent.insert(parent.index(piece.element) + 1, mark)


def _inner(root: lxml_html.HtmlElement) -> str:
    whole = lxml_html.tostring(root, encoding="unicode")
    return whole[whole.index(">") + 1 : whole.rindex("</div>")]


def cell_with(body: str, table: int, span: Span, new: str) -> str:
    """The body with characters of a table's cell replaced; `table` counts from 1.

    Offsets count in the cells joined by a tab and the rows by a line feed, cells with single spaces.
    """
    root = parsed(body)
    tables = list(root.iter("table"))
    if not 0 < table <= len(tables):
        return body
    at = 0
    for row in tables[table - 1].iter("tr"):
        for cell in row.iterchildren("td", "th"):
            plain = " ".join(cell.text_content().split())
            if at <= span.start < at + len(plain):
                _in_cell(cell, plain, Span(span.start - at, min(span.end - at, len(plain))), new)
                return _inner(root)
            at += len(plain) + 1
    return body


def _in_cell(cell: lxml_html.HtmlElement, plain: str, span: Span, new: str) -> None:
    """In the run that holds the value; a value broken by markup or spaces takes the whole cell along."""
    value = plain[span.start : span.end]
    for piece in pieces_of(cell):
        if value in piece.text:
            piece.put(piece.text.replace(value, new))
            return
    for child in list(cell):
        cell.remove(child)
    cell.text = plain[: span.start] + new + plain[span.end :]
