"""The report as an Excel file: a sheet for the text and one for each table, as printed."""

import io
from collections.abc import Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter

from mingbai.annual.exports.grids import grid_of
from mingbai.annual.queries.shown import Shown
from mingbai.annual.rules.grids import Box, Grid
from mingbai.lib.tables import neutral
from mingbai.report_check.form.cells import is_number

SHEETS = {"two": "表二", "three": "表三", "four": "表四"}
WIDTHS = {
    "two": (26, 22, 22, 22),
    "three": (14, 16, 34, *((11,) * 7)),
    "four": (11,) * 15,
}
_THIN = Side(style="thin")
_ALL = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)


def to_xlsx(report: Shown) -> bytes:
    book = Workbook()
    _text(book.active, report)
    for part in report.parts:
        if part.table:
            page = book.create_sheet(SHEETS[part.table])
            _draw(page, grid_of(report, part.table), part.heading, WIDTHS[part.table])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _text(page: Any, report: Shown) -> None:
    page.title = "文字"
    page.append([neutral(report.title)])
    for part in report.parts:
        page.append([neutral(part.heading)])
        for one in part.paragraphs:
            page.append([neutral(one)])
    page.column_dimensions["A"].width = 100
    for (cell,) in page.iter_rows():
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    page["A1"].font = Font(bold=True, size=14)


def _draw(page: Any, grid: Grid, heading: str, widths: Sequence[int]) -> None:
    columns = sum(box.columns for box in grid[0])
    page.cell(1, 1, neutral(heading)).font = Font(bold=True)
    page.merge_cells(start_row=1, start_column=1, end_row=1, end_column=columns)
    taken: set[tuple[int, int]] = set()
    for number, row in enumerate(grid, 2):
        column = 1
        for box in row:
            while (number, column) in taken:
                column += 1
            taken |= _put(page, box, number, column)
            column += box.columns
    for number in range(1, columns + 1):
        width = widths[number - 1] if number <= len(widths) else widths[-1]
        page.column_dimensions[get_column_letter(number)].width = width


def _put(page: Any, box: Box, row: int, column: int) -> set[tuple[int, int]]:
    last_row, last_column = row + box.rows - 1, column + box.columns - 1
    cell = page.cell(row, column, box.value if is_number(box.value) else neutral(box.text))
    cell.font = Font(bold=box.head)
    centre = "center" if box.head or box.name else "left"
    cell.alignment = Alignment(wrap_text=True, horizontal=centre, vertical="center")
    covered = {(r, c) for r in range(row, last_row + 1) for c in range(column, last_column + 1)}
    for place in covered:
        page.cell(*place).border = _ALL
    if len(covered) > 1:
        page.merge_cells(start_row=row, start_column=column, end_row=last_row, end_column=last_column)
    return covered
