"""The fee for processing information (国办函〔2020〕109号): by one scale only, waived with a reason."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q

from mingbai.accounts.models import User
from mingbai.foi.actions.recording import done, hold, locked, log, refresh, said
from mingbai.foi.models import FeeNotice, FoiRequest
from mingbai.foi.policies import HANDLE
from mingbai.foi.rules import fees
from mingbai.foi.rules.log import Event
from mingbai.foi.states import COUNTED, State, Verb
from mingbai.ledger.actions import append
from mingbai.lib import clock
from mingbai.lib.verdict import Denied, require
from mingbai.organisations.policies import may


def already_this_month(request: FoiRequest) -> int:
    """How many requests of the same applicant the organ received earlier in the same calendar month.

    The same applicant: the same name together with the same telephone, e-mail or address.
    """
    day, person = request.received_on, request.applicants.first()
    if day is None or person is None:
        return 0
    same = Q(pk__in=[])
    for name in ("telephone", "email", "address"):
        if value := getattr(person, name):
            same |= Q(**{f"applicants__{name}": value})
    earlier = FoiRequest.objects.filter(
        Q(received_on__lt=day) | Q(received_on=day, pk__lt=request.pk),
        organisation=request.organisation, received_on__year=day.year, received_on__month=day.month,
        state__in=COUNTED, applicants__name=person.name,
    )  # fmt: skip
    return earlier.filter(same).distinct().count()


@transaction.atomic
def set_fee(*, request: FoiRequest, scale: str, count: int, by: User) -> FeeNotice:
    """Calculate the fee: "items" (with what the applicant had this month) or "pages". Nothing is sent yet."""
    require(may(by, HANDLE, request.organisation))
    held = locked(request)
    if held.state != State.EXAMINING:
        raise Denied(f"这件申请现在是“{held.get_state_display()}”，不能计算费用。")
    known = FeeNotice.objects.filter(request=held).first()
    if known is not None and (known.sent_on is not None or known.waived_by_id is not None):
        raise Denied("收费通知已经发出，或者已经决定免收，不能重新计算。")
    already = already_this_month(held) if scale == "items" else 0
    try:
        fee = fees.by_items(count, already) if scale == "items" else fees.by_pages(count)
    except fees.WrongCount as wrong:
        raise ValidationError({"count": str(wrong)}) from wrong
    values = {
        "scale": fee.scale, "count": count, "already": already, "amount": fee.amount,
        "steps": fees.as_json(fee)["steps"],
    }  # fmt: skip
    row, _ = FeeNotice.objects.update_or_create(request=held, defaults=values)
    append(
        verb="foi.set_fee", by=by, subject=held, organisation=held.organisation,
        detail={"request": held.number, "scale": scale, "count": count, "amount": fee.amount},
    )  # fmt: skip
    return row


@transaction.atomic
def waive_fee(*, request: FoiRequest, reason: str, by: User) -> FoiRequest:
    """Whoever may sign decides that nothing is charged, with the reason."""
    held = hold(request, Verb.WAIVE_FEE, by)
    fee = FeeNotice.objects.select_for_update().filter(request=held).first()
    if fee is None or fee.paid_on is not None or fee.waived_by_id is not None:
        raise Denied("没有待缴的信息处理费。")
    fee.waived_by, fee.waived_reason = by, said(reason, "reason", "免收的理由", 200)
    fee.save(update_fields=["waived_by", "waived_reason"])
    if held.state == State.AWAITING_FEE:
        log(held, Event.FEE_WAIVED, clock.today(), by, field="reason")
    done(held, Verb.WAIVE_FEE, by, {"amount": fee.amount})
    refresh(request, held)
    return request


@transaction.atomic
def take_fee(*, request: FoiRequest, on: date, by: User) -> FoiRequest:
    """The applicant paid; the time for the reply runs afresh from that day."""
    held = hold(request, Verb.TAKE_FEE, by)
    log(held, Event.FEE_PAID, on, by)
    FeeNotice.objects.filter(request=held).update(paid_on=on)
    done(held, Verb.TAKE_FEE, by, {"on": str(on)})
    refresh(request, held)
    return request
