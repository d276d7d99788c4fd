"""Power lists and service lists in a workbook: one header row under any titles."""

import re
from dataclasses import dataclass

from mingbai.catalogue.sheets.grids import Grid, Refused, grids_of
from mingbai.catalogue.sheets.layout import plain
from mingbai.catalogue.sheets.problems import Problem

_TITLES = (
    (re.compile(r"(编码|编号|代码)$"), "code"),
    (re.compile(r"(事项|职权|权力|服务|项目)名称$|^(职权|权力|服务)?事项$|^名称$"), "name"),
    (re.compile(r"(类别|类型|性质)$"), "category"),
    (re.compile(r"依据$"), "basis"),
    (re.compile(r"^(对应的?)?公开事项$"), "item"),
)
LONGEST = {"code": 60, "name": 200, "category": 60}
LOOK_WITHIN = 10


@dataclass(frozen=True)
class EntryRow:
    """One entry as the file has it; `item` is the path of a row of the catalogue, if it says so."""

    code: str
    name: str
    category: str = ""
    basis: str = ""
    item: str = ""


def read_entries(data: bytes) -> tuple[list[EntryRow], list[Problem]]:
    """The entries of all sheets with the columns 编码 and 名称; Refused when there is none."""
    rows: list[EntryRow] = []
    problems: list[Problem] = []
    seen: dict[str, str] = {}
    for grid in grids_of(data):
        head, columns = _header(grid)
        if not head:
            continue
        problems += [one for one in grid.problems if one.row > head]
        for number in range(head + 1, grid.rows + 1):
            values = {name: grid.text(number, column) for name, column in columns.items()}
            if not any(values.values()):
                continue
            wrong = _problems(grid, number, values, columns, seen)
            problems += wrong
            if not wrong:
                rows.append(EntryRow(**values))
    if not rows and not problems:
        raise Refused("没有找到清单。表头里要有“事项编码”和“事项名称”两列。")
    return rows, problems


def _header(grid: Grid) -> tuple[int, dict[str, int]]:
    for row in range(1, min(LOOK_WITHIN, grid.rows) + 1):
        columns: dict[str, int] = {}
        for column in range(1, grid.columns + 1):
            title = plain(grid.text(row, column))
            for pattern, name in _TITLES:
                if title and pattern.search(title) and name not in columns:
                    columns[name] = column
                    break
        if {"code", "name"} <= set(columns):
            return row, columns
    return 0, {}


def _problems(
    grid: Grid, row: int, values: dict[str, str], columns: dict[str, int], seen: dict[str, str]
) -> list[Problem]:
    found = [
        Problem(grid.name, row, columns[name], f"缺{word}。")
        for name, word in (("code", "事项编码"), ("name", "事项名称"))
        if not values[name]
    ]
    found += [
        Problem(grid.name, row, columns[name], f"太长，最多 {longest} 个字。")
        for name, longest in LONGEST.items()
        if len(values.get(name, "")) > longest
    ]
    code = values["code"]
    if code and code in seen:
        found.append(Problem(grid.name, row, columns["code"], f"编码和{seen[code]}重复。"))
    seen.setdefault(code, f"{grid.name}第 {row} 行")
    return found
