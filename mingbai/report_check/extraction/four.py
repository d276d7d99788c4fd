"""Finds table four: fifteen numbers after the heads of three groups of five."""

import re

from mingbai.report_check.extraction import recovery
from mingbai.report_check.extraction.found import FoundTable
from mingbai.report_check.extraction.labels import header_run, loose
from mingbai.report_check.extraction.segments import cells_of, digits_of, words_of
from mingbai.report_check.extraction.values import value_of
from mingbai.report_check.flow import CELL, MARKS, plain
from mingbai.report_check.form.cells import Cell, name_of
from mingbai.report_check.form.four import CELLS, GROUPS, LITIGATION, RESULTS, TOTAL

LONGEST = 1_500  # characters after the heads
KEY = "四"
WORDS = (
    "未经复议直接起诉", "经复议后起诉", "复议后起诉", "直接起诉", LITIGATION, *GROUPS[:1],
    "维持结果", "纠正结果", *RESULTS, "小计", "合计",
)  # fmt: skip
_STOP = re.compile(r"^\W*五\W{0,3}(?:政府|目前|当前|工作)?\W*(?:存在|主要|问题)|存在的主要问题", re.MULTILINE)


def find(flow: str, start: int, end: int) -> FoundTable | None:
    """Table four between two places of the flow."""
    head = _head(flow, start, end)
    if head is None:
        return _headless(flow, start, end)
    limit = min(end, head.end() + LONGEST)
    if stop := _STOP.search(flow, head.end(), limit):
        limit = stop.start()
    table = FoundTable(head.start(), limit)
    segment = flow[head.end() : limit]
    if len(re.findall(loose(RESULTS[0]), head[0])) == 1:
        heads = re.search(loose(RESULTS[TOTAL]), head[0])
        inside = head.start() + (heads.end() if heads else 0)
        return _by_group(table, flow[inside:limit]) or _across(table, segment)
    return _across(table, segment)


def _head(flow: str, start: int, end: int) -> re.Match[str] | None:
    for found in header_run(WORDS, 5).finditer(flow, start, end):
        if re.search(loose(RESULTS[0]), found[0]) and re.search(loose(RESULTS[3]), found[0]):
            return found
    return None


def _headless(flow: str, start: int, end: int) -> FoundTable | None:
    """Heads that fell apart, as in a PDF without lines: one row of fifteen numbers below them."""
    stop = _STOP.search(flow, start, end)
    region = flow[start : stop.start() if stop else min(end, start + LONGEST)]
    if not all(region.count(one) >= 2 for one in ("维持", "纠正", "审结")):
        return None
    for line in re.finditer(r"[^\n]+", region):
        words = words_of(line[0])
        if len(words) == len(CELLS) and len(words) == len(re.findall(rf"[^\s{MARKS}|]+", line[0])):
            table = FoundTable(start + line.start(), start + line.end())
            table.rows[KEY] = _values(table, words)
            return table
    return None


def _across(table: FoundTable, segment: str) -> FoundTable:
    """All fifteen in one row, or one after the other."""
    cells = _row_of_fifteen(segment)
    words = words_of(_until_text(segment))
    if cells is None and len(words) == len(CELLS):
        cells = words
    if cells is not None:
        table.rows[KEY] = _values(table, cells)
    elif words:
        _recover(table, words)
    else:
        empty = any(line.count(CELL) >= len(CELLS) - 1 for line in segment.split("\n")[:4])
        table.rows[KEY] = [None] * len(CELLS)
        if not empty:
            table.unread.append("表四有表头，没有读到数字。")
            _doubt(table)
    table.end = table.start if not table.rows else table.end
    return table


def _row_of_fifteen(segment: str) -> list[str] | None:
    for line in segment.split("\n")[:6]:
        cells = cells_of(CELL + line.lstrip("\x1e"), len(CELLS)) if CELL in line else None
        if cells is not None and words_of(line):
            return cells
    return None


def _until_text(segment: str) -> str:
    """Up to the first words that are no number."""
    for piece in re.finditer(rf"[^\s{MARKS}|]+", segment):
        if not words_of(piece[0]) and re.search(r"[\u4e00-\u9fff]{2}", piece[0]):
            return segment[: piece.start()]
    return segment


def _values(table: FoundTable, cells: list[str]) -> list[Cell]:
    return [
        table.take(name_of("four", *name), value_of(cell)) for name, cell in zip(CELLS, cells, strict=True)
    ]


def _doubt(table: FoundTable) -> None:
    table.unsure |= {name_of("four", *name) for name in CELLS}


def _recover(table: FoundTable, words: list[str]) -> None:
    found = recovery.groups(digits_of(words), len(RESULTS), len(GROUPS))
    if len(found) == 1:
        table.rows[KEY] = list(found[0])
        shown = "、".join(map(str, found[0]))
        table.unread.append(
            f"表四的数字原来分不开，按每组前四格之和等于总计推算为：{shown}。请对照原表核对。"
        )
        return
    table.rows[KEY] = [None] * len(CELLS)
    _doubt(table)
    table.unread.append(f"表四的数字分不清是哪一格的：{plain(' '.join(words))}。请对照原表核对。")


def _by_group(table: FoundTable, segment: str) -> FoundTable | None:
    """The upright variant: one row per group."""
    cells: list[Cell] = []
    at = 0
    for group in GROUPS:
        label = re.compile(loose(group)).search(segment, at)
        if label is None:
            return None
        row = (
            cells_of(segment[label.end() :], len(RESULTS))
            or words_of(_until_text(segment[label.end() :]))[: len(RESULTS)]
        )
        if len(row) != len(RESULTS):
            return None
        names = [name_of("four", group, result) for result in RESULTS]
        cells += [table.take(name, value_of(cell)) for name, cell in zip(names, row, strict=True)]
        at = label.end()
    table.rows[KEY] = cells
    return table
