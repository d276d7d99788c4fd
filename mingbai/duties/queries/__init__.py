"""What is owed and how it ended, as far as a person's rights reach."""

from mingbai.duties.queries.counting import count, counts_by, ended_as
from mingbai.duties.queries.ledger import (
    NEEDS_ACTION,
    OTHER_FIELDS,
    READ,
    Doubt,
    Matrix,
    Pace,
    assigned_to,
    doubtful,
    duties,
    evidence_of,
    in_cell,
    instances,
    matrix,
    nil_report_of,
    of_year,
    owed,
    paces,
    shown,
)
from mingbai.duties.queries.settings import setting

__all__ = [
    "NEEDS_ACTION",
    "OTHER_FIELDS",
    "READ",
    "Doubt",
    "Matrix",
    "Pace",
    "assigned_to",
    "count",
    "counts_by",
    "doubtful",
    "duties",
    "ended_as",
    "evidence_of",
    "in_cell",
    "instances",
    "matrix",
    "nil_report_of",
    "of_year",
    "owed",
    "paces",
    "setting",
    "shown",
]
