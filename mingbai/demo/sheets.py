"""Writes an attachment of the demonstration as an Excel workbook."""

import re

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from mingbai.demo.stories import DemoAttachment

_NUMBER = re.compile(r"-?\d{1,9}(\.\d{1,2})?")
_EDGE = Side(style="thin")


def write_workbook(attachment: DemoAttachment) -> Workbook:
    """One sheet per `## name` line, or a single one; the title heads the first."""
    workbook = Workbook()
    sheet = workbook.active
    sheet.title = "表1"
    _title(sheet, attachment.title)
    for line in attachment.lines:
        if line.startswith("## "):
            if sheet.max_row > 1:
                sheet = workbook.create_sheet()
            sheet.title = line[3:]
        elif line.startswith("|"):
            _row(sheet, [cell.strip() for cell in line.strip("|").split("|")])
        else:
            sheet.append([line])
    for each in workbook.worksheets:
        _layout(each)
    return workbook


def _title(sheet: Worksheet, text: str) -> None:
    sheet.append([text])
    sheet["A1"].font = Font(name="黑体", size=16, bold=True)


def _row(sheet: Worksheet, cells: list[str]) -> None:
    sheet.append([_cell(cell) for cell in cells])
    for cell in sheet[sheet.max_row][: len(cells)]:
        cell.border = Border(_EDGE, _EDGE, _EDGE, _EDGE)
        cell.font = Font(name="宋体", size=11)
        cell.alignment = Alignment(vertical="center", wrap_text=True)


def _cell(text: str) -> str | float | int:
    """Money and counts become numbers; codes and masked values stay text."""
    if not _NUMBER.fullmatch(text) or (text.startswith("0") and text != "0" and "." not in text):
        return text
    return float(text) if "." in text else int(text)


def _layout(sheet: Worksheet) -> None:
    for column in range(1, sheet.max_column + 1):
        cells = [sheet.cell(row, column).value for row in range(2, sheet.max_row + 1)]
        width = max((len(str(cell)) for cell in cells if cell is not None), default=4)
        sheet.column_dimensions[get_column_letter(column)].width = min(40, 2 * width + 2)
