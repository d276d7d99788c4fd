"""Reading postings: by record, by place, by channel, and what is missing."""

from mingbai.channels.queries.missing import Owed, Proposed, missing_in, owed_of, proposed
from mingbai.channels.queries.outings import Outing, outings_between, outings_of, went_up
from mingbai.channels.queries.postings import (
    at_place,
    by_code,
    count_to_do,
    open_jobs,
    open_jobs_of_place,
    open_places,
    places_of,
    readable,
    shown_at,
    to_put_up,
    without_proof,
)

__all__ = [
    "Owed",
    "Outing",
    "Proposed",
    "at_place",
    "by_code",
    "count_to_do",
    "missing_in",
    "open_jobs",
    "open_jobs_of_place",
    "open_places",
    "outings_between",
    "outings_of",
    "owed_of",
    "places_of",
    "proposed",
    "readable",
    "shown_at",
    "to_put_up",
    "went_up",
    "without_proof",
]
