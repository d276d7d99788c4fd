"""What every verb does: take hold of the request, write its line in the log, count anew, leave a trail."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError

from mingbai.accounts.models import User
from mingbai.foi.actions.linking import follow_state
from mingbai.foi.followers import tell
from mingbai.foi.models import Entry, FoiRequest
from mingbai.foi.policies import may_do
from mingbai.foi.queries.reckoning import log_of, reckoned
from mingbai.foi.rules.clock import WrongEntry
from mingbai.foi.states import State, Verb, action_of, transition
from mingbai.ledger.actions import append
from mingbai.lib import clock
from mingbai.lib.verdict import require
from mingbai.organisations.queries import acting_role


def locked(request: FoiRequest) -> FoiRequest:
    """The request as it is now, held until the transaction ends."""
    rows = FoiRequest.objects.select_for_update(of=("self",)).select_related("organisation", "handler")
    return rows.get(pk=request.pk)


def hold(request: FoiRequest, verb: Verb, by: User | None) -> FoiRequest:
    """As `locked`; Denied unless this person may do the verb in its present state."""
    held = locked(request)
    require(may_do(by, held, verb))
    return held


def refresh(request: FoiRequest, held: FoiRequest) -> None:
    """Let the caller's instance see what was written."""
    for field in FoiRequest._meta.concrete_fields:
        setattr(request, field.attname, getattr(held, field.attname))


def done(
    held: FoiRequest,
    verb: Verb,
    by: User | None,
    detail: Mapping[str, Any] | None = None,
    to: State | None = None,
    **values: Any,
) -> FoiRequest:
    """Write the request in its new state with `values`, count its clock anew, and say so to all who follow.

    `detail` goes into the trail: numbers, dates and names of states, never anything about the applicant.
    `to` is for SEND_BACK, whose end is not in the table.
    """
    before = held.state
    action = action_of(before, verb)
    for name, value in values.items():
        setattr(held, name, value)
    held.state = to or (None if verb == Verb.SEND_BACK else transition(verb).to) or State(before)
    held.version += 1
    count_anew(held)
    held.save()
    if held.state != before:
        follow_state(held, by)
    append(
        verb=f"foi.{verb.value}",
        by=by,
        subject=held,
        organisation=held.organisation,
        role=acting_role(by, action, held.organisation) if by is not None else "applicant",
        before=before,
        after=held.state,
        detail={"request": held.number, **(detail or {})},
    )
    tell(held, verb)
    return held


def count_anew(held: FoiRequest) -> None:
    """Read due date and pause from the log. A finished request keeps the due date it ended with."""
    counted = reckoned(held, log_of(held), clock.today())
    if counted is None:
        return
    held.due_on = counted.due
    held.due_estimated = counted.estimated
    held.paused = bool(counted.paused or counted.waiting)


def log(
    held: FoiRequest,
    event: str,
    on: date,
    by: User | None,
    *,
    field: str = "on",
    until: date | None = None,
    number: int | None = None,
    sequence: int = 0,
    note: str = "",
) -> Entry:
    """Add a line to the log; ValidationError at `field` when it contradicts the law or lies in the future."""
    if on > clock.today():
        raise ValidationError({field: f"日期（{on}）在今天以后，请核对。"})
    entry = Entry(
        request=held, event=event, on=on, until=until, number=number, sequence=sequence, note=note[:200],
        recorded_by=by, recorded_at=clock.now(),
    )  # fmt: skip
    try:
        reckoned(held, [*log_of(held), entry], clock.today())
    except WrongEntry as wrong:
        raise ValidationError({field: str(wrong)}) from wrong
    entry.save()
    return entry


def said(text: str, field: str, what: str, longest: int = 2000) -> str:
    """`text` without surrounding space; ValidationError at `field` when there is none or too much."""
    text = text.replace("\x00", "").strip()
    if not text:
        raise ValidationError({field: f"请写明{what}。"})
    if len(text) > longest:
        raise ValidationError({field: f"{what}太长，最多 {longest} 字。"})
    return text
