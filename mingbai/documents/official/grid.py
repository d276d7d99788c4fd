"""Where each cell of a table stands, for every writer alike."""

from collections.abc import Iterator
from dataclasses import dataclass

from mingbai.documents.official.values import Cell, Table

SHORT = 6


@dataclass(frozen=True)
class Placed:
    """One cell: `row` and `column` from 0, how far it reaches, and whether it heads the table."""

    row: int
    column: int
    columns: int
    rows: int
    value: object
    head: bool
    centred: bool

    @property
    def spans(self) -> bool:
        return self.columns > 1 or self.rows > 1


def placed(table: Table) -> Iterator[Placed]:
    """The cells row by row, the head row first; ValueError where they do not fill the grid."""
    lines = [list(table.titles), *table.rows] if table.titles else [*table.rows]
    heads = table.head_rows + bool(table.titles)
    short = _short_columns(table)
    taken: set[tuple[int, int]] = set()
    for number, line in enumerate(lines):
        column = 0
        for value in line:
            while (number, column) in taken:
                column += 1
            cell = _placed(value, number, column, number < heads, short)
            if column + cell.columns > table.columns or number + cell.rows > len(lines):
                raise ValueError(f"row {number} reaches out of the table")
            taken |= _covered(cell)
            yield cell
            column += cell.columns
        if not all((number, place) in taken for place in range(table.columns)):
            raise ValueError(f"row {number} does not fill the table")


def _placed(value: object, row: int, column: int, head: bool, short: list[bool]) -> Placed:
    columns, rows = (value.columns, value.rows) if isinstance(value, Cell) else (1, 1)
    centred = head or columns == 1 and column < len(short) and short[column]
    return Placed(row, column, columns, rows, value, head, centred)


def _covered(cell: Placed) -> set[tuple[int, int]]:
    return {
        (row, column)
        for row in range(cell.row, cell.row + cell.rows)
        for column in range(cell.column, cell.column + cell.columns)
    }


def _short_columns(table: Table) -> list[bool]:
    """Columns of numbers and short words stand in the middle of their cells."""
    longest = [0] * table.columns
    for row in table.rows[table.head_rows :]:
        if len(row) == table.columns:
            longest = [max(known, len(str(value))) for known, value in zip(longest, row, strict=True)]
    return [length <= SHORT for length in longest]


def widths(table: Table, whole: float) -> list[float]:
    """Of the columns, together `whole`."""
    shares = list(table.widths) or [1.0] * table.columns
    return [whole * share / sum(shares) for share in shares]
