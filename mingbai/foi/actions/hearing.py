"""What applicants and others answer: clarifications, reasons, opinions; and longer times to reply."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from mingbai.accounts.models import User
from mingbai.foi.actions.files import keep
from mingbai.foi.actions.recording import count_anew, done, hold, log, refresh, said
from mingbai.foi.models import Consultation, Extension, FoiRequest, SealedFile, Wish
from mingbai.foi.queries.reckoning import clock_of
from mingbai.foi.rules.log import Event
from mingbai.foi.states import Opinion, Party, Verb
from mingbai.foi.values import LONGEST_CONTENT, Upload, wrong_files
from mingbai.ledger.actions import append
from mingbai.lib import clock
from mingbai.lib.text import one_line
from mingbai.lib.verdict import Denied

RECEIPTS = {
    Party.THIRD_PARTY: Event.THIRD_PARTY_RECEIVED,
    Party.CO_PRODUCER: Event.CO_PRODUCER_RECEIVED,
}
STOPS = {
    Party.THIRD_PARTY: Event.THIRD_PARTY_STOP,
    Party.CO_PRODUCER: Event.CO_PRODUCER_STOP,
    Party.OTHER_ORGAN: Event.OTHER_ORGAN_STOP,
}
KINDS_OF_DEADLINE = {Party.THIRD_PARTY: "third_party_opinion", Party.CO_PRODUCER: "co_producer_opinion"}


def _kept(held: FoiRequest, kind: str, file: Upload | None, by: User | None) -> None:
    if file is None:
        return
    if problems := wrong_files([file]):
        raise ValidationError({"file": problems})
    keep(held, kind, file.name, file.data, by)


@transaction.atomic
def take_clarification(
    *, request: FoiRequest, text: str, on: date, by: User | None, file: Upload | None = None
) -> FoiRequest:
    """The clarified request arrived: the time for the reply runs afresh from that day (第三十条)."""
    held = hold(request, Verb.TAKE_CLARIFICATION, by)
    text = said(text, "text", "补正后的内容", LONGEST_CONTENT)
    _kept(held, SealedFile.Kind.CLARIFIED, file, by)
    log(held, Event.CLARIFIED, on, by)
    Wish.objects.filter(request=held).update(amended=text)
    done(held, Verb.TAKE_CLARIFICATION, by, {"on": str(on)})
    refresh(request, held)
    return request


@transaction.atomic
def take_reasons(*, request: FoiRequest, text: str, on: date, by: User | None) -> FoiRequest:
    """The applicant explains why so many or so frequent requests (第三十五条)."""
    held = hold(request, Verb.TAKE_REASONS, by)
    if not held.log.filter(struck_at=None, event=Event.REASONS_ASKED).exists():
        raise Denied("这件申请没有要求说明理由。")
    text = said(text, "text", "理由", LONGEST_CONTENT)
    log(held, Event.REASONS_GIVEN, on, by)
    Wish.objects.filter(request=held).update(reasons=text)
    done(held, Verb.TAKE_REASONS, by, {"on": str(on)})
    refresh(request, held)
    return request


@transaction.atomic
def delay(*, request: FoiRequest, until: date, reason: str, by: User) -> FoiRequest:
    """第三十五条：理由合理，但无法在规定期限内答复的，可以确定延迟答复的合理期限并告知申请人。"""
    held = hold(request, Verb.DELAY, by)
    log(held, Event.DELAYED, clock.today(), by, field="until", until=until,
        note=said(reason, "reason", "延迟的理由", 200))  # fmt: skip
    done(held, Verb.DELAY, by, {"until": str(until)})
    refresh(request, held)
    return request


@transaction.atomic
def consult(
    *, request: FoiRequest, party: str, name: str, contact: str, about: str, by: User
) -> Consultation:
    """Decide whom to ask. The clock stops when the letter to them is sent, not now."""
    held = hold(request, Verb.CONSULT, by)
    if party not in Party.values:
        raise ValidationError({"party": "请选择征求谁的意见。"})
    sequence = held.consultations.filter(party=party).count() + 1
    consultation = Consultation.objects.create(
        request=held, party=party, sequence=sequence,
        name=said(one_line(name), "name", "征求意见的对象", 100),
        contact=one_line(contact)[:200],
        about=said(about, "about", "征求意见的内容"),
    )  # fmt: skip
    append(
        verb="foi.consult_plan", by=by, subject=consultation, organisation=held.organisation,
        detail={"request": held.number, "party": party},
    )  # fmt: skip
    return consultation


@transaction.atomic
def party_received(*, consultation: Consultation, on: date, by: User) -> Consultation:
    """The party got the letter: its 15 working days run from that day (第三十二条、第三十四条)."""
    held, row = _hold_consultation(consultation, by)
    if row.sent_on is None or row.ended_on is not None:
        raise Denied("征求意见书还没有送出，或者已经结束，不能登记收到。")
    event = RECEIPTS.get(Party(row.party))
    if event is not None:
        log(held, event, on, by, sequence=row.sequence)
    row.received_on = on
    row.due_on = _opinion_due(held, row)
    row.save(update_fields=["received_on", "due_on"])
    count_anew(held)
    held.save(update_fields=["due_on", "due_estimated", "paused"])
    append(
        verb="foi.party_received", by=by, subject=row, organisation=held.organisation,
        detail={"request": held.number, "on": str(on)},
    )  # fmt: skip
    return row


def _hold_consultation(consultation: Consultation, by: User) -> tuple[FoiRequest, Consultation]:
    held = hold(consultation.request, Verb.TAKE_OPINION, by)
    return held, Consultation.objects.select_for_update().get(pk=consultation.pk)


def _opinion_due(held: FoiRequest, row: Consultation) -> date | None:
    counted = clock_of(held)
    kind = KINDS_OF_DEADLINE.get(Party(row.party))
    for one in counted.deadlines if counted else ():
        if one.kind == kind and one.sequence == row.sequence:
            return one.due
    return None


@transaction.atomic
def take_opinion(
    *,
    consultation: Consultation,
    opinion: str,
    text: str,
    on: date,
    by: User,
    file: Upload | None = None,
    override_reason: str = "",
) -> Consultation:
    """What the party said, or that its time passed; the clock goes on the day after.

    Silence of a third party leaves the decision to the organ (第三十二条), that of a co-producer counts as
    consent (第三十四条). `override_reason`: why it is released all the same for the public interest.
    """
    held, row = _hold_consultation(consultation, by)
    if row.sent_on is None or row.ended_on is not None:
        raise Denied("征求意见书还没有送出，或者已经结束。")
    if opinion not in Opinion.values:
        raise ValidationError({"opinion": "请选择对方的意见。"})
    if opinion == Opinion.SILENT and row.due_on is not None and on <= row.due_on:
        raise ValidationError({"on": f"对方提意见的期限到 {row.due_on}，期满以后才能按没有提出意见处理。"})
    if opinion == Opinion.SILENT and row.due_on is None and row.party != Party.OTHER_ORGAN:
        raise ValidationError({"opinion": "还没有登记对方收到征求意见书的日期，不能按期满处理。"})
    _kept(held, SealedFile.Kind.OPINION, file, by)
    log(held, STOPS[Party(row.party)], on, by, sequence=row.sequence)
    row.opinion, row.opinion_text, row.ended_on = opinion, text.strip()[:2000], on
    row.override_reason = override_reason.strip()[:2000]
    row.save()
    done(held, Verb.TAKE_OPINION, by, {"on": str(on), "party": row.party, "opinion": opinion})
    refresh(consultation.request, held)
    return row


@transaction.atomic
def propose_extension(*, request: FoiRequest, reason: str, by: User, days: int = 20) -> Extension:
    """Ask the head for a longer time to answer: once, at most what the limit allows (第三十三条)."""
    held = hold(request, Verb.PROPOSE_EXTENSION, by)
    earlier = Extension.objects.filter(request=held).first()
    if earlier is not None and not earlier.refused_reason:
        raise ValidationError({"reason": "这件申请已经提出过延期，只能延期一次。"})
    if not 1 <= days <= 20:
        raise ValidationError({"days": "最长延长 20 个工作日。"})
    _refuse_overdue(held, "reason")
    values = {
        "reason": said(reason, "reason", "延期的理由", 300), "days": days, "proposed_by": by,
        "proposed_on": clock.today(), "refused_reason": "",
    }  # fmt: skip
    extension, _ = Extension.objects.update_or_create(request=held, defaults=values)
    done(held, Verb.PROPOSE_EXTENSION, by)
    refresh(request, held)
    return extension


def _refuse_overdue(held: FoiRequest, field: str) -> None:
    """第三十三条：延长的是答复期限，期限过了就没有可以延长的。"""
    counted = clock_of(held)
    if counted is not None and counted.overdue:
        raise ValidationError({field: f"答复期限（{counted.due}）已经过了，不能再延期。请尽快答复。"})


@transaction.atomic
def decide_extension(*, request: FoiRequest, approved: bool, by: User, reason: str = "") -> Extension:
    """The head allows it or not; what is allowed counts from today and the applicant is to be told."""
    held = hold(request, Verb.EXTEND, by)
    extension = Extension.objects.select_for_update().filter(request=held).first()
    if extension is None or extension.approved_on is not None or extension.refused_reason:
        raise Denied("没有等待批准的延期。请刷新页面看看最新情况。")
    if approved:
        _refuse_overdue(held, "approved")
        log(held, Event.EXTENDED, clock.today(), by, field="reason", number=extension.days)
        extension.approved_by, extension.approved_on = by, clock.today()
    else:
        extension.refused_reason = said(reason, "reason", "不同意的理由", 300)
    extension.save()
    done(held, Verb.EXTEND, by, {"approved": approved, "days": extension.days})
    refresh(request, held)
    return extension
