"""The deadlines beside the reply: of the organ's own notices, and of those who were asked something."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from mingbai.foi.rules.consultations import Consultation
from mingbai.foi.rules.log import Event, Log
from mingbai.timelimits.rules import Calendar, LimitValue, Step, due

OUGHT = "需要补正的，应当在这一天以前一次性告知（条例第三十条）；不需要补正的，不用告知。"
NOT_CLARIFIED = "无正当理由逾期不补正的，视为放弃申请，本机关不再处理（条例第三十条）。"
NOT_PAID = "逾期没有缴纳的，视为放弃申请，本机关不再处理（国办函〔2020〕109号）。"


@dataclass(frozen=True)
class Deadline:
    """`due` is None while the day from which it runs is not recorded; `met_on` when it was done.

    `silence` says what follows when nothing happens. `sequence` is that of the consultation, else 0.
    """

    kind: str
    name: str
    sequence: int
    due: date | None
    estimated: bool
    met_on: date | None
    silence: str
    steps: tuple[Step, ...] = ()

    def passed(self, today: date) -> bool:
        """The day is over and it was not done in time."""
        return self.due is not None and (self.met_on or today) > self.due


def deadlines_of(
    log: Log,
    consultations: Iterable[Consultation],
    calendar: Calendar,
    limits: Mapping[str, LimitValue],
) -> tuple[Deadline, ...]:
    return (
        *_clarifying(log, calendar, limits),
        *(_opinion(one) for one in consultations if one.kind.limit),
        *_paying(log, calendar, limits),
    )


def _clarifying(log: Log, calendar: Calendar, limits: Mapping[str, LimitValue]) -> Iterator[Deadline]:
    sent = log.one(Event.CLARIFICATION_SENT)
    notice = due(limits["foi.clarification"], log.received, calendar)
    yield Deadline(
        "clarification_notice",
        "一次性告知补正",
        0,
        notice.due,
        notice.estimated,
        sent.on if sent else None,
        OUGHT,
        notice.steps,
    )
    if sent is not None:
        clarified = log.day(Event.CLARIFIED)
        yield Deadline("clarification_reply", "申请人补正", 0, sent.until, False, clarified, NOT_CLARIFIED)


def _opinion(one: Consultation) -> Deadline:
    return Deadline(
        f"{one.kind.name}_opinion",
        one.kind.label,
        one.sequence,
        one.opinion.due if one.opinion else None,
        one.opinion.estimated if one.opinion else False,
        one.stopped,
        one.kind.silence,
        one.opinion.steps if one.opinion else (),
    )


def _paying(log: Log, calendar: Calendar, limits: Mapping[str, LimitValue]) -> Iterator[Deadline]:
    if log.day(Event.FEE_NOTICE_SENT) is None or log.day(Event.FEE_WAIVED) is not None:
        return
    received = log.day(Event.FEE_NOTICE_RECEIVED)
    ends = due(limits["foi.fee_payment"], received, calendar) if received else None
    yield Deadline(
        "fee_payment",
        "申请人缴纳信息处理费",
        0,
        ends.due if ends else None,
        ends.estimated if ends else False,
        log.day(Event.FEE_PAID),
        NOT_PAID,
        ends.steps if ends else (),
    )
