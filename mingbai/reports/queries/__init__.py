"""Reading reports, and computing what they say."""

from mingbai.reports.queries.behind import Item, items, number
from mingbai.reports.queries.composing import composed
from mingbai.reports.queries.figures import Composed
from mingbai.reports.queries.reach import (
    READ,
    WRITE,
    Reach,
    covers,
    plans_for,
    reach_of,
    reports_for,
    writable,
)

__all__ = [
    "READ",
    "WRITE",
    "Composed",
    "Item",
    "Reach",
    "composed",
    "covers",
    "items",
    "number",
    "plans_for",
    "reach_of",
    "reports_for",
    "writable",
]
