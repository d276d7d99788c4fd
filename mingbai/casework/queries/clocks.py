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
        LogLine(one, labels.get(one.event, one.event), one.struck_at is None and one.event not in FIXED)
        for one in row.log.select_related("recorded_by", "struck_by")
    ]
