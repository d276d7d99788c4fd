"""The rows of a catalogue in a workbook, as values of the catalogue's columns."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from mingbai.catalogue.models import Mode
from mingbai.catalogue.rules.channels import OPTIONAL, REQUIRED
from mingbai.catalogue.sheets.grids import Grid, Refused, grids_of
from mingbai.catalogue.sheets.layout import Layout, layout_of, plain
from mingbai.catalogue.sheets.problems import Problem

TICKED = set("√✓✔✅☑■●▲◆★○〇◯VvYy1") | {"是", "有", "对", "公开", "必选"}
UNTICKED = set("×✗✘xXNn0/-—－□☐无否") | {"——", "不公开", "／"}
SAME_AS_ABOVE = re.compile(r"^[“\"]?(同上|同前)[”\"]?[。.]?$|^[〃″]$")
FOOTNOTE = re.compile(r"^(注|备注|说明|填表|填报|制表|审核人|联系人|※|＊|\*)")
LEVELS = ("level1", "level2", "level3")
TEXTS = ("elements", "basis", "limit_text", "body_text", "channels", "to_group")
FLAGS = ("to_society", "proactive", "on_request", "internal", "withheld", "county_level", "township_level",
         "village_level")  # fmt: skip
SECTION_WIDTH = 5
"""A cell merged over so many columns heads a section and is no row."""
_MODES = {
    "主动": Mode.PROACTIVE, "主动公开": Mode.PROACTIVE,
    "依申请": Mode.ON_REQUEST, "依申请公开": Mode.ON_REQUEST,
    "内部": Mode.INTERNAL, "内部公开": Mode.INTERNAL, "不予公开": Mode.WITHHELD, "不公开": Mode.WITHHELD,
}  # fmt: skip


@dataclass(frozen=True)
class SheetRow:
    """One row of the catalogue as a file has it.

    `values` hold only columns that the file has, by the names of `CatalogueItem`; `columns` says in
    which column of the sheet a value stands, for messages.
    """

    sheet: str
    number: int
    values: dict[str, Any]
    columns: dict[str, int]


@dataclass
class Read:
    """What was read: rows, what is wrong with them, what else the person should know."""

    rows: list[SheetRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    extra: list[str] = field(default_factory=list)


def read(data: bytes, fields: Mapping[str, str], chosen: str = "") -> Read:
    """The rows of all sheets that hold a catalogue; Refused when there is none.

    `fields`: name of a field as it may be written → key. `chosen`: the key that counts where neither a
    column nor the sheet's name or title names a field.
    """
    result = Read()
    for grid in grids_of(data):
        layout = layout_of(grid)
        if layout is None:
            result.notices.append(f"工作表“{grid.name}”里没有找到目录的表头，没有读。")
            continue
        _Reader(grid, layout, fields, chosen, result).run()
    if not result.rows and not result.problems:
        raise Refused("没有找到目录。表头里要有“一级事项”，以及公开内容、依据、时限、主体中的至少两列。")
    _repeated(result)
    return result


class _Reader:
    """Reads one sheet row by row, remembering the row above."""

    def __init__(
        self, grid: Grid, layout: Layout, fields: Mapping[str, str], chosen: str, result: Read
    ) -> None:
        self.grid, self.layout, self.fields, self.result = grid, layout, fields, result
        self.field = field_named((grid.name, *layout.titles), fields) or chosen
        self.above: dict[str, Any] = {}
        extra = [one.name for one in layout.columns if one.sort == "extra"]
        result.extra += [name for name in extra if name not in result.extra]
        result.problems += [one for one in grid.problems if one.row >= layout.first]

    def run(self) -> None:
        row = self.layout.first
        while row <= self.grid.rows:
            last = self._last_of(row)
            if not self._is_aside(row):
                self._read(row, last)
            row = last + 1

    def _last_of(self, row: int) -> int:
        """The last line of a row that is printed over several lines, by merged identity cells."""
        places = [number for name in (*LEVELS, "elements") if (number := self.layout.at(name))]
        last = row
        while last < self.grid.rows and all(
            self.grid.range_of(last + 1, place) == self.grid.range_of(row, place)
            and (row, place) in self.grid.ranges
            for place in places
        ):
            last += 1
        return last

    def _is_aside(self, row: int) -> bool:
        """Empty, a heading over the whole width, a repeated header, or a footnote."""
        cells = {column: self.grid.text(row, column) for column in range(1, self.grid.columns + 1)}
        filled = {column: text for column, text in cells.items() if text}
        if not filled or any(self.grid.widths.get((row, column), 1) >= SECTION_WIDTH for column in filled):
            return True
        if plain(cells.get(self.layout.at("level1"), "")) in {"一级事项", "公开事项"}:
            return True
        own = any(self.grid.range_of(row, column)[0] == row for column in filled)
        footnote = FOOTNOTE.match(filled[min(filled)]) and not cells.get(self.layout.at("level2"))
        return bool(footnote) or not own

    def _read(self, row: int, last: int) -> None:
        values: dict[str, Any] = {}
        columns = {one.name: one.number for one in self.layout.columns if one.sort != "extra"}
        for name in self.layout.names:
            self._take(values, name, row, last, columns[name])
        self._take_channels(values, row, last)
        self._take_extra(values, row, last)
        self._carry(values)
        self._take_field(values, row, columns)
        _settle_mode(values)
        if not values.get("level1"):
            self._problem(row, columns.get("level1", 0), "缺一级事项。请填写，或者删去这一行。")
        self.above = values
        self.result.rows.append(SheetRow(self.grid.name, row, values, columns))

    def _lines(self, row: int, last: int, column: int) -> str:
        """The texts of a column over the lines of a row, each cell once."""
        cells = {
            self.grid.range_of(line, column): self.grid.text(line, column) for line in range(row, last + 1)
        }
        return "\n".join(text for text in cells.values() if text)

    def _take(self, values: dict[str, Any], name: str, row: int, last: int, column: int) -> None:
        text = self._lines(row, last, column)
        if name in FLAGS:
            values[name] = self._tick(text, row, column)
        elif name == "mode":
            values[name] = self._mode(text, row, column)
        elif name in LEVELS or name in {"number", "field"}:
            values[name] = re.sub(r"\s+", "", text)
        else:
            values[name] = self._same(name, text, row, column)

    def _tick(self, text: str, row: int, column: int) -> bool:
        mark = re.sub(r"\s+", "", text)
        if not mark or mark in UNTICKED:
            return False
        if mark in TICKED or set(mark) <= TICKED or len(mark) > 1 and mark[0] in REQUIRED:
            return True
        if plain(mark) in {"全社会", "主动", "依申请", "县级", "乡级", "村级", "主动公开", "依申请公开"}:
            return True
        self._problem(row, column, f"看不懂“{text[:20]}”。这一列请打√，或者留空。")
        return False

    def _mode(self, text: str, row: int, column: int) -> str:
        mark = plain(text)
        if mark and mark not in _MODES:
            self._problem(row, column, f"看不懂“{text[:20]}”。请写主动、依申请、内部公开或者不予公开。")
        return _MODES.get(mark, Mode.PROACTIVE)

    def _same(self, name: str, text: str, row: int, column: int) -> str:
        if not SAME_AS_ABOVE.match(text):
            return text
        if name not in self.above:
            self._problem(row, column, "写的是“同上”，但是上面没有内容。请写出来。")
            return ""
        return str(self.above[name])

    def _take_channels(self, values: dict[str, Any], row: int, last: int) -> None:
        """Columns with one channel each, ticked."""
        places = [one for one in self.layout.columns if one.sort == "channel"]
        parts = [part for one in places if (part := _channel(one.name, self._lines(row, last, one.number)))]
        if places:
            values["channels"] = "\n".join(filter(None, [values.get("channels", ""), " ".join(parts)]))
            return
        several = [one.number for one in self.layout.columns if one.name == "channels"]
        if len(several) > 1:
            values["channels"] = "\n".join(
                dict.fromkeys(filter(None, (self._lines(row, last, number) for number in several)))
            )

    def _take_extra(self, values: dict[str, Any], row: int, last: int) -> None:
        extra = {one.name: one.number for one in self.layout.columns if one.sort == "extra"}
        if not extra:
            return
        above = self.above.get("extra", {})
        values["extra"] = {}
        for name, column in extra.items():
            text = self._lines(row, last, column)
            values["extra"][name] = above.get(name, "") if SAME_AS_ABOVE.match(text) else text

    def _carry(self, values: dict[str, Any]) -> None:
        """Levels left empty are those of the row above, as when the cells were merged."""
        for name, below in (("level1", "level2"), ("level2", "level3")):
            if not values.get(name) and values.get(below) and self.above.get(name):
                values[name] = self.above[name]

    def _take_field(self, values: dict[str, Any], row: int, columns: Mapping[str, int]) -> None:
        written = values.get("field", "")
        key = field_named((written,), self.fields) if written else self.field
        if not key and written and self.above.get("field") and SAME_AS_ABOVE.match(written):
            key = self.above["field"]
        if not key:
            known = f"没有“{written}”这个领域。" if written else "看不出属于哪个领域。"
            message = f"{known}请在工作表名称或标题里写明领域，或者导入时选择领域。"
            self._problem(row, columns.get("field", 0), message)
        values["field"] = key

    def _problem(self, row: int, column: int, message: str) -> None:
        self.result.problems.append(Problem(self.grid.name, row, column, message))


def field_named(texts: Iterable[str], fields: Mapping[str, str]) -> str:
    """The key of the field that one of the texts names; the longest name wins; "" when none does."""
    for text in texts:
        bare = re.sub(r"\s+", "", text)
        if bare in fields:
            return fields[bare]
        within = [name for name in fields if name in bare]
        if within:
            return fields[max(within, key=len)]
    return ""


def _channel(name: str, text: str) -> str:
    mark = re.sub(r"\s+", "", text)
    if not mark or mark in UNTICKED - set(OPTIONAL):
        return ""
    if mark[0] in OPTIONAL:
        return f"□{name}"
    return f"■{name}" if mark in TICKED or mark[0] in REQUIRED else f"■{name}：{text}"


def _settle_mode(values: dict[str, Any]) -> None:
    """One mode from the ticks: withheld and internal weigh most, then what is on request alone."""
    withheld, internal = values.pop("withheld", False), values.pop("internal", False)
    if "mode" in values:
        values.setdefault("proactive", values["mode"] == Mode.PROACTIVE)
        values.setdefault("on_request", values["mode"] == Mode.ON_REQUEST)
    if withheld:
        values["mode"] = Mode.WITHHELD
    elif internal:
        values["mode"] = Mode.INTERNAL
    elif "mode" not in values and {"proactive", "on_request"} & set(values):
        only = values.get("on_request") and not values.get("proactive")
        values["mode"] = Mode.ON_REQUEST if only else Mode.PROACTIVE
    if "mode" in values:
        values["mode"] = str(Mode(values["mode"]).value)


def _repeated(result: Read) -> None:
    """Rows that say in every column the same; two bodies may well publish one matter."""
    seen: dict[tuple[str, ...], SheetRow] = {}
    for row in result.rows:
        key = tuple(f"{name}={value}" for name, value in sorted(row.values.items()) if name != "number")
        if key in seen and row.values.get("level1"):
            first = seen[key]
            where = (
                f"第 {first.number} 行"
                if first.sheet == row.sheet
                else f"工作表“{first.sheet}”第 {first.number} 行"
            )
            column = row.columns.get("level2") or row.columns.get("level1", 0)
            result.problems.append(Problem(row.sheet, row.number, column, f"和{where}重复，请删去一行。"))
        seen.setdefault(key, row)
