"""Asking others for their opinion: how long it takes, and which days do not count towards the reply.

条例第三十三条：“行政机关征求第三方和其他机关意见所需时间不计算在前款规定的期限内。”
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from mingbai.foi.rules.log import Event, Log, LogEntry, pairs_of
from mingbai.timelimits.rules import Calendar, LimitValue, Result, due


@dataclass(frozen=True)
class Kind:
    """Who is asked: the events of the log, the limit of their opinion, and what their silence means."""

    name: str
    label: str
    start: Event
    received: Event | None
    stop: Event
    limit: str
    silence: str


KINDS = (
    Kind(
        "third_party",
        "征求第三方意见",
        Event.THIRD_PARTY_START,
        Event.THIRD_PARTY_RECEIVED,
        Event.THIRD_PARTY_STOP,
        "foi.third_party",
        "逾期没有提出意见的，由本机关依法决定是否公开，不视为同意（条例第三十二条）。",
    ),
    Kind(
        "co_producer",
        "征求共同制作机关意见",
        Event.CO_PRODUCER_START,
        Event.CO_PRODUCER_RECEIVED,
        Event.CO_PRODUCER_STOP,
        "foi.co_producer",
        "逾期没有提出意见的，视为同意公开（条例第三十四条）。",
    ),
    Kind(
        "other_organ",
        "征求其他机关意见",
        Event.OTHER_ORGAN_START,
        None,
        Event.OTHER_ORGAN_STOP,
        "",
        "条例没有规定逾期的后果，请及时催办。",
    ),
)


@dataclass(frozen=True)
class Consultation:
    """One letter asking for an opinion.

    `stopped` is None while nobody has recorded the end; `opinion` is when their time runs out, None
    while the day they received the letter is not known or the law sets no time.
    """

    kind: Kind
    sequence: int
    started: date
    received: date | None
    stopped: date | None
    opinion: Result | None

    def silent(self, today: date) -> bool:
        """Their time ran out without an end being recorded; it ended by law."""
        return self.stopped is None and self.opinion is not None and self.opinion.due < today

    def runs(self, today: date) -> bool:
        return self.stopped is None and not self.silent(today)

    def ended(self, today: date) -> date:
        """The last day that does not count; for one that still runs, today.

        What comes after their time has run out is not needed for the opinion and is not excluded.
        """
        end = self.stopped or max(today, self.started)
        return min(end, self.opinion.due) if self.opinion is not None else end


@dataclass(frozen=True)
class Segment:
    """Days excluded for one reason: after `first` up to and including `last`."""

    kind: Kind
    first: date
    last: date


def consultations_of(
    log: Log, calendar: Calendar, limits: Mapping[str, LimitValue]
) -> tuple[Consultation, ...]:
    found = [
        _consultation(kind, start, received, stop, calendar, limits)
        for kind in KINDS
        for (start, stop), received in zip(
            pairs_of(log.of(kind.start), log.of(kind.stop), kind.stop), _receipts(log, kind), strict=True
        )
    ]
    return tuple(sorted(found, key=lambda one: (one.started, KINDS.index(one.kind), one.sequence)))


def segments_of(consultations: Iterable[Consultation], start: date, today: date) -> tuple[Segment, ...]:
    """The excluded days from `start` on, none of them twice, each under the consultation that began first."""
    found: list[Segment] = []
    reached = start
    for one in consultations:
        first, last = max(one.started, reached), one.ended(today)
        if last > first:
            found.append(Segment(one.kind, first, last))
            reached = last
    return tuple(found)


def _receipts(log: Log, kind: Kind) -> list[LogEntry | None]:
    """The receipt that belongs to each start, in the order of the starts."""
    starts = log.of(kind.start)
    if kind.received is None:
        return [None] * len(starts)
    return [received for _, received in pairs_of(starts, log.of(kind.received), kind.received)]


def _consultation(
    kind: Kind,
    start: LogEntry,
    received: LogEntry | None,
    stop: LogEntry | None,
    calendar: Calendar,
    limits: Mapping[str, LimitValue],
) -> Consultation:
    opinion = due(limits[kind.limit], received.on, calendar) if received is not None else None
    return Consultation(
        kind,
        start.sequence,
        start.on,
        received.on if received is not None else None,
        stop.on if stop is not None else None,
        opinion,
    )
