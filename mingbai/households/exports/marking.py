"""The table given back: as it came, with every error red and said beside it, and a sheet that lists them."""

import io
from typing import Any

from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill

from mingbai.households.exports.reading import Filled, opened, page_of
from mingbai.households.rules.definitions import Definition
from mingbai.lib.tables import neutral

ERRORS = "错误清单"
MOST_COMMENTS = 2_000
"""More comments make a spreadsheet slow to open; the list of errors has all of them."""
_RED = PatternFill("solid", fgColor="FFC7CE")


def marked_copy(data: bytes, filled: Filled, definition: Definition) -> bytes:
    """Nothing typed is lost; formulas become what they last gave, so that none runs when it is opened."""
    book = opened(data)
    results = opened(data, data_only=True)
    for page in book.worksheets:
        _without_formulas(page, results[page.title])
    page = page_of(book)
    _unmark(page)
    for number, problem in enumerate(filled.problems):
        if problem.row:
            cell = page.cell(problem.row, max(problem.column, 1))
            cell.fill = _RED
            if number < MOST_COMMENTS:
                before = f"{cell.comment.text}\n" if cell.comment else ""
                cell.comment = Comment(before + problem.words, "明白", width=260, height=90)
    _listed(book, filled)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _without_formulas(page: Any, results: Any) -> None:
    for row in page.iter_rows():
        for cell in row:
            if cell.data_type == "f":
                found = results.cell(cell.row, cell.column).value
                cell.value = found if found is not None else f"'{_formula(cell.value)}"
            if isinstance(cell.value, str) and cell.data_type == "f":
                cell.value = neutral(cell.value)


def _formula(value: Any) -> str:
    return str(getattr(value, "text", value))


def _unmark(page: Any) -> None:
    """What an earlier copy had marked."""
    for row in page.iter_rows(min_row=1):
        for cell in row:
            if cell.fill is not None and cell.fill.fgColor.rgb in ("FFFFC7CE", "00FFC7CE"):
                cell.fill, cell.comment = PatternFill(), None


def _listed(book: Any, filled: Filled) -> None:
    if ERRORS in book.sheetnames:
        del book[ERRORS]
    page = book.create_sheet(ERRORS)
    page.append(["第几行", "列名", "哪里不对"])
    for one in filled.problems:
        page.append([one.row or "整张表", neutral(one.title), neutral(one.words)])
    for cell in page[1]:
        cell.font = Font(bold=True)
    for letter, width in zip("ABC", (10, 18, 80), strict=True):
        page.column_dimensions[letter].width = width
    for row in page.iter_rows(min_row=2, min_col=3, max_col=3):
        row[0].alignment = Alignment(wrap_text=True, vertical="top")
    page.freeze_panes = "A2"
