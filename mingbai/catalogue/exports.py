"""The catalogue as the two-row Excel table that offices use; what is exported can be imported again."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from mingbai.catalogue.models import CatalogueItem, Column, Mode
from mingbai.catalogue.queries.effective import effective
from mingbai.catalogue.queries.rows import visible
from mingbai.catalogue.rules.channels import from_json, text_of
from mingbai.lib import clock
from mingbai.lib.tables import neutral
from mingbai.organisations.models import Organisation

# (title of the first header row, title of the second, name, width)
HEADER: tuple[tuple[str, str, str, int], ...] = (
    ("序号", "", "number", 6),
    ("公开事项", "一级事项", "level1", 14),
    ("公开事项", "二级事项", "level2", 18),
    ("公开事项", "三级事项", "level3", 14),
    ("公开内容（要素）", "", "elements", 36),
    ("公开依据", "", "basis", 28),
    ("公开时限", "", "limit_text", 20),
    ("公开主体", "", "body_text", 16),
    ("公开渠道和载体（“■”为必选，“□”为可选）", "", "channels", 24),
    ("公开对象", "全社会", "to_society", 8),
    ("公开对象", "特定群体", "to_group", 12),
    ("公开方式", "主动", "proactive", 8),
    ("公开方式", "依申请", "on_request", 8),
    ("公开方式", "内部公开", Mode.INTERNAL, 8),
    ("公开方式", "不予公开", Mode.WITHHELD, 8),
    ("公开层级", "县级", "county_level", 8),
    ("公开层级", "乡级", "township_level", 8),
    ("公开层级", "村级", "village_level", 8),
)
# Columns that only some counties use; they are left out where no row has them.
OPTIONAL = {"level3", Mode.INTERNAL, Mode.WITHHELD}
THIN = Border(*(Side(style="thin") for _ in range(4)))


@dataclass(frozen=True)
class Line:
    """A row as it is printed: its own columns, and those that layers may change as they count in the end."""

    item: CatalogueItem
    limit_text: str
    channels: str
    extra: dict[str, str]


def catalogue_workbook(organisation: Organisation | None) -> bytes:
    """The organisation's own list as it counts today, or the national rows; one sheet for each field."""
    lines = _own(organisation) if organisation else _national()
    owner = organisation.name if organisation else ""
    book = Workbook()
    book.remove(book.active)
    for field, group in groupby(lines, key=lambda one: one.item.field):
        _write(book.create_sheet(field.name[:31]), f"{owner}{field.name}领域政务公开标准目录", list(group))
    if not book.worksheets:
        _write(book.create_sheet("目录"), f"{owner}政务公开标准目录", [])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _own(organisation: Organisation) -> list[Line]:
    return [
        Line(row.item, row.limit_text, _channels(row.item, row.channels), row.extra)
        for row in effective(organisation)
        if row.applicable
    ]


def _channels(item: CatalogueItem, channels: Iterable[Any]) -> str:
    """As printed in the row, unless a layer added to it."""
    counted = tuple(channels)
    return item.channels if counted == from_json(item.channel_list) else text_of(counted)


def _national() -> list[Line]:
    rows = visible(None, clock.today()).order_by("field__order", "field__name", "pk")
    return [Line(item, item.limit_text, item.channels, item.extra) for item in rows]


def _write(sheet: Worksheet, title: str, lines: Sequence[Line]) -> None:
    columns = [one for one in HEADER if one[2] not in OPTIONAL or any(_cell(line, one[2]) for line in lines)]
    extra = [one.title for one in Column.objects.filter(active=True)]
    extra = [one for one in extra if any(one in line.extra for line in lines)]
    columns += [(one, "", f"extra:{one}", 14) for one in extra]
    sheet.append([title])
    sheet.append([neutral(one[0]) for one in columns])
    sheet.append([one[1] for one in columns])
    for line in lines:
        sheet.append([neutral(_cell(line, one[2])) for one in columns])
    _dress(sheet, columns)


def _cell(line: Line, name: str) -> str:
    if name.startswith("extra:"):
        return line.extra.get(name.removeprefix("extra:"), "")
    if name in {Mode.INTERNAL, Mode.WITHHELD}:
        return "√" if line.item.mode == name else ""
    if name in {"limit_text", "channels"}:
        return str(getattr(line, name))
    value = getattr(line.item, name)
    return ("√" if value else "") if isinstance(value, bool) else str(value)


def _dress(sheet: Worksheet, columns: Sequence[tuple[str, str, str, int]]) -> None:
    last = len(columns)
    sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=last)
    number = 1
    for top, group in groupby(columns, key=lambda one: (one[0], bool(one[1]))):
        width = len(list(group))
        if top[1]:
            sheet.merge_cells(start_row=2, end_row=2, start_column=number, end_column=number + width - 1)
        else:
            sheet.merge_cells(start_row=2, end_row=3, start_column=number, end_column=number)
        number += width
    for row in sheet.iter_rows(min_row=1, max_col=last):
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="center", horizontal=_across(cell.row))
            cell.border = THIN if cell.row > 1 else Border()
            cell.font = Font(bold=cell.row <= 3, size=16 if cell.row == 1 else 10)
    for place, one in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(place)].width = one[3]
    sheet.freeze_panes = "A4"
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "2:3"


def _across(row: int) -> str | None:
    return "center" if row <= 3 else None
