"""What a cell of the annual report may hold, and how cells are added up, named and written as JSON.

A cell is an int (all counts), a Decimal (fees, in 万元), None (empty: nothing was filled in) or
NOT_APPLICABLE (the organ has no such matter). 0 means that it was counted and that there was none.
"""

from collections.abc import Iterable
from decimal import Decimal
from typing import Final, Literal

NOT_APPLICABLE: Final = "not_applicable"
Number = int | Decimal
Cell = int | Decimal | None | Literal["not_applicable"]


def number(cell: Cell) -> Number:
    """The cell's value in a sum: empty and not applicable count as 0."""
    return cell if isinstance(cell, int | Decimal) else 0


def is_number(cell: Cell) -> bool:
    return isinstance(cell, int | Decimal)


def total(cells: Iterable[Cell]) -> Number:
    """The sum, an int as long as no cell is a Decimal."""
    return sum((number(cell) for cell in cells), start=0)


def as_json(cell: Cell) -> int | float | str | None:
    """The cell for JSON: a Decimal becomes an int where it is whole and a float otherwise."""
    if isinstance(cell, Decimal):
        return int(cell) if cell == cell.to_integral_value() else float(cell)
    return cell


def as_words(cell: Cell) -> str:
    """The cell as printed for people: empty is "", not applicable is "—"."""
    if cell is None:
        return ""
    return "—" if cell == NOT_APPLICABLE else f"{cell}"


def name_of(table: str, row: str, column: str) -> str:
    """The name of one cell in findings, such as `three.三1_予以公开.自然人`; table is two, three or four."""
    return f"{table}.{row}.{column}"
