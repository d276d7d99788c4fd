"""Ends other than an answer: withdrawn, the same as another, registered by mistake."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from mingbai.accounts.models import User
from mingbai.foi.actions.recording import done, hold, locked, log, refresh, said
from mingbai.foi.models import FoiRequest
from mingbai.foi.policies import HANDLE
from mingbai.foi.rules.log import Event
from mingbai.foi.states import CLOSED, OPEN, Verb
from mingbai.ledger.actions import append
from mingbai.letters.rules.outcomes import Leaf
from mingbai.lib import clock
from mingbai.lib.verdict import Denied, require
from mingbai.organisations.policies import may


@transaction.atomic
def withdraw(*, request: FoiRequest, on: date, by: User | None, note: str = "") -> FoiRequest:
    """The applicant takes it back; in the annual report it counts as 其他处理—其他 on that day."""
    held = hold(request, Verb.WITHDRAW, by)
    if held.received_on is not None and on < held.received_on:
        raise ValidationError({"on": f"撤回日期（{on}）早于收到日期（{held.received_on}），请核对。"})
    if on > clock.today():
        raise ValidationError({"on": "撤回日期在今天以后，请核对。"})
    if held.received_on is not None:
        log(held, Event.WITHDRAWN, on, by)
    done(
        held, Verb.WITHDRAW, by, {"on": str(on)},
        leaf=Leaf.OTHER if held.received_on else "",
        answered_on=on if held.received_on else None,
        closed_at=clock.now(),
        closing_reason=note.strip()[:300] or "申请人撤回申请",
    )  # fmt: skip
    refresh(request, held)
    return request


@transaction.atomic
def merge(*, request: FoiRequest, into: FoiRequest, by: User) -> FoiRequest:
    """The same applicant sent the same thing twice: handle and count it once, under `into`."""
    # Both are held, always in the same order, so that two clicks do not merge them into each other.
    pair = FoiRequest.objects.filter(pk__in=[request.pk, into.pk]).order_by("pk")
    list(pair.select_for_update().values_list("pk"))
    held = hold(request, Verb.MERGE, by)
    other = _other(held, into)
    # What is finished gives no answer any more: asked again, it is a request of its own (第三十六条第六项).
    if other.state not in OPEN or other.kind != held.kind:
        raise ValidationError({"into": f"{other.number} {other.get_state_display()}，不能并入。"})
    _refuse_others(held, other, "into")
    done(
        held, Verb.MERGE, by, {"into": other.number},
        merged_into=other, closed_at=clock.now(), closing_reason=f"与 {other.number} 是同一申请，合并办理",
    )  # fmt: skip
    refresh(request, held)
    return request


@transaction.atomic
def mark_repeat(*, request: FoiRequest, of: FoiRequest, by: User) -> FoiRequest:
    """The same was asked for and answered before (第三十六条第六项): a hint for the answer, not an end."""
    require(may(by, HANDLE, request.organisation))
    held = locked(request)
    if held.state in CLOSED:
        raise Denied(f"这件申请{held.get_state_display()}，不用再标。")
    other = _other(held, of)
    _refuse_others(held, other, "of")
    if other.answered_on is None:
        raise ValidationError({"of": f"{other.number} 还没有答复。没有答复的是同一申请，请用“并入”。"})
    held.repeats = other
    held.save(update_fields=["repeats"])
    append(
        verb="foi.mark_repeat", by=by, subject=held, organisation=held.organisation,
        detail={"request": held.number, "of": other.number},
    )  # fmt: skip
    refresh(request, held)
    return request


def _other(held: FoiRequest, other: FoiRequest) -> FoiRequest:
    if other.pk == held.pk or other.organisation_id != held.organisation_id:
        raise ValidationError("请选择本单位的另一件申请。")
    return FoiRequest.objects.get(pk=other.pk)


def _refuse_others(held: FoiRequest, other: FoiRequest, field: str) -> None:
    """Everybody who asks here must ask there too: others have a right to an answer of their own."""
    here, there = (set(one.applicants.values_list("name", flat=True)) for one in (held, other))
    if not here <= there:
        raise ValidationError({field: f"{other.number} 的申请人不同，是另一件申请，要分别答复。"})


@transaction.atomic
def void(*, request: FoiRequest, reason: str, by: User) -> FoiRequest:
    """What was sent is no request at all, such as a test or an empty form. It is never counted."""
    held = hold(request, Verb.VOIDED, by)
    reason = said(reason, "reason", "作废的原因", 300)
    done(held, Verb.VOIDED, by, closed_at=clock.now(), closing_reason=reason)
    refresh(request, held)
    return request
