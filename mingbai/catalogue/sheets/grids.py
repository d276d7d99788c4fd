"""Workbooks as grids of text, with merged cells filled out."""

import io
import re
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from mingbai.catalogue.sheets.problems import Problem
from mingbai.lib.tables import MAX_BYTES, MAX_ROWS, MAX_UNPACKED
from mingbai.lib.text import storable

MAX_COLUMNS = 60
OLD_EXCEL = b"\xd0\xcf\x11\xe0"
_FORMULA_MARK = re.compile(r"^'(?=[=+\-@\t\r])")


class Refused(Exception):
    """The file cannot be read at all; the message says in Chinese what to do."""


@dataclass
class Grid:
    """One sheet: the text at (row, column), both from 1. Cells of a merged range all hold its text.

    `ranges` names the merged range of a cell by its first cell, so that two cells of one range agree;
    `widths` says how many columns a cell's range covers.
    """

    name: str
    rows: int
    columns: int
    texts: dict[tuple[int, int], str] = field(default_factory=dict)
    ranges: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    widths: dict[tuple[int, int], int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def text(self, row: int, column: int) -> str:
        return self.texts.get((row, column), "")

    def range_of(self, row: int, column: int) -> tuple[int, int]:
        return self.ranges.get((row, column), (row, column))


def grids_of(data: bytes) -> list[Grid]:
    """The visible sheets that hold anything."""
    book = open_book(data)
    shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    hidden = [part for sheet in shown for part in _hidden(sheet)]
    if hidden:
        raise Refused(f"有隐藏的内容：{'；'.join(hidden)}。请取消隐藏，不需要的删掉，再导入。")
    found = [_grid(sheet) for sheet in shown]
    return [one for one in found if one.texts]


def open_book(data: bytes) -> Any:
    """The workbook with everything in it; Refused for what cannot be opened safely."""
    if len(data) > MAX_BYTES:
        raise Refused("文件超过 10 MB，请分成几份导入。")
    if data.startswith(OLD_EXCEL):
        raise Refused(
            "这是旧版 Excel 文件（.xls），或者加了密码。请用 WPS 或 Excel 打开，另存为 .xlsx 再导入。"
        )
    if not data.startswith(b"PK"):
        raise Refused("这不是 Excel 表格。请用 WPS 或 Excel 另存为 .xlsx 再导入。")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            unpacked = sum(member.file_size for member in archive.infolist())
        if unpacked > MAX_UNPACKED:
            raise Refused("表格展开后太大，请只保留需要导入的内容。")
        return load_workbook(io.BytesIO(data))
    except Refused:
        raise
    except Exception as problem:  # openpyxl lets errors of zip, XML and its own descriptors through
        raise Refused("表格打不开，可能已损坏或有密码。请另存为 .xlsx 再导入。") from problem


def _hidden(sheet: Worksheet) -> list[str]:
    """Hidden rows and columns that hold something, in words."""
    filled = [key for key, cell in sheet._cells.items() if cell.value not in (None, "")]
    rows = {row for row, _ in filled if row in sheet.row_dimensions and sheet.row_dimensions[row].hidden}
    columns = {column for _, column in filled} & set(_hidden_columns(sheet))
    parts = []
    if rows:
        parts.append(f"工作表“{sheet.title}”第 {_some(str(row) for row in sorted(rows))} 行")
    if columns:
        letters = _some(get_column_letter(column) for column in sorted(columns))
        parts.append(f"工作表“{sheet.title}”第 {letters} 列")
    return parts


def _hidden_columns(sheet: Worksheet) -> Iterable[int]:
    for one in sheet.column_dimensions.values():
        if one.hidden:
            yield from range(one.min, min(one.max, MAX_COLUMNS * 4) + 1)


def _some(names: Iterable[str]) -> str:
    several = list(names)
    return "、".join(several[:10]) + ("等" if len(several) > 10 else "")


def _grid(sheet: Worksheet) -> Grid:
    # Only cells that are there: a sheet formatted to its last row would otherwise be read whole.
    filled = {key: cell for key, cell in sheet._cells.items() if cell.value not in (None, "")}
    rows = max((row for row, _ in filled), default=0)
    columns = max((column for _, column in filled), default=0)
    if rows > MAX_ROWS:
        raise Refused(f"工作表“{sheet.title}”超过 {MAX_ROWS} 行，请分成几份导入。")
    if columns > MAX_COLUMNS:
        raise Refused(f"工作表“{sheet.title}”超过 {MAX_COLUMNS} 列，请只保留目录的列。")
    grid = Grid(sheet.title, rows, columns)
    for (row, column), cell in filled.items():
        if cell.data_type == "f":
            message = "这是公式，读不到内容。请复制后选“粘贴为数值”。"
            grid.problems.append(Problem(sheet.title, row, column, message))
            continue
        if text := cell_text(cell.value):
            grid.texts[row, column] = text
    for merged in sheet.merged_cells.ranges:
        _fill_out(grid, merged)
    return grid


def _fill_out(grid: Grid, merged: Any) -> None:
    first = (merged.min_row, merged.min_col)
    text = grid.texts.get(first, "")
    width = merged.max_col - merged.min_col + 1
    for row in range(merged.min_row, min(merged.max_row, grid.rows) + 1):
        for column in range(merged.min_col, min(merged.max_col, grid.columns) + 1):
            grid.ranges[row, column] = first
            grid.widths[row, column] = width
            if text:
                grid.texts[row, column] = text


def cell_text(value: Any) -> str:
    """A cell as text: dates as 2026-03-01, whole numbers without a point."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return _FORMULA_MARK.sub("", storable(str(value)).replace("\r\n", "\n").strip())
