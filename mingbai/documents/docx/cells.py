"""The shape of table cells: how they span, what covers them."""

from collections.abc import Iterator

from lxml import etree

from mingbai.documents.docx import names as n

MOST_COLUMNS = 1000
WRAPPERS = frozenset({n.SDT, n.SDT_CONTENT, n.CUSTOM_XML, n.SMART_TAG, n.INS, n.MOVE_TO})


class Shape:
    """What a w:tc says of itself; `below` and `beside` mean merged with the cell above or to the left."""

    __slots__ = ("below", "beside", "deleted", "inserted", "span")

    def __init__(self, cell: etree._Element) -> None:
        properties = next(cell.iterchildren(n.TCPR), None)
        said = {child.tag: child for child in properties} if properties is not None else {}
        self.span = min(max(number(said.get(n.GRID_SPAN), 1), 1), MOST_COLUMNS)
        self.below = n.V_MERGE in said and said[n.V_MERGE].get(n.VAL) != "restart"
        self.beside = n.H_MERGE in said and said[n.H_MERGE].get(n.VAL) != "restart"
        self.deleted = n.CELL_DEL in said
        self.inserted = n.CELL_INS in said


def children(parent: etree._Element, tag: str) -> Iterator[etree._Element]:
    """Rows of a table or cells of a row, through content controls and revisions around them."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in WRAPPERS:
            yield from children(child, tag)


def covered_cells(table: etree._Element) -> list[etree._Element]:
    """Cells whose content is not shown: deleted, or covered by a merged cell."""
    covered: list[etree._Element] = []
    above: dict[int, int] = {}  # column -> span of the cell that stands there
    for row in children(table, n.TR):
        here: dict[int, int] = {}
        column = number(row.find(f"{n.TRPR}/{n.GRID_BEFORE}"), 0)
        for cell in children(row, n.TC):
            shape = Shape(cell)
            beside = shape.beside and bool(here)
            if beside or shape.deleted or (shape.below and above.get(column) == shape.span):
                covered.append(cell)
            if beside:
                here[max(here)] += shape.span
            else:
                here[column] = shape.span
            column += shape.span
        above = here
    return covered


def number(element: etree._Element | None, otherwise: int) -> int:
    value = element.get(n.VAL, "") if element is not None else ""
    return min(int(value), MOST_COLUMNS) if value.isdecimal() else otherwise
