"""A copy of the file in which every wrong cell is marked and explained."""

import io
from collections.abc import Sequence

from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from mingbai.catalogue.sheets.grids import open_book
from mingbai.catalogue.sheets.problems import Problem
from mingbai.lib.tables import neutral

WRONG = PatternFill("solid", start_color="FFF4B183")
NAME = "错误"


def marked_copy(data: bytes, problems: Sequence[Problem]) -> bytes:
    """The workbook with coloured cells, a comment at each, and a sheet 错误 that lists all of them."""
    book = open_book(data)
    if NAME in book.sheetnames:
        del book[NAME]
    sheet = book.create_sheet(NAME, 0)
    sheet.append(["工作表", "行", "列", "位置", "问题"])
    for problem in problems:
        letter = get_column_letter(problem.column) if problem.column else ""
        sheet.append([neutral(problem.sheet), problem.row, letter, problem.cell, neutral(problem.message)])
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for letter, width in zip("ABCDE", (20, 8, 8, 10, 70), strict=True):
        sheet.column_dimensions[letter].width = width
    for problem in problems:
        _mark(book[problem.sheet], problem)
    book.active = 0
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _mark(sheet: Worksheet, problem: Problem) -> None:
    row, column = problem.row, problem.column or 1
    for merged in sheet.merged_cells.ranges:
        if merged.min_row <= row <= merged.max_row and merged.min_col <= column <= merged.max_col:
            row, column = merged.min_row, merged.min_col
    cell = sheet.cell(row, column)
    before = f"{cell.comment.text}\n" if cell.comment else ""
    cell.comment = Comment(before + problem.message, "政务公开平台", width=320, height=120)
    cell.fill = WRONG
    cell.alignment = Alignment(wrap_text=True, vertical="top")
