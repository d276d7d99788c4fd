"""The register as it is generated, and as it was sealed."""

from mingbai.book.queries.books import (
    book_now,
    changes_since,
    entries,
    first_months,
    is_intact,
    seal_of,
    shown,
)
from mingbai.book.queries.months import is_over, month_of, present_month

__all__ = [
    "book_now",
    "changes_since",
    "entries",
    "first_months",
    "is_intact",
    "is_over",
    "month_of",
    "present_month",
    "seal_of",
    "shown",
]
