"""The cells of a form by name: which can hold a figure of their own, which are sums of others."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from mingbai.report_check.form import four, three
from mingbai.report_check.form.cells import Cell, name_of
from mingbai.report_check.form.forms import FORMS, Form, Tables

TABLE_NAMES = {"two": "表二", "three": "表三", "four": "表四"}


@dataclass(frozen=True)
class Place:
    """One cell. `row` is a row's key, in table four the group; `column` counts from 0 within the row.

    `name` as `report_check` names it in findings. `parts` are the names of the cells whose sum it is;
    without any, the cell holds a figure of its own.
    """

    table: str
    row: str
    column: int
    name: str
    label: str
    parts: tuple[str, ...] = ()
    amount: bool = False
    signed: bool = False

    @property
    def is_sum(self) -> bool:
        return bool(self.parts)


@cache
def places(form_name: str) -> Mapping[str, Place]:
    """Every cell of a form by its name, in printed order."""
    form = FORMS[form_name]
    found = [*_two(form), *_three(form), *_four()]
    return {one.name: one for one in found}


def _two(form: Form) -> list[Place]:
    return [
        Place(
            "two",
            row.key,
            number,
            name_of("two", row.key, column),
            f"表二 {row.key}：{column}",
            amount=number in row.amounts,
            signed=number in row.signed,
        )
        for row in form.two
        for number, column in enumerate(row.columns)
    ]


def _three(form: Form) -> list[Place]:
    found = []
    for row in form.three_cells:
        for number, column in enumerate(three.COLUMNS):
            name = name_of("three", row.key, column)
            label = f"表三 {row.label.split('（区分处理')[0]}：{column}"
            found.append(Place("three", row.key, number, name, label, _parts_of(form, row.key, number)))
    return found


def _parts_of(form: Form, key: str, column: int) -> tuple[str, ...]:
    """（七）总计 adds up the outcomes above it (H2), the last column the kinds of applicants (H3)."""
    if key == three.DONE:
        return tuple(name_of("three", leaf, three.COLUMNS[column]) for leaf in form.leaves)
    if column == three.TOTAL:
        return tuple(name_of("three", key, part) for part in three.PARTS)
    return ()


def _four() -> list[Place]:
    found = []
    for group, result in four.CELLS:
        parts = four.RESULTS[: four.TOTAL] if result == four.RESULTS[four.TOTAL] else ()
        names = tuple(name_of("four", group, part) for part in parts)
        number = four.RESULTS.index(result)
        found.append(
            Place("four", group, number, name_of("four", group, result), f"表四 {group}：{result}", names)
        )
    return found


def leaves_of(form_name: str, name: str) -> tuple[str, ...]:
    """The cells with figures of their own that a cell adds up; itself when it is none of sums."""
    place = places(form_name)[name]
    if not place.is_sum:
        return (name,)
    return tuple(leaf for part in place.parts for leaf in leaves_of(form_name, part))


def read(tables: Tables, place: Place) -> Cell:
    """The value that stands there; None where the table is missing."""
    if place.table == "four":
        position = four.position(place.row, four.RESULTS[place.column])
        return tables.four[position] if tables.four else None
    rows = tables.two if place.table == "two" else tables.three
    return rows[place.row][place.column] if place.row in rows else None


def write(tables: Tables, place: Place, value: Cell) -> None:
    """Put a value there; the tables must be those of `form.empty()`."""
    if place.table == "four":
        tables.four[four.position(place.row, four.RESULTS[place.column])] = value
    else:
        (tables.two if place.table == "two" else tables.three)[place.row][place.column] = value
