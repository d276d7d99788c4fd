"""What all verbs here share: the lock, the refusal, the event, and the look for applicants' names."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NoReturn

from django.core.exceptions import ValidationError

from mingbai.accounts.models import User
from mingbai.foi.models import Applicant, FoiRequest
from mingbai.foi.states import HANDLE, SIGN
from mingbai.ledger.actions import append
from mingbai.lib import clock
from mingbai.lib.text import one_line, storable
from mingbai.lib.verdict import require
from mingbai.organisations.queries import acting_role
from mingbai.remedies.models import Case
from mingbai.remedies.policies import may_do
from mingbai.remedies.states import Verb, state_after

SHORTEST_NAME = 2
"""A name of one character would be found in every sentence."""


def refuse(field: str, message: str) -> NoReturn:
    raise ValidationError({field: message})


def hold(case: Case, verb: Verb, by: User) -> Case:
    """The case as it is now, locked; Denied unless this person may do the verb in its present state."""
    rows = Case.objects.select_for_update(of=("self",)).select_related("organisation")
    held = rows.get(pk=case.pk)
    require(may_do(by, held, verb))
    return held


def done(held: Case, verb: Verb, by: User, detail: Mapping[str, Any] | None = None) -> Case:
    """Write the case in its new state, with an event. `detail`: numbers, dates, names of states."""
    before = held.state
    held.state = state_after(held.state, verb)
    held.save()
    record(f"remedy.{verb.value}", by, held, detail, before=before)
    return held


def record(
    verb: str, by: User, held: Case, detail: Mapping[str, Any] | None = None, before: str = ""
) -> None:
    """One event about a case. It names the case and its requests, and nothing about who asked."""
    numbers = list(held.requests.order_by("pk").values_list("number", flat=True))
    action = SIGN if verb == "remedy.sign" else HANDLE
    append(
        verb=verb,
        by=by,
        subject=held,
        organisation=held.organisation,
        role=acting_role(by, action, held.organisation),
        before=before,
        after=held.state,
        detail={"requests": numbers, **(detail or {})},
    )


def refresh(case: Case, held: Case) -> None:
    """Let the caller's instance see what was written."""
    for field in Case._meta.concrete_fields:
        setattr(case, field.attname, getattr(held, field.attname))


def line(text: str, field: str, what: str, longest: int) -> str:
    """`text` in one line; ValidationError at `field` when there is none or too much."""
    return said(one_line(text), field, what, longest)


def said(text: str, field: str, what: str, longest: int) -> str:
    text = storable(text).strip()
    if not text:
        refuse(field, f"请填写{what}。")
    if len(text) > longest:
        refuse(field, f"{what}太长，最多 {longest} 字。")
    return text


def past_day(day: date | None, field: str, what: str) -> None:
    if day is not None and day > clock.today():
        refuse(field, f"{what}（{day}）在今天以后，请核对。")


def refuse_names(requests: Iterable[FoiRequest], **texts: str) -> None:
    """Texts about a case stand in lists and figures, so they name nobody who asked."""
    names = Applicant.objects.filter(request__in=list(requests)).values_list("name", "contact_person")
    known = {name for row in names for name in row if len(name) >= SHORTEST_NAME}
    for field, text in texts.items():
        if any(name in text for name in known):
            refuse(field, "这里会在列表和统计里显示，请不要写申请人的姓名或者名称，可以写“申请人”“原告”。")
