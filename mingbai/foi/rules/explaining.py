"""What a clerk reads beside the count of days: what was done, and what about it may be contested."""

from collections.abc import Iterable, Iterator
from datetime import date

from mingbai.foi.rules.consultations import Consultation
from mingbai.foi.rules.deadlines import Deadline
from mingbai.foi.rules.log import Event, Log
from mingbai.timelimits.rules import Step


def explanations(
    log: Log,
    consultations: Iterable[Consultation],
    deadlines: Iterable[Deadline],
    ends: date,
    ends_for_fee: date | None,
    as_of: date,
) -> tuple[Step, ...]:
    """Lines on the log's entries; `ends`: of the reply period, `ends_for_fee`: before the fee was paid."""
    return (
        *_clarification(log, deadlines),
        *_fee(log, ends_for_fee),
        *_reasons(log),
        *_extensions(log),
        *_opinions(consultations, ends, as_of),
        *_closing(log, ends),
    )


def _clarification(log: Log, deadlines: Iterable[Deadline]) -> Iterator[Step]:
    by_kind = {one.kind: one for one in deadlines}
    sent, notice = log.one(Event.CLARIFICATION_SENT), by_kind["clarification_notice"]
    if sent is None:
        return
    yield Step(sent.on, f"一次性告知补正，补正期限到{sent.until}；收到补正后的申请以前不计算答复期限")
    if notice.met_on and notice.due and notice.met_on > notice.due:
        yield Step(sent.on, f"注意：告知补正最迟是{notice.due}，已经超过")
    clarified = log.day(Event.CLARIFIED)
    if clarified and sent.until and clarified > sent.until:
        yield Step(clarified, f"注意：补正晚于期限（{sent.until}），有正当理由的才继续处理")


def _fee(log: Log, ends: date | None) -> Iterator[Step]:
    sent = log.day(Event.FEE_NOTICE_SENT)
    if sent is None or ends is None:
        return
    yield Step(sent, "发出收费通知；缴费以前不计算答复期限")
    if sent > ends:
        yield Step(sent, f"注意：收费通知要在答复期限（{ends}）以内发出，已经超过")
    if waived := log.day(Event.FEE_WAIVED):
        yield Step(waived, "免收信息处理费，答复期限继续计算，不因收费通知而推后")


def _reasons(log: Log) -> Iterator[Step]:
    if asked := log.day(Event.REASONS_ASKED):
        yield Step(asked, "要求申请人说明理由（条例第三十五条），答复期限照常计算，不暂停")
    if given := log.day(Event.REASONS_GIVEN):
        yield Step(given, "申请人说明理由")
    delay = log.one(Event.DELAYED)
    if delay is not None:
        yield Step(delay.on, f"理由合理，确定延迟到{delay.until}答复并告知申请人（条例第三十五条）")


def _extensions(log: Log) -> Iterator[Step]:
    restarts = [*log.days(Event.CLARIFIED), *log.days(Event.FEE_PAID)]
    for day in log.days(Event.EXTENDED):
        if any(restart > day for restart in restarts):
            yield Step(day, "决定延长答复期限；此后重新起算，这次延长不再计入")


def _opinions(consultations: Iterable[Consultation], ends: date, as_of: date) -> Iterator[Step]:
    reached = date.min
    for one in consultations:
        if one.started < reached:
            yield Step(one.started, f"{one.kind.label}，与前面的征求意见重叠的日子只扣一次")
        reached = max(reached, one.ended(as_of))
        if one.started > ends:
            yield Step(one.started, f"注意：{one.kind.label}时答复期限（{ends}）已经届满，不会使期限推后")
        yield from _their_time(one, as_of)


def _their_time(one: Consultation, as_of: date) -> Iterator[Step]:
    if one.opinion is None:
        return
    last = one.opinion.due
    if one.silent(as_of):
        yield Step(last, f"{one.kind.label}期满，没有收到意见，暂停到此为止；{one.kind.silence}")
    elif one.stopped is not None and one.stopped > last:
        yield Step(last, f"{one.kind.label}期满，此后到{one.stopped}的日子计入答复期限")


def _closing(log: Log, ends: date) -> Iterator[Step]:
    closed = log.closed
    if closed is not None:
        late = "，超过答复期限" if closed.event == Event.ANSWERED and closed.on > ends else ""
        yield Step(closed.on, f"{Event(closed.event).label}{late}")
