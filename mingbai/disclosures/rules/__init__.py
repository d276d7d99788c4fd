"""Pure rules of a record and of what is kept beside it."""

from mingbai.disclosures.rules.records import (
    DISCLOSURE_WORKING_DAYS,
    REQUIRED,
    date_errors,
    digest_of,
    disclosure_due,
    index_number,
    missing,
)

__all__ = [
    "DISCLOSURE_WORKING_DAYS",
    "REQUIRED",
    "date_errors",
    "digest_of",
    "disclosure_due",
    "index_number",
    "missing",
]
