"""What happens to a request and counts for its clock, and which of it the law does not allow."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import TextChoices


class Event(TextChoices):
    RECEIVED = "received", "收到申请"
    CLARIFICATION_SENT = "clarification_sent", "告知补正"
    CLARIFIED = "clarified", "收到补正后的申请"
    THIRD_PARTY_START = "consultation_third_party_start", "向第三方发出征求意见书"
    THIRD_PARTY_RECEIVED = "consultation_third_party_received", "第三方收到征求意见书"
    THIRD_PARTY_STOP = "consultation_third_party_stop", "征求第三方意见结束"
    CO_PRODUCER_START = "consultation_co_producer_start", "向共同制作机关发出征求意见书"
    CO_PRODUCER_RECEIVED = "consultation_co_producer_received", "共同制作机关收到征求意见书"
    CO_PRODUCER_STOP = "consultation_co_producer_stop", "征求共同制作机关意见结束"
    OTHER_ORGAN_START = "consultation_other_organ_start", "向其他机关发出征求意见函"
    OTHER_ORGAN_STOP = "consultation_other_organ_stop", "征求其他机关意见结束"
    EXTENDED = "extended", "决定延长答复期限"
    FEE_NOTICE_SENT = "fee_notice_sent", "发出收费通知"
    FEE_NOTICE_RECEIVED = "fee_notice_received", "申请人收到收费通知"
    FEE_PAID = "fee_paid", "申请人缴纳信息处理费"
    FEE_WAIVED = "fee_waived", "免收信息处理费"
    REASONS_ASKED = "reasons_asked", "要求申请人说明理由"
    REASONS_GIVEN = "reasons_given", "申请人说明理由"
    DELAYED = "delayed", "确定延迟答复的合理期限"
    ANSWERED = "answered", "答复"
    WITHDRAWN = "withdrawn", "申请人撤回申请"
    LAPSED = "lapsed", "逾期不补正或者不缴费，视为放弃"


FARTHEST = timedelta(days=2 * 366)
"""The law says 合理; a day beyond this is a slip of the pen."""

CLOSING = frozenset({Event.ANSWERED, Event.WITHDRAWN, Event.LAPSED})

# What must have happened on the same day or earlier, and what is to be done about it.
_NEEDS = {
    Event.CLARIFIED: (
        Event.CLARIFICATION_SENT,
        "请先登记告知补正；没有告知补正的，不从补交材料之日重新起算。",
    ),
    Event.FEE_NOTICE_RECEIVED: (Event.FEE_NOTICE_SENT, "请先登记发出收费通知。"),
    Event.FEE_PAID: (Event.FEE_NOTICE_SENT, "请先登记发出收费通知。"),
    Event.FEE_WAIVED: (Event.FEE_NOTICE_SENT, "没有发出收费通知，不用登记免收。"),
    Event.REASONS_GIVEN: (Event.REASONS_ASKED, "请先登记要求申请人说明理由。"),
    Event.DELAYED: (
        Event.REASONS_GIVEN,
        "依照条例第三十五条，申请人说明的理由合理，才能确定延迟答复的期限；请先登记申请人说明理由。",
    ),
}

# What can happen once, and why.
_ONCE = {
    Event.RECEIVED: "收到申请只有一天，请保留正确的那一条。",
    Event.CLARIFICATION_SENT: "补正应当一次性告知（条例第三十条），不能第二次告知补正。",
    Event.CLARIFIED: "补正只有一次，不能再登记一次收到补正。",
    Event.FEE_NOTICE_SENT: "收费通知已经发出过，不能再发一次。",
    Event.FEE_NOTICE_RECEIVED: "申请人收到收费通知的日期已经登记过。",
    Event.FEE_PAID: "缴费已经登记过。",
    Event.FEE_WAIVED: "免收已经登记过。",
    Event.REASONS_ASKED: "已经要求申请人说明过理由。",
    Event.REASONS_GIVEN: "申请人的理由已经登记过。",
    Event.DELAYED: "延迟答复的期限已经确定过，不能再延迟一次。",
}


@dataclass(frozen=True)
class LogEntry:
    """One line of a request's log.

    `sequence` tells consultations of one kind apart (the first third party 1, the second 2 …; 0 where
    there is only one). `until` is the day set in a notice: by when to clarify, or the new date of reply
    of a delay. `number`: the working days of an extension, where fewer than the law allows.
    """

    event: Event | str
    on: date
    sequence: int = 0
    note: str = ""
    until: date | None = None
    number: int | None = None


class WrongEntry(ValueError):
    """An entry the law does not allow, or on an impossible day; the message is for the clerk."""

    def __init__(self, event: Event, message: str) -> None:
        super().__init__(message)
        self.event = event


@dataclass(frozen=True)
class Log:
    """The entries of one request, sorted by their days; nothing depends on the order within a day."""

    entries: tuple[LogEntry, ...]

    @property
    def received(self) -> date:
        return self.days(Event.RECEIVED)[0]

    def of(self, event: Event) -> list[LogEntry]:
        return [one for one in self.entries if one.event == event]

    def one(self, event: Event) -> LogEntry | None:
        return next(iter(self.of(event)), None)

    def days(self, event: Event) -> list[date]:
        return [one.on for one in self.of(event)]

    def day(self, event: Event) -> date | None:
        return next(iter(self.days(event)), None)

    @property
    def closed(self) -> LogEntry | None:
        return next((one for one in self.entries if one.event in CLOSING), None)


def log_of(entries: Iterable[LogEntry], today: date) -> Log:
    """The log, once every entry has been found possible; `WrongEntry` for the first that is not."""
    known = sorted((_known(one) for one in entries), key=_place)
    log = Log(tuple(known))
    _refuse_start(log)
    _refuse_days(log, today)
    _refuse_twice(log)
    _refuse_without_cause(log)
    _refuse_missing_dates(log)
    return log


def _known(entry: LogEntry) -> LogEntry:
    return LogEntry(Event(entry.event), entry.on, entry.sequence, entry.note, entry.until, entry.number)


def _place(entry: LogEntry) -> tuple[date, int, int, date, int, str]:
    """Where the entry stands: within a day by the order of `Event`, never by how it was written down."""
    return (
        entry.on,
        _ORDER[Event(entry.event)],
        entry.sequence,
        entry.until or date.min,
        entry.number or 0,
        entry.note,
    )


_ORDER: Mapping[Event, int] = {event: number for number, event in enumerate(Event)}


def _refuse_start(log: Log) -> None:
    if not log.of(Event.RECEIVED):
        raise WrongEntry(Event.RECEIVED, "还没有收到申请的日期，不能计算答复期限。")


def _refuse_days(log: Log, today: date) -> None:
    closed = log.closed
    for one in log.entries:
        event = Event(one.event)
        if one.on > today:
            raise WrongEntry(event, f"“{event.label}”的日期（{one.on}）在今天以后，请核对。")
        if one.on < log.received:
            raise WrongEntry(
                event, f"“{event.label}”的日期（{one.on}）早于收到申请的日期（{log.received}），请核对。"
            )
        if closed is not None and one.on > closed.on:
            ended = Event(closed.event).label
            raise WrongEntry(
                event, f"“{event.label}”的日期（{one.on}）晚于“{ended}”的日期（{closed.on}），请核对。"
            )


def _refuse_twice(log: Log) -> None:
    number = Counter(Event(one.event) for one in log.entries)
    for event, why in _ONCE.items():
        if number[event] > 1:
            raise WrongEntry(event, why)
    endings = [Event(one.event) for one in log.entries if one.event in CLOSING]
    if len(endings) > 1:
        raise WrongEntry(endings[-1], f"这件申请已经“{endings[0].label}”，不能再登记“{endings[-1].label}”。")


def _refuse_without_cause(log: Log) -> None:
    for event, (cause, what_to_do) in _NEEDS.items():
        day, before = log.day(event), log.day(cause)
        if day is None:
            continue
        if before is None:
            raise WrongEntry(event, f"没有“{cause.label}”，不能登记“{event.label}”。{what_to_do}")
        if day < before:
            raise WrongEntry(
                event, f"“{event.label}”的日期（{day}）早于“{cause.label}”的日期（{before}），请核对。"
            )
    if log.of(Event.FEE_PAID) and log.of(Event.FEE_WAIVED):
        raise WrongEntry(Event.FEE_WAIVED, "申请人已经缴费，不能再登记免收；退费请另行办理。")


def _refuse_missing_dates(log: Log) -> None:
    texts = {
        Event.CLARIFICATION_SENT: "告知补正要写明合理的补正期限（条例第三十条），请填写补正的最后日期。",
        Event.DELAYED: "请填写延迟以后答复的最后日期，并告知申请人（条例第三十五条）。",
    }
    for event, missing in texts.items():
        for one in log.of(event):
            if one.until is None:
                raise WrongEntry(event, missing)
            if one.until <= one.on:
                raise WrongEntry(event, f"写明的期限（{one.until}）要晚于“{event.label}”的日期（{one.on}）。")
            if one.until > one.on + FARTHEST:
                raise WrongEntry(event, f"写明的期限（{one.until}）离得太远，不是合理的期限，请核对年份。")


def pairs_of(
    starts: Sequence[LogEntry], stops: Sequence[LogEntry], ends: Event
) -> list[tuple[LogEntry, LogEntry | None]]:
    """Each start with its stop, or None while it runs; by `sequence`, and within one by the days."""
    left: dict[int, list[LogEntry]] = {}
    for stop in stops:
        left.setdefault(stop.sequence, []).append(stop)
    found: list[tuple[LogEntry, LogEntry | None]] = []
    for start in starts:
        own = left.get(start.sequence, [])
        end = own.pop(0) if own else None
        if end is not None and end.on < start.on:
            raise WrongEntry(ends, f"“{ends.label}”的日期（{end.on}）早于发出的日期（{start.on}），请核对。")
        found.append((start, end))
    for stop in stops:
        if stop in left[stop.sequence]:
            raise WrongEntry(ends, f"“{ends.label}”（{stop.on}）没有对应的发出记录，请一并登记发出的日期。")
    return found
