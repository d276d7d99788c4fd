"""Saying what a page shows, so that it is made anew when that changes."""

from collections.abc import Iterable

from mingbai.disclosures.models import Information
from mingbai.stored.depending import depends_on


def shown(records: Iterable[Information]) -> list[Information]:
    """The records, read; the page depends on each of them."""
    rows = list(records)
    depends_on(*(f"record:{row.pk}" for row in rows))
    return rows
