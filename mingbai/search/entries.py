"""What a book of the index knows about one record. The app that owns the records makes these."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

PUBLIC, STAFF = "public", "staff"
BOOKS = (PUBLIC, STAFF)


@dataclass(frozen=True)
class Entry:
    """One record in one book.

    `organisation_path` is not kept: an organisation may be moved in the tree, so filters look up
    the present place of `organisation_id`; the name is kept as it was. `day` orders the results: when it
    was published (public), last edited (staff). `field` to `state` are compared as they are and may be
    ""; `text` is plain text without markup.
    """

    book: str
    record_id: int
    index_number: str
    title: str
    document_number: str
    text: str
    organisation_path: str
    organisation_id: int
    organisation_name: str
    field: str
    theme: str
    genre: str
    openness: str
    validity: str
    state: str
    day: date
    url: str


class Place(NamedTuple):
    """The parts of a key."""

    day: date
    record_id: int
    shelf_id: int


SHELF_BITS, RECORD_BITS = 20, 26
SHELF_MASK = (1 << SHELF_BITS) - 1
RECORD_MASK = (1 << RECORD_BITS) - 1
DAY_SHIFT = SHELF_BITS + RECORD_BITS
DAYS_PER_YEAR, DAYS_PER_MONTH, FIRST_YEAR, LAST_YEAR = 372, 31, 1900, 2250


def day_number(day: date) -> int:
    """Twelve months of 31 days since 1900: keeps the order, and the year is one division away.
    Days before 1900 or after 2250 count as the first or last year."""
    year = min(max(day.year, FIRST_YEAR), LAST_YEAR) - FIRST_YEAR
    return year * DAYS_PER_YEAR + (day.month - 1) * DAYS_PER_MONTH + day.day - 1


def key_of(place: Place) -> int:
    """The row number in the index: day, record, shelf in 63 bits. Newest first is descending order,
    a range of days is a range of keys, and filters and facets read the shelf without another table.

    Raises ValueError when a record or shelf number is too large (67 million, one million).
    """
    if not 0 <= place.record_id <= RECORD_MASK or not 0 <= place.shelf_id <= SHELF_MASK:
        raise ValueError(f"{place} does not fit into a search key")
    return (day_number(place.day) << DAY_SHIFT) | (place.record_id << SHELF_BITS) | place.shelf_id


def record_of(key: int) -> int:
    return (key >> SHELF_BITS) & RECORD_MASK


def shelf_of(key: int) -> int:
    return key & SHELF_MASK


def year_of(key: int) -> int:
    return FIRST_YEAR + (key >> DAY_SHIFT) // DAYS_PER_YEAR


def key_range(since: date | None, until: date | None) -> tuple[int, int]:
    """First and last key of a range of days, both included; None is open."""
    first = day_number(since) << DAY_SHIFT if since else 0
    last = ((day_number(until) + 1) << DAY_SHIFT) - 1 if until else (1 << 63) - 1
    return first, last
