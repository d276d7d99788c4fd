"""Sending a signed letter does what the letter is for: the clock waits, pauses or is extended."""

import re
from collections.abc import Callable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from mingbai.accounts.models import User
from mingbai.foi.actions.lettering import ANSWERS, hold_letter, mark_sent
from mingbai.foi.actions.recording import done, hold, log, refresh
from mingbai.foi.models import Consultation, Extension, FeeNotice, FoiRequest, Letter
from mingbai.foi.policies import HANDLE
from mingbai.foi.queries.letters import values_of
from mingbai.foi.rules.log import Event
from mingbai.foi.states import Party, Verb
from mingbai.letters.kinds import Kind
from mingbai.lib.verdict import require
from mingbai.organisations.policies import may

STARTS = {
    Party.THIRD_PARTY: Event.THIRD_PARTY_START,
    Party.CO_PRODUCER: Event.CO_PRODUCER_START,
    Party.OTHER_ORGAN: Event.OTHER_ORGAN_START,
}
ASKED_WITH = {
    Party.THIRD_PARTY: Kind.THIRD_PARTY_CONSULTATION,
    Party.CO_PRODUCER: Kind.CO_PRODUCER_CONSULTATION,
    Party.OTHER_ORGAN: Kind.ASSISTANCE,
}
"""The letter that goes to each party; silence means something else for each."""


@transaction.atomic
def send_letter(*, letter: Letter, way: str, on: date, by: User) -> Letter:
    """Send a signed letter. Denied when the request's state does not allow what the letter does."""
    held = hold_letter(letter)
    if held.kind in ANSWERS:
        raise ValueError("answers are delivered with deliver")
    require(may(by, HANDLE, held.request.organisation))
    counted = mark_sent(held, way, on, by)
    effect = _EFFECTS.get(Kind(held.kind))
    if effect is not None:
        effect(held, counted, by)
    refresh(letter.request, FoiRequest.objects.get(pk=held.request_id))
    return held


def _clarification(letter: Letter, on: date, by: User) -> None:
    """第三十条：自收到申请之日起7个工作日内一次性告知。"""
    held = hold(letter.request, Verb.ASK_CLARIFICATION, by)
    until = values_of(letter).get("补正期限")
    if not isinstance(until, date) or until <= on:
        raise ValidationError({"on": "补正期限应在送出日期以后，请重新拟写补正告知书。"})
    log(held, Event.CLARIFICATION_SENT, on, by, until=until)
    done(held, Verb.ASK_CLARIFICATION, by, {"on": str(on), "until": str(until), "letter": letter.number})


def _reasons(letter: Letter, on: date, by: User) -> None:
    held = hold(letter.request, Verb.ASK_REASONS, by)
    log(held, Event.REASONS_ASKED, on, by)
    done(held, Verb.ASK_REASONS, by, {"on": str(on), "letter": letter.number})


def _extension(letter: Letter, on: date, by: User) -> None:
    """The decision stands in the log already; the applicant is told now (第三十三条)."""
    extension = Extension.objects.filter(request=letter.request).first()
    if extension is None or extension.approved_on is None:
        raise ValidationError({"on": "延期还没有经工作机构负责人批准，不能告知申请人。"})


def _consultation(letter: Letter, on: date, by: User) -> None:
    held = hold(letter.request, Verb.CONSULT, by)
    if letter.consultation is None:
        raise ValidationError({"on": "这份征求意见书没有写明征求谁的意见，请从“征求意见”里重新拟写。"})
    consultation = _begun(held, letter, letter.consultation, on, by)
    done(held, Verb.CONSULT, by, {"on": str(on), "party": consultation.party, "letter": letter.number})


def _assistance(letter: Letter, on: date, by: User) -> None:
    held = hold(letter.request, Verb.ASSIST, by)
    if letter.consultation is not None:
        _begun(held, letter, letter.consultation, on, by)
    done(held, Verb.ASSIST, by, {"on": str(on), "letter": letter.number})


def _begun(held: FoiRequest, letter: Letter, about: Consultation, on: date, by: User) -> Consultation:
    """The consultation begins with this letter, once: a second start would never come to an end."""
    row = Consultation.objects.select_for_update().get(pk=about.pk)
    party = Party(row.party)
    if row.request_id != held.pk or letter.kind != ASKED_WITH[party]:
        raise ValidationError(
            {"on": f"征求{party.label}的意见要用{ASKED_WITH[party].label}，请从“征求意见”里重新拟写。"}
        )
    if row.sent_on is not None:
        raise ValidationError({"on": f"这次征求意见已经在 {row.sent_on} 送出，不能再送一次。"})
    log(held, STARTS[party], on, by, sequence=row.sequence)
    row.sent_on = on
    row.save(update_fields=["sent_on"])
    return row


def _fee_notice(letter: Letter, on: date, by: User) -> None:
    held = hold(letter.request, Verb.ASK_FEE, by)
    fee = FeeNotice.objects.filter(request=held).first()
    if fee is None or not fee.amount:
        raise ValidationError({"on": "请先计算信息处理费。"})
    if fee.waived_by_id is not None:
        raise ValidationError({"on": "信息处理费已经免收，不能再发收费通知。"})
    said = str(values_of(letter).get("收费金额", ""))
    if not re.fullmatch(rf"{fee.amount}(\.0+)?\s*元?", said):
        raise ValidationError(
            {"on": f"通知书上的金额（{said}）和算出来的（{fee.amount} 元）不一样，请重新拟写收费通知书。"}
        )
    log(held, Event.FEE_NOTICE_SENT, on, by)
    FeeNotice.objects.filter(pk=fee.pk).update(sent_on=on)
    done(held, Verb.ASK_FEE, by, {"on": str(on), "amount": fee.amount, "letter": letter.number})


_EFFECTS: dict[Kind, Callable[[Letter, date, User], None]] = {
    Kind.CLARIFICATION: _clarification,
    Kind.REASONS: _reasons,
    Kind.EXTENSION: _extension,
    Kind.THIRD_PARTY_CONSULTATION: _consultation,
    Kind.CO_PRODUCER_CONSULTATION: _consultation,
    Kind.ASSISTANCE: _assistance,
    Kind.FEE_NOTICE: _fee_notice,
}
"""Letters not in this table tell something and change nothing."""
