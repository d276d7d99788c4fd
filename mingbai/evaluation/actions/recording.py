"""What every action here does the same way: hold the row, check the text, write the event, tell people."""

from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import models

from mingbai.accounts.models import User
from mingbai.ledger.actions import append
from mingbai.lib import clock
from mingbai.lib.text import storable
from mingbai.notifications.actions import Draft, notify_many
from mingbai.organisations.authorisation import roles_for
from mingbai.organisations.models import Organisation
from mingbai.organisations.queries import acting_role, valid_memberships

Row = TypeVar("Row", bound=models.Model)


def held(row: Row) -> Row:
    """The row as it is now, held until the transaction ends."""
    return type(row)._default_manager.select_for_update().get(pk=row.pk)


def said(text: str, field: str, refusal: str, longest: int = 500) -> str:
    """What a person wrote, cleaned; ValidationError at `field` when it is empty or too long."""
    words = storable(text).strip()
    if not words:
        raise ValidationError({field: refusal})
    if len(words) > longest:
        raise ValidationError({field: f"最多写 {longest} 个字，现在是 {len(words)} 个字。"})
    return words


def trail(
    *,
    verb: str,
    by: User,
    subject: models.Model | str,
    organisation: Organisation | None,
    action: str,
    before: str = "",
    after: str = "",
    detail: dict[str, Any] | None = None,
) -> None:
    append(
        verb=verb,
        by=by,
        subject=subject,
        organisation=organisation,
        role=acting_role(by, action, organisation),
        before=before,
        after=after,
        detail=detail,
    )


def tell(organisation: Organisation, action: str, text: str, link: str, key: str) -> None:
    """A notice to everybody who does `action` in that very organisation today."""
    held_there = valid_memberships(clock.today()).filter(
        organisation=organisation, role__in=roles_for(action), user__is_active=True
    )
    people = {row.user_id: row.user for row in held_there.select_related("user")}
    notify_many([Draft(user=one, text=text, link=link, key=key) for one in people.values()])
