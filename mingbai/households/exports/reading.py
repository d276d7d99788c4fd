"""A filled-in table read back, whole: every cell is looked at, every error is kept with its place."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from openpyxl import load_workbook

from mingbai.households.exports.template import MOST_ROWS, SHEET
from mingbai.households.queries import names_of
from mingbai.households.rules.cells import broken, kept
from mingbai.households.rules.definitions import Definition, Type
from mingbai.households.values import Line, Problem
from mingbai.lib.tables import MAX_BYTES, MAX_UNPACKED, Unreadable
from mingbai.organisations.models import Organisation

MOST_COLUMNS = 60


@dataclass(frozen=True)
class Filled:
    """The lines of a table, none when there is a problem. `page` is the sheet that was read."""

    lines: list[Line] = field(repr=False)
    problems: list[Problem]
    page: str = SHEET


def filled_in(data: bytes, definition: Definition, villages: Sequence[Organisation]) -> Filled:
    """Read a returned .xlsx file; `tables.Unreadable` when it is none."""
    page, grid = _grid(data)
    head, problems = _head(grid, definition)
    if problems:
        return Filled([], problems, page)
    known = names_of(villages)
    lines: list[Line] = []
    for number, cells in enumerate(grid[1:], 2):
        if not any(one not in (None, "") for one in cells):
            continue
        values, wrong = _values(number, cells, head, definition)
        village = _village(number, values, head, definition, known, wrong)
        problems += wrong
        if village is not None:
            lines.append(Line(number, village, values))
        if len(problems) > MOST_ROWS:
            break
    problems += _twice(lines, head, definition)
    if not lines and not problems:
        problems.append(Problem(0, 0, "", "表里没有填写名单。请填在第一页“名单”里。"))
    problems.sort(key=lambda one: (one.row, one.column))
    return Filled([] if problems else lines, problems, page)


def opened(data: bytes, **options: Any) -> Any:
    """The workbook; `Unreadable` in Chinese for what is none, or unpacks to too much."""
    if len(data) > MAX_BYTES:
        raise Unreadable("文件超过 10 MB，请分成几份名单导入。")
    if not data.startswith(b"PK"):
        raise Unreadable("不是 .xlsx 文件。请用系统的模板填写，存成 .xlsx 再导入。")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(member.file_size for member in archive.infolist()) > MAX_UNPACKED:
                raise Unreadable("表格展开后太大，请只保留名单。")
        return load_workbook(io.BytesIO(data), keep_links=False, **options)
    except Unreadable:
        raise
    except Exception as problem:  # openpyxl lets errors of zip, XML and its own descriptors through
        raise Unreadable("表格打不开，可能已损坏或有密码。请另存为 .xlsx 再导入。") from problem


def page_of(book: Any) -> Any:
    """The sheet with the list: by its name, else the first."""
    return book[SHEET] if SHEET in book.sheetnames else book.worksheets[0]


def _grid(data: bytes) -> tuple[str, list[tuple[Any, ...]]]:
    book = opened(data, read_only=True, data_only=True)
    try:
        page = page_of(book)
        page.reset_dimensions()
        rows = page.iter_rows(max_col=MOST_COLUMNS, max_row=4 * MOST_ROWS, values_only=True)
        grid = [tuple(row) for row in rows]
    except Exception as problem:  # a sheet is parsed only when it is read
        raise Unreadable("表格打不开，可能已损坏。请另存为 .xlsx 再导入。") from problem
    finally:
        book.close()
    filled = sum(any(one not in (None, "") for one in row) for row in grid)
    if filled > MOST_ROWS + 1:
        raise Unreadable(f"超过 {MOST_ROWS} 行，请分成几份名单导入。")
    return page.title, grid


def _head(grid: list[tuple[Any, ...]], definition: Definition) -> tuple[dict[str, int], list[Problem]]:
    """Column name → its place from 0."""
    titles = [str(one or "").strip().rstrip("*") for one in (grid[0] if grid else ())]
    known = {one.name for one in definition.columns}
    problems = [
        Problem(1, number, title, "不认识的列名，请按模板填写，或者删去这一列。")
        for number, title in enumerate(titles, 1)
        if title and title not in known
    ]
    problems += [
        Problem(1, number, title, "这一列出现了两次，请删去一列。")
        for number, title in enumerate(titles, 1)
        if title and title in titles[: number - 1]
    ]
    lacking = [one.name for one in definition.columns if one.required and one.name not in titles]
    if lacking:
        words = f"第 1 行缺少列名：{'、'.join(lacking)}。请用这份名单的模板填写。"
        problems.append(Problem(0, 0, "", words))
    return {title: at for at, title in reversed(list(enumerate(titles))) if title in known}, problems


def _values(
    number: int, cells: Sequence[Any], head: Mapping[str, int], definition: Definition
) -> tuple[dict[str, str], list[Problem]]:
    values, problems = {}, []
    for column in definition.columns:
        at = head.get(column.name)
        try:
            cell = cells[at] if at is not None and at < len(cells) else None
            values[column.name] = kept(column, cell)
        except ValueError as wrong:
            problems.append(Problem(number, (at or 0) + 1, column.name, str(wrong)))
    for at, cell in enumerate(cells):
        if cell not in (None, "") and at not in head.values():
            problems.append(
                Problem(number, at + 1, "", "这一格在没有列名的列里，请删去，或者挪到有列名的列。")
            )
    columns = {one.name: one for one in definition.columns}
    for check in definition.checks:
        if words := broken(check, columns, values):
            problems.append(Problem(number, head.get(check.target, 0) + 1, check.target, words))
    return values, problems


def _village(
    number: int,
    values: Mapping[str, str],
    head: Mapping[str, int],
    definition: Definition,
    known: Mapping[str, Organisation],
    problems: list[Problem],
) -> Organisation | None:
    column = definition.of_type(Type.VILLAGE)
    written = values.get(column.name, "")
    if not written:
        return None
    if written not in known:
        words = "没有这个村，或者不在这份名单的范围里。请从下拉里选。"
        problems.append(Problem(number, head[column.name] + 1, column.name, words))
        return None
    return known[written]


def _twice(lines: Sequence[Line], head: Mapping[str, int], definition: Definition) -> list[Problem]:
    """Both lines of a pair, so that whichever is wrong can be found."""
    column = definition.of_type(Type.ID)
    rows: dict[tuple[str, ...], list[int]] = {}
    for line in lines:
        if line.values.get(column.name):
            rows.setdefault(definition.once(line.values), []).append(line.number)
    found = []
    for numbers in rows.values():
        for number in numbers if len(numbers) > 1 else ():
            others = "、".join(str(one) for one in numbers if one != number)
            words = f"身份证号与第 {others} 行重复。"
            found.append(Problem(number, head[column.name] + 1, column.name, words[:200]))
    return found
