"""Finds table three in the flow: every row is recognised by its label, in the order of the form."""

import re
from dataclasses import dataclass

from mingbai.report_check.extraction import recovery
from mingbai.report_check.extraction.columns import settle
from mingbai.report_check.extraction.found import FoundTable
from mingbai.report_check.extraction.labels import (
    HEADER_WORDS,
    HEADINGS,
    header_run,
    heading,
    numbered_label,
    row_label,
)
from mingbai.report_check.extraction.segments import cells_of, digits_of, row_is_empty, words_of
from mingbai.report_check.extraction.values import value_of
from mingbai.report_check.flow import MARKS, plain
from mingbai.report_check.form import three
from mingbai.report_check.form.cells import Cell, name_of
from mingbai.report_check.form.forms import FORM_2019, FORM_2021
from mingbai.report_check.form.three import COLUMNS, RowThree
from mingbai.report_check.wording import row_words

LONGEST = 12_000  # characters from the first row to the last
FEWEST_ROWS = 8
_CORNER = re.compile(rf"\([\s{MARKS}]*本[\s{MARKS}]*列[\s{MARKS}]*数[\s{MARKS}]*据[^)]{{0,80}}\)")
_SECTION_FOUR = re.compile(r"^\W*四\W{0,3}(?:因)?政府信息公开(?:工作)?(?:被申请|行政)", re.MULTILINE)
WIDTH = len(COLUMNS)


@dataclass(frozen=True, slots=True)
class Anchor:
    """A label found at `start`; the numbers stand between `end` and the next anchor."""

    row: RowThree
    start: int
    end: int


def find_all(flow: str) -> list[FoundTable]:
    """Every table three of the flow, in order."""
    tables: list[FoundTable] = []
    at = 0
    while begun := row_label(three.NEW).search(flow, at):
        table = _table_at(flow, begun.start(), begun.end())
        if table is not None:
            tables.append(table)
        at = table.end if table is not None else begun.end()
    return tables


def _table_at(flow: str, start: int, inside: int) -> FoundTable | None:
    """The table whose first row begins here; None when the words stand in a sentence."""
    limit = _limit(flow, start, inside)
    region = _without_headings(flow[start:limit])
    divided = any(row_label(key).search(region) for key in ("三6_1逾期不补正", "三6_2逾期不缴费"))
    rows = (FORM_2021 if divided or not row_label(three.OTHER_2019).search(region) else FORM_2019).three_cells
    anchors = _anchors(region, rows)
    keys = [one.row.key for one in anchors]
    if len(anchors) < FEWEST_ROWS or keys[:2] != [three.NEW, three.CARRIED]:
        return None
    table = FoundTable(start, limit, form="2019" if three.OTHER_2019 in keys else "2021")
    table.end = start + _read_rows(table, region, anchors)
    _note_missing(table, rows)
    return table


def _limit(flow: str, start: int, inside: int) -> int:
    """Where the table ends at the latest: after its last row, before section four or the next table."""
    limit = min(len(flow), start + LONGEST)
    if again := row_label(three.NEW).search(flow, inside, limit):
        limit = again.start()
    if section := _SECTION_FOUR.search(flow, inside, limit):
        limit = section.start()
    last = row_label(three.LEFT).search(flow, inside, limit)
    return min(limit, last.end() + 400) if last else limit


def _without_headings(region: str) -> str:
    """The same length, with repeated column heads and headings of groups turned into spaces."""
    patterns = [_CORNER, header_run(HEADER_WORDS, 5)]
    divided = row_label("三6_1逾期不补正").search(region)
    patterns += [heading(*one) for one in HEADINGS if divided or one[0] != "六"]
    for pattern in patterns:
        region = pattern.sub(lambda found: re.sub(r"[^\x1c-\x1f\n]", " ", found[0]), region)
    return region


def _anchors(region: str, rows: tuple[RowThree, ...]) -> list[Anchor]:
    anchors: list[Anchor] = []
    at = 0
    for row in rows:
        common = row.key in ("三6_3其他", three.DONE)
        found = numbered_label(row.key).search(region, at) if common else None
        found = found or row_label(row.key).search(region, at)
        if found and found.start() - at < 700:
            anchors.append(Anchor(row, found.start(), found.end()))
            at = found.end()
    return anchors


def _read_rows(table: FoundTable, region: str, anchors: list[Anchor]) -> int:
    """Read every row; returns where the last one ends in the region."""
    ends = [one.start for one in anchors[1:]] + [len(region)]
    candidates: dict[str, list[recovery.Numbers]] = {}
    for anchor, end in zip(anchors, ends, strict=True):
        segment = region[anchor.end : end]
        if anchor.row.key == three.LEFT:
            segment = _last_segment(segment)
        table.rows[anchor.row.key] = _read_row(table, anchor.row, segment, candidates)
    settle(table, candidates)
    return anchors[-1].end + len(_last_segment(region[anchors[-1].end :]))


def _last_segment(segment: str) -> str:
    """The last row ends with its seventh number, or where the text goes on."""
    for words, piece in enumerate(re.finditer(rf"[^\s{MARKS}|]+", segment), 1):
        if not words_of(piece[0]):
            return segment[: piece.start()]
        if words == WIDTH:
            return segment[: piece.end()]
    return segment


def _read_row(
    table: FoundTable, row: RowThree, segment: str, candidates: dict[str, list[recovery.Numbers]]
) -> list[Cell]:
    cells = cells_of(segment, WIDTH)
    words = words_of(segment)
    if cells is None and len(words) == WIDTH:
        cells = words
    if cells is not None:
        names = [name_of("three", row.key, column) for column in COLUMNS]
        return [table.take(name, value_of(cell)) for name, cell in zip(names, cells, strict=True)]
    if not words:
        if not row_is_empty(segment, WIDTH):
            table.unread.append(f"表三“{row_words(row.key)}”一行没有读到数字。")
            table.unsure |= {name_of("three", row.key, column) for column in COLUMNS}
        return [None] * WIDTH
    candidates[row.key] = recovery.readings(digits_of(words), WIDTH)
    table.unsure |= {name_of("three", row.key, column) for column in COLUMNS}
    if not candidates[row.key]:
        table.unread.append(
            f"表三“{row_words(row.key)}”一行的数字分不清是哪一格的：{plain(' '.join(words))}。"
            "请对照原表核对这一行。"
        )
    return [None] * WIDTH


def _note_missing(table: FoundTable, rows: tuple[RowThree, ...]) -> None:
    for row in rows:
        if row.key not in table.rows:
            table.unread.append(f"表三没有找到“{row.label}”这一行。")
            table.rows[row.key] = [None] * WIDTH
            table.unsure |= {name_of("three", row.key, column) for column in COLUMNS}
    table.rows = {row.key: table.rows[row.key] for row in rows}
