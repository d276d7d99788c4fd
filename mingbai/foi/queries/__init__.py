"""Reading requests."""

from mingbai.foi.queries import figures
from mingbai.foi.queries.answers import done_so_far
from mingbai.foi.queries.letters import (
    Damaged,
    answer_of,
    content_of,
    suggested_values,
    values_of,
)
from mingbai.foi.queries.progress import Progress, progress
from mingbai.foi.queries.reckoning import clock_of, log_of
from mingbai.foi.queries.requests import (
    Group,
    found_by_code,
    often_asked,
    open_offices,
    possible,
    readable,
    similar_to,
)

__all__ = [
    "Damaged",
    "Group",
    "Progress",
    "answer_of",
    "clock_of",
    "content_of",
    "done_so_far",
    "figures",
    "found_by_code",
    "log_of",
    "often_asked",
    "open_offices",
    "possible",
    "progress",
    "readable",
    "similar_to",
    "suggested_values",
    "values_of",
]
