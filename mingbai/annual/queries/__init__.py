"""Reading annual reports, and counting what they say."""

from mingbai.annual.queries.below import Below, below, missing, tables_of
from mingbai.annual.queries.cells import Behind, Row, cell, own_tables, records_behind
from mingbai.annual.queries.frozen import Difference, content, differences, shown_tables, tables_signed
from mingbai.annual.queries.lateness import lateness
from mingbai.annual.queries.parameters import due_on, expected_below, packaged, parameter
from mingbai.annual.queries.problems import Problem, as_checked, problems
from mingbai.annual.queries.reach import READING, readable, writable
from mingbai.annual.queries.shown import Part, Shown, of_snapshot, shown

__all__ = [
    "READING",
    "Behind",
    "Below",
    "Difference",
    "Part",
    "Problem",
    "Row",
    "Shown",
    "as_checked",
    "below",
    "cell",
    "content",
    "differences",
    "due_on",
    "expected_below",
    "lateness",
    "missing",
    "of_snapshot",
    "own_tables",
    "packaged",
    "parameter",
    "problems",
    "readable",
    "records_behind",
    "shown",
    "shown_tables",
    "tables_of",
    "tables_signed",
    "writable",
]
