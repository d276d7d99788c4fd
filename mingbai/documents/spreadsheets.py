"""Reads .xlsx by a walk over its XML: visible sheets become tables, what is hidden becomes notices."""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from lxml import etree
from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format
from openpyxl.utils.cell import column_index_from_string
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH, from_excel

from mingbai.documents.archives import Archive
from mingbai.documents.content import Content, Paragraph, Table, excerpt
from mingbai.documents.docx.inspection import inspect_package, read_images
from mingbai.documents.docx.names import R_ID
from mingbai.documents.docx.package import Package
from mingbai.documents.markup import escape
from mingbai.documents.plain import cell_html
from mingbai.documents.refusals import Refused

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
ROW, CELL, VALUE, INLINE, TEXT, RUN = S + "row", S + "c", S + "v", S + "is", S + "t", S + "r"
REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
MOST_CELLS = 2_000_000
MOST_COLUMNS = 2_000
LAST_COLUMN = 16_384
MOST_MERGING = 5_000_000  # rows times merged cells to look at
TOO_LARGE = "表格太大。请拆成几个文件后重新上传。"
YES = ("1", "true")
NOT_A_WORKBOOK = "文件不是 Excel 工作簿。请用原来的软件打开，另存为 .xlsx 后重新上传。"


@dataclass(frozen=True, slots=True)
class Workbook:
    package: Package
    strings: list[str]
    dates: frozenset[int]  # cell styles that show a date
    blanks: frozenset[int]  # cell styles that show nothing (;;;)
    epoch: datetime


@dataclass(slots=True)
class Sheet:
    """Cells by row and column, from 1; hidden ones apart."""

    cells: dict[int, dict[int, str]] = field(default_factory=dict)
    hidden: list[str] = field(default_factory=list)
    merges: dict[tuple[int, int], tuple[int, int]] = field(
        default_factory=dict
    )  # first cell -> rows, columns


def read_xlsx(data: bytes) -> Content:
    """Raises Refused (corrupt, bomb, entities, password, renamed)."""
    package = Package(Archive(data))
    root = package.part(package.main)
    if root.tag != S + "workbook":
        raise Refused("renamed", NOT_A_WORKBOOK)
    content = Content()
    inspect_package(package, content)
    _defined_names(root, content)
    workbook = _workbook(package, root)
    sheets = list(root.iter(S + "sheet"))
    shown = sum(element.get("state", "visible") == "visible" for element in sheets)
    for element in sheets:
        _read_sheet(workbook, element, content, shown > 1)
    _comments(package, content)
    content.images = read_images(package, {}, content.notices)
    return content


def _workbook(package: Package, root: etree._Element) -> Workbook:
    properties = root.find(S + "workbookPr")
    styles = package.related(package.main, "styles")
    dates, blanks = _formats(package.part(styles)) if styles else (frozenset(), frozenset())
    strings = package.related(package.main, "sharedStrings")
    return Workbook(
        package,
        [_words(item) for item in package.part(strings).iterchildren(S + "si")] if strings else [],
        dates,
        blanks,
        MAC_EPOCH if properties is not None and properties.get("date1904") in YES else WINDOWS_EPOCH,
    )


def _formats(styles: etree._Element) -> tuple[frozenset[int], frozenset[int]]:
    codes = dict(BUILTIN_FORMATS)
    for element in styles.iter(S + "numFmt"):
        codes[whole(element.get("numFmtId"))] = element.get("formatCode", "")
    cell_formats = styles.find(S + "cellXfs")
    used = [whole(element.get("numFmtId")) for element in cell_formats] if cell_formats is not None else []
    # 27–36 and 50–58 are the Chinese date formats, which the file does not spell out
    dates = {
        index
        for index, code in enumerate(used)
        if 27 <= code <= 36 or 50 <= code <= 58 or is_date_format(codes.get(code))
    }
    blanks = {
        index for index, code in enumerate(used) if codes.get(code, "").replace(" ", "") in (";;", ";;;")
    }
    return frozenset(dates), frozenset(blanks)


def _read_sheet(workbook: Workbook, element: etree._Element, content: Content, named: bool) -> None:
    name = element.get("name", "")
    relationship = workbook.package.relationships(workbook.package.main).get(element.get(R_ID, ""))
    if relationship is None or relationship.external or relationship.target not in workbook.package.archive:
        raise Refused("corrupt")
    if relationship.type != "worksheet":
        content.notices.add("embedded_object", f"图表工作表：{name}")
        return
    sheet = _sheet(workbook, workbook.package.part(relationship.target))
    if element.get("state", "visible") != "visible":
        words = " ".join(value for row in sheet.cells.values() for value in row.values())
        content.notices.add("hidden_text", f"隐藏的工作表“{name}”：{excerpt(words)}")
        return
    if sheet.hidden:
        content.notices.add(
            "hidden_text", f"工作表“{name}”隐藏的行、列或单元格：{excerpt(' '.join(sheet.hidden))}"
        )
    if sheet.cells:
        if named:
            content.blocks.append(Paragraph(name, escape(name), role="sheet"))
        content.blocks.append(_table(sheet))


def _sheet(workbook: Workbook, root: etree._Element) -> Sheet:
    sheet = Sheet()
    hidden_columns = _hidden_columns(root)
    format_element = root.find(S + "sheetFormatPr")
    rows_hide = format_element is not None and format_element.get("zeroHeight") in YES
    count = 0
    for number, row in _rows(root):
        row_hides = row.get("hidden", "1" if rows_hide and row.get("ht") is None else "0") in YES
        for column, cell in _cells(row):
            count += 1
            value = _value(workbook, cell)
            if not value:
                continue
            if count > MOST_CELLS:
                raise Refused("too_large", TOO_LARGE)
            if row_hides or column in hidden_columns or _style(cell) in workbook.blanks:
                sheet.hidden.append(value)
            elif column <= MOST_COLUMNS:
                sheet.cells.setdefault(number, {})[column] = value
    _take_merges(root, sheet)
    return sheet


def _rows(root: etree._Element) -> Iterator[tuple[int, etree._Element]]:
    number = 0
    for row in root.iter(ROW):
        given = row.get("r", "")
        number = int(given) if given.isdecimal() else number + 1
        yield number, row


def _cells(row: etree._Element) -> Iterator[tuple[int, etree._Element]]:
    column = 0
    for cell in row.iterchildren(CELL):
        found = REFERENCE.fullmatch(cell.get("r", ""))
        column = column_index_from_string(found[1]) if found else column + 1
        yield column, cell


def _hidden_columns(root: etree._Element) -> set[int]:
    hidden: set[int] = set()
    for column in root.iter(S + "col"):
        if column.get("hidden") in YES or column.get("width") in ("0", "0.0"):
            hidden.update(range(whole(column.get("min")), min(whole(column.get("max")), LAST_COLUMN) + 1))
    return hidden


def _style(cell: etree._Element) -> int:
    return whole(cell.get("s"))


def _value(workbook: Workbook, cell: etree._Element) -> str:
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        inline = cell.find(INLINE)
        return _words(inline) if inline is not None else ""
    value = cell.findtext(VALUE) or ""
    if kind == "s":
        index = int(value) if value.isdecimal() else -1
        return workbook.strings[index] if 0 <= index < len(workbook.strings) else ""
    if kind == "b":
        return {"1": "TRUE", "0": "FALSE"}.get(value, value)
    if kind != "n" or not value:
        return value.strip()
    return _number(workbook, value, _style(cell))


def _number(workbook: Workbook, value: str, style: int) -> str:
    """A number as a person reads it: no exponent, no 0.30000000000000004; days as dates."""
    try:
        number = float(value)
        if style in workbook.dates:
            return str(from_excel(number, workbook.epoch)).removesuffix(" 00:00:00")
        if number.is_integer() and abs(number) < 1e21:
            return str(int(value)) if value.lstrip("-").isdecimal() else str(int(number))
        return f"{number:.15g}"
    except (ValueError, OverflowError, TypeError):
        return value


def whole(value: str | None) -> int:
    """A number attribute; 0 for none and nonsense."""
    return int(value) if value and value.isdecimal() and len(value) < 10 else 0


def _words(element: etree._Element) -> str:
    """Plain and rich text; phonetic guides (rPh) are no text."""
    written = []
    for child in element:
        if child.tag == TEXT:
            written.append(child.text or "")
        elif child.tag == RUN:
            written.extend(text.text or "" for text in child.iterchildren(TEXT))
    return "".join(written).strip()


def _take_merges(root: etree._Element, sheet: Sheet) -> None:
    work = 0
    for element in root.iter(S + "mergeCell"):
        corners = [REFERENCE.fullmatch(part) for part in element.get("ref", "").split(":")]
        if len(corners) != 2 or corners[0] is None or corners[1] is None:
            continue
        (left, top), (right, bottom) = (
            (column_index_from_string(corner[1]), int(corner[2])) for corner in corners if corner
        )
        work += min(max(bottom - top, 0), len(sheet.cells)) + 1
        if work > MOST_MERGING:
            raise Refused("too_large", TOO_LARGE)
        _merge(sheet, top, left, bottom, right)


def _merge(sheet: Sheet, top: int, left: int, bottom: int, right: int) -> None:
    """Values below a merged cell are not shown."""
    sheet.merges[top, left] = (bottom - top + 1, right - left + 1)
    for row in between(sheet.cells, top, bottom):
        for column in between(sheet.cells[row], left, right):
            if (row, column) != (top, left):
                sheet.hidden.append(sheet.cells[row].pop(column))


def between(numbers: Collection[int], first: int, last: int) -> list[int]:
    """The numbers within a range, found the cheaper way round."""
    if last - first < len(numbers):
        return [number for number in range(first, last + 1) if number in numbers]
    return [number for number in numbers if first <= number <= last]


def _count(numbers: list[int], first: int, span: int) -> int:
    """How many of the sorted numbers a merged cell spans."""
    return bisect_left(numbers, first + span) - bisect_left(numbers, first)


def _table(sheet: Sheet) -> Table:
    """Rows and columns that hold something, from the first to the last."""
    numbers = sorted(number for number, row in sheet.cells.items() if row)
    columns = sorted({column for row in sheet.cells.values() for column in row})
    rows = tuple(tuple(sheet.cells[number].get(column, "") for column in columns) for number in numbers)
    covered = _covered(sheet, set(numbers), set(columns))
    written = "".join(_row_html(sheet, number, numbers, columns, covered) for number in numbers)
    return Table(rows, f"<table><tbody>{written}</tbody></table>")


def _covered(sheet: Sheet, numbers: set[int], columns: set[int]) -> set[tuple[int, int]]:
    return {
        (row, column)
        for (top, left), (height, width) in sheet.merges.items()
        for row in between(numbers, top, top + height - 1)
        for column in between(columns, left, left + width - 1)
        if (row, column) != (top, left)
    }


def _row_html(
    sheet: Sheet, number: int, numbers: list[int], columns: list[int], covered: set[tuple[int, int]]
) -> str:
    written = ""
    for column in columns:
        if (number, column) in covered:
            continue
        height, width = sheet.merges.get((number, column), (1, 1))
        spans = ""
        if width > 1 and (shown := _count(columns, column, width)) > 1:
            spans += f' colspan="{shown}"'
        if height > 1 and (shown := _count(numbers, number, height)) > 1:
            spans += f' rowspan="{shown}"'
        written += f"<td{spans}>{cell_html(sheet.cells[number].get(column, ''))}</td>"
    return f"<tr>{written}</tr>"


def _defined_names(root: etree._Element, content: Content) -> None:
    for element in root.iter(S + "definedName"):
        text = element.text or ""
        if "[" in text or "file:" in text.lower() or element.get("function") or element.get("vbProcedure"):
            content.notices.add("external_link", f"指向外部的名称：{element.get('name')}＝{text[:100]}")


def _comments(package: Package, content: Content) -> None:
    for name in package.archive.names():
        low = name.lower()
        if "/comments" in low and low.endswith(".xml") or "/threadedcomments/" in low:
            for element in package.part(name).iter():
                if str(element.tag).endswith(("}comment", "}threadedComment")):
                    words = "".join(map(str, element.itertext()))
                    content.notices.add("comment", f"批注（{element.get('ref', '')}）：{excerpt(words)}")
