"""A wrong line of the log is struck: the clock and everything that rested on the line go back with it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from mingbai.accounts.models import User
from mingbai.foi.actions.hearing import RECEIPTS, STOPS
from mingbai.foi.actions.linking import follow_state
from mingbai.foi.actions.recording import count_anew, locked, said
from mingbai.foi.actions.sending import STARTS
from mingbai.foi.models import Consultation, Entry, FeeNotice, FoiRequest, Letter
from mingbai.foi.policies import HANDLE
from mingbai.foi.queries.reckoning import log_of, reckoned
from mingbai.foi.rules.clock import WrongEntry
from mingbai.foi.rules.log import Event
from mingbai.foi.states import CLOSED, SENT_BACK_TO, WAITING_OR_WORKED_ON, State
from mingbai.ledger.actions import append
from mingbai.letters.kinds import Kind
from mingbai.lib import clock
from mingbai.lib.verdict import Denied, require
from mingbai.organisations.policies import may

FIXED = (Event.RECEIVED, Event.ANSWERED, Event.EXTENDED)

_OF_FEE: dict[str, dict[str, Any]] = {
    Event.FEE_NOTICE_SENT: {"sent_on": None, "due_on": None},
    Event.FEE_NOTICE_RECEIVED: {"due_on": None},
    Event.FEE_PAID: {"paid_on": None},
    Event.FEE_WAIVED: {"waived_by": None, "waived_reason": ""},
}
_OF_CONSULTATION: dict[str, tuple[str, dict[str, Any]]] = {
    **{event: (party, {"sent_on": None}) for party, event in STARTS.items()},
    **{event: (party, {"received_on": None, "due_on": None}) for party, event in RECEIPTS.items()},
    **{
        event: (party, {"ended_on": None, "opinion": "", "opinion_text": "", "override_reason": ""})
        for party, event in STOPS.items()
    },
}


@transaction.atomic
def strike(*, entry: Entry, reason: str, by: User) -> FoiRequest:
    """Take a wrong line out of the count; it stays to be seen, with who struck it and why.

    The request goes back to waiting, or on from it, as the rest of the log says; not while an answer is
    being reviewed that rests on the line.
    """
    held = locked(entry.request)
    require(may(by, HANDLE, held.organisation))
    row = Entry.objects.select_for_update().get(pk=entry.pk)
    _refuse_fixed(held, row)
    waits, now_waits = _waits(held, log_of(held)), _waits_without(held, row)
    row.struck_at, row.struck_by = clock.now(), by
    row.struck_reason = said(reason, "reason", "更正的原因", 200)
    row.save(update_fields=["struck_at", "struck_by", "struck_reason"])
    _take_back(held, row)
    before = held.state
    if waits != now_waits:
        _lead_back(held, now_waits)
    count_anew(held)
    held.save(update_fields=["state", "due_on", "due_estimated", "paused"])
    if held.state != before:
        follow_state(held, by)
    append(
        verb="foi.strike", by=by, subject=held, organisation=held.organisation, before=before,
        after=held.state, detail={"request": held.number, "event": row.event, "on": str(row.on)},
    )  # fmt: skip
    return held


def _refuse_fixed(held: FoiRequest, row: Entry) -> None:
    if row.struck_at is not None:
        raise Denied("这一条已经更正过了。")
    if held.state in CLOSED or row.event in FIXED:
        raise Denied("这一条不能划去：收到、答复和批准的延期只能照实记录。")
    if row.recorded_by_id is None:
        raise Denied("这一条是申请人自己在网上提交的，不能划去。")


def _waits(held: FoiRequest, entries: list[Entry]) -> str:
    """What the request waits for by this log: "clarification", "fee" or ""."""
    counted = reckoned(held, entries, clock.today())
    return counted.waiting[0].kind if counted and counted.waiting else ""


def _waits_without(held: FoiRequest, row: Entry) -> str:
    try:
        return _waits(held, [one for one in log_of(held) if one.pk != row.pk])
    except WrongEntry as wrong:
        raise ValidationError({"reason": f"划去以后其他记录对不上：{wrong}"}) from wrong


def _lead_back(held: FoiRequest, waits: str) -> None:
    if held.state not in WAITING_OR_WORKED_ON:
        raise Denied("答复已经拟好，它依据的记录不能划去。请先把答复退回。")
    held.state = State(SENT_BACK_TO[waits])


def _take_back(held: FoiRequest, row: Entry) -> None:
    """What was noted elsewhere together with the line, so that it can be entered rightly."""
    if fee := _OF_FEE.get(row.event):
        FeeNotice.objects.filter(request=held).update(**fee)
    if row.event == Event.FEE_NOTICE_RECEIVED:
        Letter.objects.filter(request=held, kind=Kind.FEE_NOTICE).update(proof_on=None)
    if row.event in _OF_CONSULTATION:
        party, values = _OF_CONSULTATION[row.event]
        rows = Consultation.objects.filter(request=held, party=party, sequence=row.sequence)
        rows.update(**values)
