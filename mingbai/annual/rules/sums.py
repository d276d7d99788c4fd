"""Adding cells up, and what became of them."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from mingbai.annual.rules.places import Place, places, read, write
from mingbai.report_check.form.cells import NOT_APPLICABLE, Cell, is_number, number, total
from mingbai.report_check.form.forms import FORMS, Tables


def added(cells: Iterable[Cell]) -> Cell:
    """The sum. Not applicable where nobody has such a matter, empty where nobody said anything."""
    held = list(cells)
    if any(is_number(one) for one in held):
        return total(held)
    return NOT_APPLICABLE if NOT_APPLICABLE in held else None


def filled(form_name: str, figures: Mapping[str, Cell]) -> Tables:
    """Tables from the figures of single cells; every sum is added up here and nowhere else."""
    tables = FORMS[form_name].empty()
    every = places(form_name)
    values: dict[str, Cell] = dict(figures)
    for place in _parts_first(form_name):
        if place.is_sum:
            values[place.name] = added(values.get(part) for part in place.parts)
        write(tables, every[place.name], values.get(place.name))
    return tables


def _parts_first(form_name: str) -> list[Place]:
    """Sums behind what they add up; the sum of sums, the last cell of （七）总计, behind both."""
    every = places(form_name)

    def depth(place: Place) -> int:
        return 1 + max((depth(every[part]) for part in place.parts), default=-1)

    return sorted(every.values(), key=depth)


def together(form_name: str, all_tables: Iterable[Tables]) -> Tables:
    """Cell by cell the sum of several reports (H6)."""
    held = list(all_tables)
    own = [one.name for one in places(form_name).values() if not one.is_sum]
    every = places(form_name)
    return filled(form_name, {name: added(read(one, every[name]) for one in held) for name in own})


def from_json(form_name: str, data: Mapping[str, Any]) -> Tables:
    """Tables as `Tables.as_json` wrote them, rows in printed order; fractions become decimals again.

    A database that keeps JSON by its own order of keys gives the rows back in another one.
    """
    blank = FORMS[form_name].empty()
    two, three, four = (data.get(name) or {} for name in ("two", "three", "four"))
    return Tables(
        {key: [_cell(one) for one in two[key]] for key in blank.two if key in two},
        {key: [_cell(one) for one in three[key]] for key in blank.three if key in three},
        [_cell(one) for one in four],
    )


def _cell(value: Any) -> Cell:
    return Decimal(str(value)) if isinstance(value, float) else value


class Change(NamedTuple):
    """A cell that no longer says what it said."""

    name: str
    label: str
    was: Cell
    now: Cell


def changes(form_name: str, before: Tables, after: Tables) -> list[Change]:
    found = []
    for place in places(form_name).values():
        was, now = read(before, place), read(after, place)
        if not _same(was, now):
            found.append(Change(place.name, place.label, was, now))
    return found


def _same(was: Cell, now: Cell) -> bool:
    return number(was) == number(now) if is_number(was) and is_number(now) else was == now
