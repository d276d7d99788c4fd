"""The public copy of a workbook: visible values written into a new one; nothing else can come along."""

from copy import copy
from io import BytesIO
from typing import Any

from lxml import etree
from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from mingbai.documents.archives import Archive
from mingbai.documents.cleaners.packing import pack
from mingbai.documents.markup import parse
from mingbai.documents.refusals import Refused

CHARTS = "表格里有图表或图片，系统不能保证清理干净。请另存为 PDF，检查后重新上传。"
NO_RESULT = "工作表“{sheet}”的 {cell} 有公式但没有计算结果。请用 Excel 或 WPS 打开，保存一次后重新上传。"
NOTHING_VISIBLE = "表格里没有可以公开的内容：所有工作表都是隐藏的或空的。请检查后重新上传。"
MOST_CELLS = 1_000_000
DEFAULT_STYLE_PARTS = ("font", "fill", "border", "alignment", "number_format")


def clean_xlsx(data: bytes) -> bytes:
    """Raises Refused (not_clean where charts or pictures would be lost, corrupt, too_large)."""
    _check(data)
    try:
        values = load_workbook(BytesIO(data), data_only=True)
        formulas = load_workbook(BytesIO(data))
    except Refused:
        raise
    except Exception as error:  # openpyxl raises many kinds on damaged workbooks
        raise Refused("corrupt") from error
    copied = Workbook()
    copied.remove(copied.active)
    for sheet in values.worksheets:
        if sheet.sheet_state == "visible":
            _Sheet(sheet, formulas[sheet.title], copied.create_sheet(sheet.title)).copy()
    if not copied.worksheets:
        raise Refused("not_clean", NOTHING_VISIBLE)
    return _anonymous(copied)


def _check(data: bytes) -> None:
    """openpyxl opens only what our own parser has seen: no DTD, no charts, no pictures."""
    archive = Archive(data)
    for name in archive.names():
        low = name.lower()
        if low.startswith(("xl/charts/", "xl/media/", "xl/chartsheets/", "xl/drawings/drawing")):
            raise Refused("not_clean", CHARTS)
        if low.endswith((".xml", ".rels")):
            parse(archive.read(name))


class _Sheet:
    """Copies one sheet; hidden rows and columns are left out and the rest moves up."""

    def __init__(self, source: Worksheet, formulas: Worksheet, target: Worksheet) -> None:
        self.source, self.formulas, self.target = source, formulas, target
        if source.max_row * source.max_column > MOST_CELLS:
            raise Refused("too_large")
        self.rows = [row for row in range(1, source.max_row + 1) if not source.row_dimensions[row].hidden]
        hidden = _hidden_columns(source)
        self.columns = [column for column in range(1, source.max_column + 1) if column not in hidden]
        self.styles: dict[int, dict[str, Any]] = {}

    def copy(self) -> None:
        for row, source_row in enumerate(self.rows, 1):
            height = self.source.row_dimensions[source_row].height
            if height:
                self.target.row_dimensions[row].height = height
            for column, source_column in enumerate(self.columns, 1):
                self._copy_cell(self.source.cell(source_row, source_column), row, column)
        for column, source_column in enumerate(self.columns, 1):
            letter = get_column_letter(source_column)
            if letter in self.source.column_dimensions:
                width = self.source.column_dimensions[letter].width
                self.target.column_dimensions[get_column_letter(column)].width = width
        self._merge()

    def _copy_cell(self, cell: Cell | MergedCell, row: int, column: int) -> None:
        if isinstance(cell, MergedCell):
            return
        if cell.value is None and self.formulas[cell.coordinate].data_type == "f":
            raise Refused("not_clean", NO_RESULT.format(sheet=self.source.title, cell=cell.coordinate))
        if cell.value is None and not cell.has_style:
            return
        copied = self.target.cell(row, column)
        if cell.number_format.replace(" ", "") not in (";;;", ";;"):
            copied.value = cell.value
            if isinstance(cell.value, str):
                copied.data_type = "s"  # a text that begins with = stays a text
        if cell.has_style:
            self._copy_style(cell, copied)

    def _copy_style(self, cell: Cell, copied: Cell) -> None:
        known = self.styles.get(cell.style_id)
        if known is None:
            known = {part: copy(getattr(cell, part)) for part in DEFAULT_STYLE_PARTS}
            self.styles[cell.style_id] = known
        for part, value in known.items():
            setattr(copied, part, value)

    def _merge(self) -> None:
        for merged in self.source.merged_cells.ranges:
            rows = [at for at, row in enumerate(self.rows, 1) if merged.min_row <= row <= merged.max_row]
            columns = [
                at for at, column in enumerate(self.columns, 1) if merged.min_col <= column <= merged.max_col
            ]
            if len(rows) * len(columns) > 1:
                self.target.merge_cells(
                    start_row=rows[0], end_row=rows[-1], start_column=columns[0], end_column=columns[-1]
                )


def _hidden_columns(sheet: Worksheet) -> set[int]:
    hidden: set[int] = set()
    for dimension in sheet.column_dimensions.values():
        if dimension.hidden or dimension.width == 0:
            hidden.update(range(dimension.min, dimension.max + 1))
    return hidden


def _anonymous(workbook: Workbook) -> bytes:
    """Saved without the document properties openpyxl writes."""
    buffer = BytesIO()
    workbook.save(buffer)
    archive = Archive(buffer.getvalue())
    members = {name: archive.read(name) for name in archive.names() if not name.startswith("docProps/")}
    for name in ("[Content_Types].xml", "_rels/.rels"):
        root = parse(members[name])
        for element in list(root):
            if "docProps" in (element.get("PartName") or element.get("Target") or ""):
                root.remove(element)
        members[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return pack(members)
