"""How a table fits onto a sheet: how wide its columns are, in which size, and whether the sheet is turned."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from mingbai.documents.official.grid import Placed, placed
from mingbai.documents.official.values import Cell, Table
from mingbai.printing.rules.papers import Paper

UPRIGHT = (16.0, 15.0, 14.0, 13.0, 12.0)
TURNED = (15.0, 14.0, 13.0, 12.0, 10.5, 9.0)
"""Points on A4, the largest that fits is taken; a sheet is turned where 12 points do not fit upright."""
LARGER, FEW_ROWS = (20.0, 18.0), 8
"""A table of a few rows is set larger where that makes no cell break that would not break else."""
INSET = 4.0
"""Points at either side of a cell."""
LATIN = 0.58
"""Letters and digits beside a Chinese character."""
COMFORT, LONG_TEXT, COMFORT_OF_TEXT = 6, 24, 9
"""Characters beside each other that a column has at least; one of long texts has more."""
LONGEST = 60
LINE = 1.4
TALLEST = 0.85
"""A row that fills more of a page than this may be cut: one higher than the page must be."""
SPAN = 0.3
"""A cell over several rows is given in pieces of so much of a page, each with its words."""
MOST_HEADS = 4
LIKELY_ROWS = 6

_LATIN = re.compile(r"[\x00-\xff]")
_RUN = re.compile(r"[!-~]+")
_FIGURE = re.compile(r"\d")
_AMOUNT = re.compile(r"[-−]?[\d,，]+(?:\.\d+)?%?")


@dataclass(frozen=True)
class Fitted:
    """`widths` and `size` in points; `crowded`: words must break anywhere; `breakable`: rows that may be
    cut."""

    size: float
    widths: tuple[float, ...]
    turned: bool
    crowded: bool
    heads: int
    breakable: frozenset[int]
    span: int
    """Rows that a cell over several rows may cover before it is given in pieces."""
    amounts: frozenset[int]
    """Columns of amounts, which stand at the right."""


@dataclass(frozen=True)
class _Demand:
    """In characters: what a column needs at least, and what holds its longest line."""

    least: float
    natural: float


def fitted(table: Table, paper: Paper, turn: bool = False, body: float = UPRIGHT[0]) -> Fitted:
    """The largest type in which no word is cut and no column is a ladder of single characters.

    `turn`: the sheet is turned in any case; `body`: no table is larger than the text, in points on A4.
    """
    cells = list(placed(table))
    heads = heads_of(table, cells)
    demands = _demands(cells, table.columns)
    few = 1 + max((one.row for one in cells), default=0) <= FEW_ROWS
    larger = tuple(one for one in LARGER if few and one <= body)
    upright = (*larger, *UPRIGHT)
    ways = ((True, (UPRIGHT[0], *TURNED)),) if turn else ((False, upright), (True, TURNED))
    for turned, sizes in ways:
        room = paper.text_width(turned) - 2 * INSET * paper.scale * table.columns
        for points in sizes:
            size = points * paper.scale
            wanted = sum(one.natural if points in larger else one.least for one in demands)
            if wanted * size <= room:
                return _fit(cells, heads, demands, paper, size, turned)
    return _fit(cells, heads, demands, paper, TURNED[-1] * paper.scale, True, crowded=True)


def heads_of(table: Table, cells: Sequence[Placed]) -> int:
    """How many rows are printed again on every page.

    Tables out of Word files often mark no head: then the first row is one where it holds words only and there
    are at least three columns; the sheet of a form with two columns has none.
    """
    marked = table.head_rows + bool(table.titles)
    rows = 1 + max((one.row for one in cells), default=-1)
    if marked:
        return marked if marked < rows and marked <= MOST_HEADS else 0
    first = [one for one in cells if one.row == 0]
    plain = all(one.rows == 1 and str(one.value).strip() for one in first)
    words = not any(_FIGURE.search(str(one.value)) for one in first)
    return int(table.columns >= 3 and rows >= LIKELY_ROWS and plain and words)


def width_of(text: str) -> float:
    """In characters; what stands on several lines is as wide as the widest."""
    return max(
        (sum(LATIN if _LATIN.match(sign) else 1 for sign in line) for line in text.split("\n")), default=0
    )


def _demands(cells: Sequence[Placed], columns: int) -> list[_Demand]:
    least, natural = [1.0] * columns, [1.0] * columns
    for cell in cells:
        if cell.columns > 1:
            continue
        text = str(cell.value)
        width = width_of(text)
        runs = max((len(run) * LATIN for run in _RUN.findall(text)), default=0)
        comfort = COMFORT_OF_TEXT if width > LONG_TEXT else min(width, 4 if cell.head else COMFORT)
        least[cell.column] = max(least[cell.column], min(runs, LONG_TEXT * LATIN), comfort)
        natural[cell.column] = max(natural[cell.column], min(width, LONGEST))
    return [_Demand(one, max(one, two)) for one, two in zip(least, natural, strict=True)]


def _fit(
    cells: Sequence[Placed],
    heads: int,
    demands: Sequence[_Demand],
    paper: Paper,
    size: float,
    turned: bool,
    crowded: bool = False,
) -> Fitted:
    whole, inset = paper.text_width(turned), 2 * INSET * paper.scale
    widths = _widths(demands, whole - inset * len(demands), size)
    heights = _heights(cells, widths, size)
    tallest = paper.text_height(turned) * TALLEST
    breakable = frozenset(row for row, height in heights.items() if height > tallest)
    usual = sum(heights.values()) / max(len(heights), 1) or size
    span = max(int(paper.text_height(turned) * SPAN / usual), 2)
    amounts = _amounts(cells, heads, len(demands))
    return Fitted(
        size, tuple(one + inset for one in widths), turned, crowded, heads, breakable, span, amounts
    )


def _widths(demands: Sequence[_Demand], room: float, size: float) -> list[float]:
    """Everybody gets the least; what is left goes first to those who lack little for their longest line."""
    least, natural = [one.least * size for one in demands], [one.natural * size for one in demands]
    if sum(least) > room:
        return [room * one / sum(least) for one in least]
    spare, open_ = room - sum(least), sorted(range(len(least)), key=lambda at: natural[at] - least[at])
    widths = list(least)
    for done, at in enumerate(open_):
        given = min(natural[at] - least[at], spare / (len(open_) - done))
        widths[at] += given
        spare -= given
    weight = sum(widths)
    return [one + spare * one / weight for one in widths]


def _amounts(cells: Sequence[Placed], heads: int, columns: int) -> frozenset[int]:
    """Columns in which every filled cell is a figure, at least one with a point or a comma."""
    texts: list[list[str]] = [[] for _ in range(columns)]
    for cell in cells:
        if cell.row >= heads and cell.columns == 1 and str(cell.value).strip():
            texts[cell.column].append(str(cell.value).strip())
    return frozenset(
        at
        for at, found in enumerate(texts)
        if found
        and all(map(_AMOUNT.fullmatch, found))
        and any(sign in one for one in found for sign in ".,，")
    )


def _heights(cells: Sequence[Placed], widths: Sequence[float], size: float) -> dict[int, float]:
    """About how high each row is in points; a cell over several rows lends each of them its share."""
    found: dict[int, float] = {}
    for cell in cells:
        width = sum(widths[cell.column : cell.column + cell.columns])
        lines = sum(-int(-width_of(line) * size // width) or 1 for line in str(cell.value).split("\n"))
        for row in range(cell.row, cell.row + cell.rows):
            found[row] = max(found.get(row, 0), lines * size * LINE / cell.rows)
    return found


def in_pieces(cells: Sequence[Placed], span: int) -> list[Placed]:
    """Cells over more than `span` rows as several below each other with the same words.

    So none is cut, and every page says what its rows belong to.
    """
    found = []
    for cell in cells:
        number = -(-cell.rows // span) if cell.rows > span else 1
        rows = -(-cell.rows // number)
        for first in range(cell.row, cell.row + cell.rows, rows):
            left = min(rows, cell.row + cell.rows - first)
            found.append(replace(cell, row=first, rows=left))
    return found


def plain_cells(rows: Sequence[Sequence[object]]) -> list[list[object]]:
    """Rows of values as cells of text; None is an empty one."""
    return [
        [one if isinstance(one, Cell) else "" if one is None else str(one) for one in row] for row in rows
    ]
