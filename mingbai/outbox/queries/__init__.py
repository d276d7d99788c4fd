"""Reading texts, messages, outlets, and the drift between channels."""

from mingbai.outbox.queries.drift import Compared, Shown, compared, drifting, out_elsewhere
from mingbai.outbox.queries.messages import (
    NEW_MEDIA,
    count_waiting,
    groups_of,
    jobs_of_new_media,
    open_job_of,
    outlets_for,
    readable,
    receipt_of,
    words_of,
)
from mingbai.outbox.queries.texts import address_of, facts_of, records_within, renderings_of, text_rows

__all__ = [
    "NEW_MEDIA",
    "Compared",
    "Shown",
    "address_of",
    "compared",
    "count_waiting",
    "drifting",
    "facts_of",
    "groups_of",
    "jobs_of_new_media",
    "open_job_of",
    "out_elsewhere",
    "outlets_for",
    "readable",
    "receipt_of",
    "records_within",
    "renderings_of",
    "text_rows",
    "words_of",
]
