"""The report as an official document, for Word and PDF alike."""

from collections.abc import Sequence
from dataclasses import replace

from mingbai.annual.exports.grids import grid_of
from mingbai.annual.queries.shown import Shown
from mingbai.annual.rules.grids import Grid
from mingbai.documents.official import (
    OFFICIAL,
    Block,
    Cell,
    Heading,
    OfficialDocument,
    Paragraph,
    Table,
    write,
    write_pdf,
)

WIDTHS = {
    "two": (5, 4, 4, 4),
    "three": (1.6, 2.6, 5.6, 1.5, 1.5, 1.5, 1.5, 1.5, 1.3, 1.5),
    "four": (1,) * 15,
}
HEADS = {"two": 0, "three": 3, "four": 3}
"""Rows that are printed again on every page; those of table two differ from item to item."""

# Table three has ten columns and table four fifteen: 12 points do not fit beside each other.
LAYOUT = replace(
    OFFICIAL,
    table=replace(OFFICIAL.table, size=9),
    table_head=replace(OFFICIAL.table_head, size=9),
)


def official(report: Shown) -> OfficialDocument:
    blocks: list[Block] = []
    for part in report.parts:
        blocks.append(Heading(1, part.heading))
        if part.table:
            blocks.append(_table(grid_of(report, part.table), part.table))
        blocks += [Paragraph(one) for one in part.paragraphs]
    return OfficialDocument(
        title=report.title, blocks=blocks, signed=[report.organisation], written_on=report.signed_on
    )


def to_word(report: Shown) -> bytes:
    return write(official(report), LAYOUT)


def to_pdf(report: Shown) -> bytes:
    """NoChineseFont when the machine has no Chinese typeface."""
    return write_pdf(official(report), LAYOUT)


def _table(grid: Grid, name: str) -> Table:
    rows = [[Cell(box.text, box.columns, box.rows) for box in row] for row in grid]
    return Table((), rows, widths=_widths(name, grid), head_rows=HEADS[name])


def _widths(name: str, grid: Grid) -> Sequence[float]:
    """Table two of the form of 2019 has as many columns as the other."""
    columns = sum(box.columns for box in grid[0])
    return WIDTHS[name] if len(WIDTHS[name]) == columns else (1,) * columns
