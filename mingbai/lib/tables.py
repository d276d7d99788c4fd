"""Tables in and out: CSV and Excel, with cells that no spreadsheet runs as a formula."""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import zip_longest
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

MAX_BYTES = 10 * 1024 * 1024
MAX_UNPACKED = 100 * 1024 * 1024
MAX_ROWS = 5000

# A cell that begins so is run as a formula by Excel and WPS.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Unreadable(Exception):
    """The file cannot be read as a table; the message says in Chinese what to do."""


@dataclass(frozen=True)
class Row:
    """`number` is the row as Excel counts it, the titles being row 1. Values by column title."""

    number: int
    values: Mapping[str, str]


@dataclass(frozen=True)
class Sheet:
    """One sheet of a workbook: its name (at most 31 characters), column titles and rows."""

    name: str
    titles: Sequence[str]
    rows: Iterable[Sequence[Any]]


def read_table(data: bytes, titles: Iterable[str]) -> list[Row]:
    """The rows of a CSV (UTF-8 or GB 18030) or .xlsx file that are not empty.

    `titles` are the columns that may occur; `Unreadable` for others, or for what is no table.
    """
    if len(data) > MAX_BYTES:
        raise Unreadable("文件超过 10 MB，请分成几份导入。")
    lines = _sheet(data) if data.startswith(b"PK") else _csv(data)
    if not lines or not any(lines[0]):
        raise Unreadable("文件里没有内容。第 1 行应是列名。")
    head = [title.rstrip("*") for title in lines[0]]
    _check_head([title for title in head if title], set(titles))
    filled = [(number, line) for number, line in enumerate(lines[1:], 2) if any(line)]
    if len(filled) > MAX_ROWS:
        raise Unreadable(f"超过 {MAX_ROWS} 行，请分成几份导入。")
    return [Row(number, _by_title(number, head, line)) for number, line in filled]


def _by_title(number: int, head: Sequence[str], line: Sequence[str]) -> dict[str, str]:
    pairs = list(zip_longest(head, line, fillvalue=""))
    if any(value and not title for title, value in pairs):
        raise Unreadable(f"第 {number} 行有内容在没有列名的列里，请在第 1 行补上列名，或删去这些内容。")
    return {title: value for title, value in pairs if title}


def _check_head(head: Sequence[str], titles: set[str]) -> None:
    if unknown := [title for title in head if title not in titles]:
        known = "、".join(sorted(titles))
        raise Unreadable(f"第 1 行有不认识的列名：{'、'.join(unknown)}。可用的列名：{known}。")
    if len(set(head)) != len(head):
        raise Unreadable("第 1 行有重复的列名，请删去一列。")


def _csv(data: bytes) -> list[list[str]]:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" in text:
            break
        try:
            return [[_cell(value) for value in line] for line in csv.reader(io.StringIO(text))]
        except csv.Error:
            break
    raise Unreadable("文件读不懂。请用 WPS 或 Excel 另存为 .xlsx 或 CSV 再导入。")


def _sheet(data: bytes) -> list[list[str]]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            unpacked = sum(member.file_size for member in archive.infolist())
        if unpacked > MAX_UNPACKED:
            raise Unreadable("表格展开后太大，请只保留需要导入的内容。")
        sheet = load_workbook(io.BytesIO(data), read_only=True, data_only=True).worksheets[0]
        lines = sheet.iter_rows(max_row=4 * MAX_ROWS, max_col=50, values_only=True)
        return [[_cell(value) for value in line] for line in lines]
    except Unreadable:
        raise
    except Exception as problem:  # openpyxl lets errors of zip, XML and its own descriptors through
        raise Unreadable("表格打不开，可能已损坏或有密码。请另存为 .xlsx 再导入。") from problem


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = str(value).strip()
    return text[1:] if text.startswith("'") and text[1:].startswith(_FORMULA) else text


def neutral(value: Any) -> str:
    """A cell that no spreadsheet runs as a formula; `read_table` takes the mark off again."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def to_csv(titles: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """UTF-8 with a mark at the start, without which Excel in China shows gibberish."""
    return b"".join(csv_lines(titles, rows))


def csv_lines(titles: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[bytes]:
    """The same line by line, for tables of any length."""
    yield "\ufeff".encode()
    yield _csv_line(titles)
    for row in rows:
        yield _csv_line([neutral(value) for value in row])


def _csv_line(values: Sequence[Any]) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerow(values)
    return out.getvalue().encode()


def to_xlsx(titles: Sequence[str], rows: Iterable[Sequence[Any]], name: str = "表") -> bytes:
    return to_workbook([Sheet(name, titles, rows)])


def to_workbook(sheets: Iterable[Sheet]) -> bytes:
    """An .xlsx file; numbers stay numbers, all else is text. Titles are bold and stay in view."""
    book = Workbook()
    book.remove(book.active)
    for one in sheets:
        _write(book.create_sheet(one.name[:31]), one)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _write(page: Any, sheet: Sheet) -> None:
    widths = [_width(title) for title in sheet.titles]
    page.append([neutral(title) for title in sheet.titles])
    for row in sheet.rows:
        page.append([_kept(value) for value in row])
        widths = [max(old, _width(value)) for old, value in zip_longest(widths, row, fillvalue=0)]
    for cell in page[1]:
        cell.font, cell.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="center")
    page.freeze_panes = "A2"
    for number, width in enumerate(widths, 1):
        page.column_dimensions[get_column_letter(number)].width = min(max(width + 2, 8), 60)


def _kept(value: Any) -> Any:
    return value if isinstance(value, int | float) and not isinstance(value, bool) else neutral(value)


def _width(value: Any) -> int:
    text = "" if value is None else str(value)
    return max((sum(2 if ord(one) > 0x2E7F else 1 for one in line) for line in text.split("\n")), default=0)
