"""Finds table two, in the form of 2021 or of 2019."""

import re
from collections.abc import Iterator

from mingbai.report_check.extraction.found import FoundTable
from mingbai.report_check.extraction.labels import LOOSE, any_of, loose
from mingbai.report_check.extraction.segments import cells_of, row_is_empty, words_of
from mingbai.report_check.extraction.values import value_of
from mingbai.report_check.flow import CELL, MARKS, plain
from mingbai.report_check.form.cells import Cell, name_of
from mingbai.report_check.form.forms import FORM_2019, FORM_2021
from mingbai.report_check.form.two import ITEM_NINE, RowTwo

LONGEST = 3_000
ITEMS = "一二三四五六七八九"
_ITEM = re.compile(
    rf"第{LOOSE}二{LOOSE}十{LOOSE}条{LOOSE}第?{LOOSE}\({LOOSE}([一五六八九]){LOOSE}\){LOOSE}项?"
)
_HEAD = any_of(("信息内容", "本年制发", "本年新制作", "本年废止", "现行有效"))
_BEGIN = re.compile(rf"(?:{_ITEM.pattern}{LOOSE})?{_HEAD}")
_OLD = re.compile(
    any_of(("本年新制作", "本年新公开", "对外公开总数", "上一年项目数", "采购项目数量", "政府集中采购"))
)
_NEW = re.compile(any_of(("本年制发件", "本年废止件", "现行有效件", "本年处理决定数", "本年收费金额")))
_END = re.compile(
    rf"^\W*三\W{{0,3}}收到|{any_of(('申请人情况', '勾稽关系'))}|{loose('收到和处理政府信息公开申请')}",
    re.MULTILINE,
)
_NAMES: dict[str, tuple[str, ...]] = dict.fromkeys(
    ("行政规范性文件", "规范性文件"), ("行政规范性文件", "规范性文件")
)
# words of the heads, which may stand behind a row when the table has no borders
_HEAD_WORDS = (
    "信息内容", "本年制发件数", "本年废止件数", "现行有效件数", "本年处理决定数量", "本年收费金额",
    "单位万元",
    "本年新制作数量", "本年新公开数量", "对外公开总数量", "上一年项目数量", "本年增/减",
    "处理决定数量", "采购项目数量", "采购总金额",
)  # fmt: skip
_HEADS = re.compile(any_of(_HEAD_WORDS))


def find(flow: str, start: int, end: int) -> FoundTable | None:
    """Table two between two places of the flow."""
    for begun in _BEGIN.finditer(flow, start, end):
        limit = min(end, begun.end() + LONGEST)
        if stop := _END.search(flow, begun.end(), limit):
            limit = stop.start()
        table = _read(flow[begun.start() : limit], begun.start())
        if table is not None:
            return table
    return None


def _read(region: str, start: int) -> FoundTable | None:
    form = FORM_2019 if _OLD.search(region) and not _NEW.search(region) else FORM_2021
    anchors = list(_anchors(region, form.two))
    if len(anchors) < 3:
        return None
    table = FoundTable(start, start + anchors[-1][2], form=form.name)
    ends = [at for _, at, _ in anchors[1:]] + [len(region)]
    for (row, _, at), end in zip(anchors, ends, strict=True):
        segment = _own(region[at:end])
        table.rows[row.key] = _cells(table, row, segment)
        table.end = start + at + _length(segment, len(row.columns))
    for row in form.two:
        if row.key not in table.rows:
            table.rows[row.key] = [None] * len(row.columns)
            table.unsure |= {name_of("two", row.key, column) for column in row.columns}
            table.unread.append(f"表二没有找到“{row.key}”这一行。")
    table.rows = {row.key: table.rows[row.key] for row in form.two}
    return table


def _anchors(region: str, rows: tuple[RowTwo, ...]) -> Iterator[tuple[RowTwo, int, int]]:
    at = 0
    for row in rows:
        names = _NAMES.get(row.key, (row.key,))
        label = re.compile(rf"{any_of(names)}(?:{LOOSE}\([^()\d]{{1,30}}\))?")
        if found := label.search(region, at):
            yield row, found.start(), found.end()
            at = found.end()
        elif row.item == ITEM_NINE:
            return


def _own(segment: str) -> str:
    """Without the heading of the next item and its column heads."""
    if item := _ITEM.search(segment):
        segment = segment[: item.start()]
    if head := _HEADS.search(segment):
        segment = segment[: head.start()]
    return segment


def _length(segment: str, width: int) -> int:
    """Where the row's numbers end."""
    for words, piece in enumerate(re.finditer(rf"[^\s{MARKS}|]+", segment)):
        if words == width or not words_of(piece[0]):
            return piece.start()
    return len(segment.rstrip("\n"))


def _cells(table: FoundTable, row: RowTwo, segment: str) -> list[Cell]:
    width = len(row.columns)
    cells = cells_of(segment, width)
    first = segment.split("\n", 1)[0]
    if cells is None and CELL in first:
        filled = [one for one in first.split(CELL)[1:] if one.strip()]
        cells = filled if len(filled) == width else None
    words = words_of(segment[: _length(segment, width + 5)])
    if cells is None and len(words) >= width and (len(words) == width or width == 1):
        cells = words[:width]
    names = [name_of("two", row.key, column) for column in row.columns]
    if cells is None and len(words) == 1 and words[0].isdecimal() and len(words[0]) == width:
        cells = list(words[0])
        table.unread.append(
            f"表二“{row.key}”一行的数字原来连在一起，按每格一位读作：{'、'.join(cells)}。请对照原表核对。"
        )
    if cells is None:
        _say_unread(table, row, segment, words, names)
        return [None] * width
    return [
        table.take(name, value_of(cell, amount=at in row.amounts, signed=at in row.signed))
        for at, (name, cell) in enumerate(zip(names, cells, strict=True))
    ]


def _say_unread(table: FoundTable, row: RowTwo, segment: str, words: list[str], names: list[str]) -> None:
    if not words and (row_is_empty(segment, 1) or not plain(segment)):
        return  # nothing was filled in
    table.unsure |= set(names)
    shown = plain(" ".join(words)) or plain(segment)[:40]
    table.unread.append(f"表二“{row.key}”一行的数字分不清是哪一格的：{shown}。请对照原表核对。")
