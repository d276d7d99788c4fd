"""The three tables as the statutory form prints them: rows of boxes, some over several columns and rows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from mingbai.report_check.form import four, three
from mingbai.report_check.form.cells import Cell, as_words, name_of
from mingbai.report_check.form.forms import Form, Tables
from mingbai.report_check.form.three import RowThree
from mingbai.report_check.form.two import RowTwo

ITEM_TITLE = "信息内容"
LABELS = 3
"""Columns of table three that hold the words."""


@dataclass(frozen=True)
class Box:
    """One printed cell. `name` is that of the cell whose value it shows, "" for words."""

    text: str
    columns: int = 1
    rows: int = 1
    head: bool = False
    name: str = ""
    value: Cell = None


Grid = Sequence[Sequence[Box]]


def _value(table: str, row: str, column: str, value: Cell, columns: int = 1) -> Box:
    return Box(as_words(value), columns, name=name_of(table, row, column), value=value)


# -- table two -----------------------------------------------------------------


def table_two(form: Form, tables: Tables) -> Grid:
    """By the items of article twenty; each item has titles of its own."""
    width = max(len(row.columns) for row in form.two)
    return [
        line
        for item, rows in groupby(form.two, key=lambda row: row.item)
        for line in _item(item, list(rows), tables, width)
    ]


def _item(item: str, rows: Sequence[RowTwo], tables: Tables, width: int) -> Iterator[Sequence[Box]]:
    columns = rows[0].columns
    reach = _shares(width, len(columns))
    yield [Box(item, 1 + width, head=True)]
    yield [Box(ITEM_TITLE, head=True), *_titles(columns, reach)]
    for row in rows:
        held = tables.two.get(row.key) or [None] * len(columns)
        cells = [
            _value("two", row.key, column, value, share)
            for column, value, share in zip(columns, held, reach, strict=True)
        ]
        yield [Box(row.key), *cells]


def _titles(columns: Sequence[str], reach: Sequence[int]) -> list[Box]:
    return [Box(text, share, head=True) for text, share in zip(columns, reach, strict=True)]


def _shares(width: int, number: int) -> list[int]:
    """`width` columns of the grid for `number` cells; the last one takes what is left."""
    return [1] * (number - 1) + [width - number + 1]


# -- table three ---------------------------------------------------------------


def table_three(form: Form, tables: Tables) -> Grid:
    return [*_head_three(), *_body_three(form, tables)]


def _head_three() -> Iterator[Sequence[Box]]:
    yield [Box(three.CORNER, LABELS, 3, head=True), Box("申请人情况", len(three.COLUMNS), head=True)]
    person, *others, whole = three.COLUMNS
    yield [
        Box(person, rows=2, head=True),
        Box(three.COLUMN_GROUP, len(others), head=True),
        Box(whole, rows=2, head=True),
    ]
    yield [Box(text, head=True) for text in others]


def _body_three(form: Form, tables: Tables) -> Iterator[Sequence[Box]]:
    begun: list[RowThree] = []
    for row in form.three:
        if row.heading:
            begun.append(row)
            continue
        above = [Box(one.label, rows=_below(form, one)) for one in begun]
        begun = []
        held = tables.three.get(row.key) or [None] * len(three.COLUMNS)
        cells = [
            _value("three", row.key, column, value) for column, value in zip(three.COLUMNS, held, strict=True)
        ]
        yield [*above, Box(row.label, LABELS - _depth(form, row)), *cells]


def _below(form: Form, heading: RowThree) -> int:
    """How many rows with cells stand under a heading."""
    return sum(heading in _above(form, row) for row in form.three_cells)


def _above(form: Form, row: RowThree) -> list[RowThree]:
    found, parent = [], row.parent
    while parent:
        heading = next(one for one in form.three if one.key == parent)
        found.append(heading)
        parent = heading.parent
    return found


def _depth(form: Form, row: RowThree) -> int:
    return len(_above(form, row))


# -- table four ----------------------------------------------------------------


def table_four(tables: Tables) -> Grid:
    size = len(four.RESULTS)
    held = tables.four or [None] * len(four.CELLS)
    review, *suits = four.GROUPS
    return [
        [Box(review, size, 2, head=True), Box(four.LITIGATION, size * len(suits), head=True)],
        [Box(text, size, head=True) for text in suits],
        [Box(result, head=True) for _, result in four.CELLS],
        [
            _value("four", group, result, value)
            for (group, result), value in zip(four.CELLS, held, strict=True)
        ],
    ]
