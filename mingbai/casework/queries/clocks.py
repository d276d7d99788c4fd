"""The log of a request as it is shown: every line, also those that were struck."""

from dataclasses import dataclass

from mingbai.foi.models import Entry, FoiRequest
from mingbai.foi.rules.log import Event

FIXED = frozenset({Event.RECEIVED, Event.ANSWERED, Event.EXTENDED, Event.LAPSED, Event.WITHDRAWN})
"""Lines that are never struck."""


@dataclass(frozen=True)
class LogLine:
    entry: Entry
    words: str
    may_strike: bool


def events_of(row: FoiRequest) -> list[LogLine]:
    labels = dict(Event.choices)
    return [
        LogLine(one, labels.get(one.event, one.event), _may_strike(one))
        for one in row.log.select_related("recorded_by", "struck_by")
    ]


def _may_strike(one: Entry) -> bool:
    """What applicants sent in themselves has no recorder and stays."""
    return one.struck_at is None and one.recorded_by_id is not None and one.event not in FIXED
