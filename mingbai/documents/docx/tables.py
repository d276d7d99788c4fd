"""A Word table: a rectangular grid of cell texts, and HTML with merged cells."""

from dataclasses import dataclass

from lxml import etree

from mingbai.documents.content import Block, Paragraph, Table, excerpt
from mingbai.documents.docx import names as n
from mingbai.documents.docx.cells import MOST_COLUMNS, Shape, children, number
from mingbai.documents.docx.state import State
from mingbai.documents.html import render


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
    rows = [row for element in children(table, n.TR) if (row := _row(state, element)) is not None]
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
    column = number(said.get(n.GRID_BEFORE), 0)
    cells: list[Cell] = []
    for element in children(row, n.TC):
        shape = Shape(element)
        if shape.beside and cells:
            _note_covered(state, element)
            cells[-1].span += shape.span
        else:
            cells.append(Cell(column, shape.span, shape.below, _cell_blocks(state, element, shape)))
        column += shape.span
    return Row(cells, n.TBL_HEADER in said and n.is_on(said[n.TBL_HEADER]))


def _cell_blocks(state: State, element: etree._Element, shape: Shape) -> list[Block]:
    if shape.deleted:
        state.notices.add("tracked_change", f"修订：删除单元格{excerpt(_all_text(element))}")
        return []
    if shape.inserted:
        state.notices.add("tracked_change", f"修订：插入单元格{excerpt(_all_text(element))}")
    return state.walk_blocks(element)


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
