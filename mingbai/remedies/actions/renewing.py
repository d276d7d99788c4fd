"""The new answer that a decision orders: prepared, signed by a second person, sent.

It lives beside the request: the request's result and its day of answer stay what the annual report counted.
"""

from datetime import date

from django.db import transaction

from mingbai.accounts.models import User
from mingbai.foi.models import FoiRequest
from mingbai.foi.rules.delivery import DeliveryWay
from mingbai.letters.rules.outcomes import Leaf
from mingbai.lib import clock
from mingbai.lib.verdict import require
from mingbai.remedies.actions.recording import done, hold, line, past_day, refuse, refuse_names
from mingbai.remedies.actions.working import keep
from mingbai.remedies.models import Case, Renewal
from mingbai.remedies.policies import may_renew
from mingbai.remedies.rules.days import day_of
from mingbai.remedies.states import DaysUnit, FileKind, RenewalState, Result, Verb

MOST_DAYS = 365


@transaction.atomic
def order_answer(
    *,
    case: Case,
    request: FoiRequest,
    what: str,
    by: User,
    days: int | None = None,
    unit: str = DaysUnit.WORKING,
) -> Renewal:
    """The decision has the request answered anew within `days` of `unit`; None: the county's own limit."""
    held = hold(case, Verb.ORDER, by)
    if held.result != Result.CORRECTED:
        refuse("request", "只有结果是“结果纠正”的，才登记重新答复。请先更正结果。")
    if not held.requests.filter(pk=request.pk).exists():
        refuse("request", "请选择本案所涉的申请。")
    if held.renewals.filter(request=request).exclude(state=RenewalState.DROPPED).exists():
        refuse("request", f"{request} 的重新答复已经登记过了。")
    if unit not in DaysUnit.values:
        refuse("unit", "请选择工作日或者自然日。")
    if days is not None and not 1 <= days <= MOST_DAYS:
        refuse("days", f"期限请填 1 到 {MOST_DAYS}；决定书没有写明的不填。")
    what = line(what, "what", "要求", 300)
    refuse_names(held.requests.all(), what=what)
    renewal = Renewal.objects.create(
        case=held, request=request, what=what, days=days, unit=unit, ordered_by=by, ordered_at=clock.now()
    )
    done(held, Verb.ORDER, by, {"request": request.number, "days": days, "unit": unit})
    return renewal


@transaction.atomic
def prepare_answer(*, renewal: Renewal, number: str, leaf: str, name: str, data: bytes, by: User) -> Renewal:
    """The new answer is written: its number, its result, and the letter itself."""
    held, row = _hold(renewal, Verb.PREPARE, by)
    if leaf not in Leaf.values:
        refuse("leaf", "请选择新的办理结果。")
    row.number, row.leaf = line(number, "number", "文号", 60), leaf
    refuse_names(held.requests.all(), number=row.number)
    if _number_taken(row):
        refuse("number", f"文号“{row.number}”已经用过，请核对。")
    former = row.letter
    title = f"{row.request.number} 重新答复"
    row.letter = keep(held, FileKind.RENEWAL, name, data, title, clock.today(), by)
    row.prepared_by, row.state = by, RenewalState.PREPARED
    row.save()
    if former is not None:
        former.dropped_at, former.dropped_by, former.dropped_reason = clock.now(), by, "换成新的文稿"
        former.save()
    done(held, Verb.PREPARE, by, {"request": row.request.number, "digest": row.letter.digest})
    renewal.refresh_from_db()
    return renewal


def _number_taken(row: Renewal) -> bool:
    others = Renewal.objects.filter(case__organisation=row.case.organisation, number=row.number)
    return others.exclude(pk=row.pk).exclude(state=RenewalState.DROPPED).exists()


@transaction.atomic
def sign_answer(*, renewal: Renewal, by: User) -> Renewal:
    """A second person who may sign lets it go out."""
    held, row = _hold(renewal, Verb.SIGN, by)
    row.signed_by, row.signed_at, row.state = by, clock.now(), RenewalState.SIGNED
    row.save()
    done(held, Verb.SIGN, by, {"request": row.request.number, "number": row.number})
    renewal.refresh_from_db()
    return renewal


@transaction.atomic
def send_answer(*, renewal: Renewal, way: str, on: date, by: User) -> Renewal:
    """It left on this day; for a letter by post that is the day of posting (国办公开办函〔2016〕235号)."""
    held, row = _hold(renewal, Verb.SEND, by)
    if way not in DeliveryWay.values:
        refuse("way", "请选择送达方式。")
    past_day(on, "on", "送出日期")
    assert row.signed_at is not None
    signed_on = day_of(row.signed_at)
    if on < signed_on:
        refuse("on", f"送出日期早于签发日期（{signed_on}），请核对。")
    row.sent_way, row.sent_on, row.state = way, on, RenewalState.SENT
    row.save()
    done(held, Verb.SEND, by, {"request": row.request.number, "on": str(on), "way": way})
    renewal.refresh_from_db()
    return renewal


@transaction.atomic
def drop_answer(*, renewal: Renewal, reason: str, by: User) -> Renewal:
    """It was entered by mistake, or another decision took it away. What was sent stays sent."""
    held = hold(renewal.case, Verb.ORDER, by)
    row = _row(renewal)
    if row.state in (RenewalState.SENT, RenewalState.DROPPED):
        refuse("reason", f"这份重新答复{row.get_state_display()}，不能改。")
    reason = line(reason, "reason", "原因", 200)
    refuse_names(held.requests.all(), reason=reason)
    row.state = RenewalState.DROPPED
    row.save()
    done(held, Verb.ORDER, by, {"request": row.request.number, "dropped": reason})
    renewal.refresh_from_db()
    return renewal


def _hold(renewal: Renewal, verb: Verb, by: User) -> tuple[Case, Renewal]:
    held = hold(renewal.case, verb, by)
    row = _row(renewal)
    row.case = held
    require(may_renew(by, row, verb))
    return held, row


def _row(renewal: Renewal) -> Renewal:
    rows = Renewal.objects.select_for_update(of=("self",)).select_related("request", "case__organisation")
    return rows.get(pk=renewal.pk)
