"""What all verbs here share: the locked row, the guarded step, the event, the refusal."""

from typing import Any, NoReturn

from django.core.exceptions import ValidationError

from mingbai.accounts.models import User
from mingbai.lib.text import one_line
from mingbai.organisations import trail
from mingbai.outbox.models import Message
from mingbai.outbox.policies import KEEP
from mingbai.outbox.states import Verb, leads_to

_WITH = (
    "posting__information__organisation",
    "posting__organisation",
    "organisation",
    "account__organisation",
    "group__organisation",
    "rendering__information",
    "released_by",
)


def refuse(field: str, message: str) -> NoReturn:
    raise ValidationError({field: message})


def rows() -> Any:
    return Message.objects.select_related(*_WITH)


def held(message: Message) -> Message:
    """The row as it is now, locked until the transaction ends."""
    return rows().select_for_update(of=("self",)).get(pk=message.pk)


def step(row: Message, verb: Verb, by: User | None, right: str = KEEP, **values: Any) -> None:
    """Bring a held row to where `verb` leads, with its event. `reason` is part of the row and the event."""
    to = leads_to(verb, row.state)
    assert to is not None
    before, row.state = row.state, to
    row.reason = one_line(str(values.pop("reason", "")))[:300]
    for name, value in values.items():
        setattr(row, name, value)
    row.save()
    record(verb.value, by, row, right, before, reason=row.reason)


def record(
    verb: str, by: User | None, row: Message, right: str = KEEP, before: str = "", **detail: Any
) -> None:
    """The event names kind and numbers; never what a platform gave, and no words of the text."""
    facts = {name: value for name, value in detail.items() if value}
    facts |= {"posting": row.posting_id, "purpose": row.purpose}
    trail.record(f"outbox.{verb}", by, row, row.organisation, right, before=before, after=row.state, **facts)
