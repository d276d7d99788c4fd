"""A Word table: a rectangular grid of cell texts, and HTML with merged cells."""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from mingbai.documents.content import Block, Paragraph, Table, excerpt
from mingbai.documents.docx import names as n
from mingbai.documents.docx.state import State
from mingbai.documents.html import render

MOST_COLUMNS = 1000
WRAPPERS = frozenset({n.SDT, n.SDT_CONTENT, n.CUSTOM_XML, n.SMART_TAG, n.INS, n.MOVE_TO})


@dataclass(slots=True)
class Cell:
    """`column` counts grid columns from 0; `continues` is a cell merged with the one above."""

    column: int
    span: int
    continues: bool
    blocks: list[Block]
    rows: int = 1

    @property
    def text(self) -> str:
        return plain(self.blocks)


@dataclass(slots=True)
class Row:
    cells: list[Cell]
    is_header: bool


def plain(blocks: list[Block]) -> str:
    """The text of a cell, one paragraph or inner row per line."""
    lines = []
    for block in blocks:
        if isinstance(block, Paragraph):
            lines.append(block.text)
        elif isinstance(block, Table):
            lines.extend(" ".join(row) for row in block.rows)
    return "\n".join(lines)


def read_table(state: State, table: etree._Element) -> Table | None:
    """None when nothing of the table is shown."""
    outer = state.table_hides
    style = table.find(f"{n.TBLPR}/{n.TBL_STYLE}")
    state.table_hides = style is not None and state.styles.get(style.get(n.VAL)).hidden
    rows = [row for element in _children(table, n.TR) if (row := _row(state, element)) is not None]
    state.table_hides = outer
    if not rows:
        return None
    _merge(state, rows)
    width = max((cell.column + cell.span for row in rows for cell in row.cells), default=0)
    width = min(width, MOST_COLUMNS)
    nested = tuple(
        block for row in rows for cell in row.cells for block in cell.blocks if isinstance(block, Table)
    )
    return Table(tuple(_grid_row(row, width) for row in rows), _html(rows), nested)


def _children(parent: etree._Element, tag: str) -> Iterator[etree._Element]:
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in WRAPPERS:
            yield from _children(child, tag)


def _row(state: State, row: etree._Element) -> Row | None:
    properties = next(row.iterchildren(n.TRPR), None)
    said = {child.tag: child for child in properties} if properties is not None else {}
    if n.DEL in said:
        state.notices.add("tracked_change", f"修订：删除表格行{excerpt(_all_text(row))}")
        return None
    if n.HIDDEN in said and n.is_on(said[n.HIDDEN]):
        state.notices.add("hidden_text", f"隐藏的表格行：{excerpt(_all_text(row))}")
        return None
    if n.INS in said:
        state.notices.add("tracked_change", f"修订：插入表格行{excerpt(_all_text(row))}")
    column, cells = _number(said.get(n.GRID_BEFORE), 0), []
    for element in _children(row, n.TC):
        cell = _cell(state, element, column, cells)
        if cell is not None:
            cells.append(cell)
            column += cell.span
    return Row(cells, n.TBL_HEADER in said and n.is_on(said[n.TBL_HEADER]))


def _cell(state: State, element: etree._Element, column: int, before: list[Cell]) -> Cell | None:
    properties = next(element.iterchildren(n.TCPR), None)
    said = {child.tag: child for child in properties} if properties is not None else {}
    span = min(max(_number(said.get(n.GRID_SPAN), 1), 1), MOST_COLUMNS)
    horizontal, vertical = said.get(n.H_MERGE), said.get(n.V_MERGE)
    if horizontal is not None and horizontal.get(n.VAL) != "restart" and before:
        _note_covered(state, element)
        before[-1].span += span
        return None
    if n.CELL_DEL in said:
        state.notices.add("tracked_change", f"修订：删除单元格{excerpt(_all_text(element))}")
        return Cell(column, span, False, [])
    if n.CELL_INS in said:
        state.notices.add("tracked_change", f"修订：插入单元格{excerpt(_all_text(element))}")
    continues = vertical is not None and vertical.get(n.VAL, "continue") != "restart"
    return Cell(column, span, continues, state.walk_blocks(element))


def _merge(state: State, rows: list[Row]) -> None:
    """Let each cell know how many rows it spans; Word does not show what stands in the cells it covers."""
    above: dict[int, Cell] = {}
    for row in rows:
        here: dict[int, Cell] = {}
        for cell in row.cells:
            top = above.get(cell.column) if cell.continues else None
            if top is None or top.span != cell.span:
                cell.continues = False
                top = cell
            else:
                top.rows += 1
                if cell.text:
                    state.notices.add("hidden_text", f"被合并单元格盖住的文字：{excerpt(cell.text)}")
                    cell.blocks = []
            here[cell.column] = top
        above = here


def _grid_row(row: Row, width: int) -> tuple[str, ...]:
    values = [""] * width
    for cell in row.cells:
        if cell.column < width:
            values[cell.column] = cell.text
    return tuple(values)


def _html(rows: list[Row]) -> str:
    head = 0
    while head < len(rows) and rows[head].is_header:
        head += 1
    written = ["<table>"]
    if head:
        written += ["<thead>", *(_row_html(row, "th") for row in rows[:head]), "</thead>"]
    if head < len(rows):
        written += ["<tbody>", *(_row_html(row, "td") for row in rows[head:]), "</tbody>"]
    return "".join(written) + "</table>"


def _row_html(row: Row, tag: str) -> str:
    written, column = "", 0
    for cell in row.cells:
        if cell.column > column:
            written += f"<{tag}{_span('colspan', cell.column - column)}></{tag}>"
        column = cell.column + cell.span
        if not cell.continues:
            spans = _span("colspan", cell.span) + _span("rowspan", cell.rows)
            written += f"<{tag}{spans}>{_inside(cell.blocks)}</{tag}>"
    return f"<tr>{written}</tr>"


def _inside(blocks: list[Block]) -> str:
    if len(blocks) == 1 and isinstance(blocks[0], Paragraph) and not blocks[0].bullet and not blocks[0].align:
        return blocks[0].html
    return render(blocks)


def _span(name: str, number: int) -> str:
    return f' {name}="{number}"' if number > 1 else ""


def _note_covered(state: State, element: etree._Element) -> None:
    text = _all_text(element)
    if text:
        state.notices.add("hidden_text", f"被合并单元格盖住的文字：{excerpt(text)}")


def _all_text(element: etree._Element) -> str:
    return " ".join(part.text for part in element.iter(n.T, n.DEL_TEXT) if part.text)


def _number(element: etree._Element | None, otherwise: int) -> int:
    value = element.get(n.VAL, "") if element is not None else ""
    return min(int(value), MOST_COLUMNS) if value.isdecimal() else otherwise
