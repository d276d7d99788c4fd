"""The clock of a request, read from its log."""

from datetime import date

from mingbai.foi.models import Entry, FoiRequest
from mingbai.foi.rules.clock import Clock, clock
from mingbai.foi.rules.log import LogEntry
from mingbai.lib import clock as wall
from mingbai.timelimits import queries as timelimits
from mingbai.timelimits.queries import Known


def log_of(request: FoiRequest) -> list[Entry]:
    """The lines that count, in their order; struck ones are left out."""
    return list(request.log.filter(struck_at=None))


def clock_of(request: FoiRequest, today: date | None = None, known: Known | None = None) -> Clock | None:
    """Due date, pauses, waiting and the calculation; None while the day of receipt is not certain.

    `WrongEntry` when the log contradicts the law, which the actions refuse to write.
    """
    return reckoned(request, log_of(request), today or wall.today(), known)


def reckoned(
    request: FoiRequest, entries: list[Entry], today: date, known: Known | None = None
) -> Clock | None:
    """As `clock_of`, over a log that may not be written yet."""
    if request.received_on is None:
        return None
    known = known or timelimits.known()
    return clock(
        [value_of(one) for one in entries],
        calendar=known.calendar(request.organisation),
        limits=known.limits(on=request.received_on),
        today=today,
    )


def value_of(entry: Entry) -> LogEntry:
    return LogEntry(
        event=entry.event,
        on=entry.on,
        sequence=entry.sequence,
        note=entry.note,
        until=entry.until,
        number=entry.number,
    )
