"""Pure rules of a record and of what is kept beside it."""

from mingbai.disclosures.rules.elements import (
    _SENTENCES,
    _SPACE,
    BLOCKS,
    ENOUGH,
    LONGEST_HEADING,
    LONGEST_QUOTE,
    SIX_WORDS,
    plain,
    proposed,
    squeezed,
    still_there,
)
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
    "BLOCKS",
    "DISCLOSURE_WORKING_DAYS",
    "ENOUGH",
    "LONGEST_HEADING",
    "LONGEST_QUOTE",
    "REQUIRED",
    "SIX_WORDS",
    "_SENTENCES",
    "_SPACE",
    "date_errors",
    "digest_of",
    "disclosure_due",
    "index_number",
    "missing",
    "plain",
    "proposed",
    "squeezed",
    "still_there",
]
