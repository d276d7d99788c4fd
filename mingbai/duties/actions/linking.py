"""The secret address of a person's calendar of due dates."""

import secrets

from django.db import transaction

from mingbai.accounts.models import User
from mingbai.duties.models import CalendarLink
from mingbai.ledger.actions import append
from mingbai.lib import clock, digests


@transaction.atomic
def make_link(*, by: User) -> str:
    """A new secret for the person's calendar, shown once; the old address stops working."""
    token = secrets.token_urlsafe(24)
    values = {"digest": digests.of_bytes(token.encode()), "made_at": clock.now()}
    row, _ = CalendarLink.objects.update_or_create(user=by, defaults=values)
    append(verb="duty.make_calendar_link", by=by, subject=row)
    return token


@transaction.atomic
def end_link(*, by: User) -> None:
    """Let the person's calendar address stop working."""
    row = CalendarLink.objects.filter(user=by).first()
    if row is None:
        return
    append(verb="duty.end_calendar_link", by=by, subject=row)
    row.delete()
