"""What all verbs here share: the event, the locks, the refusal."""

from typing import Any, NoReturn

from django.core.exceptions import ValidationError
from django.db import models

from mingbai.accounts.models import User
from mingbai.channels.models import Job, Posting
from mingbai.channels.policies import KEEP
from mingbai.channels.states import JobState
from mingbai.organisations import trail
from mingbai.organisations.models import Organisation


def refuse(field: str, message: str) -> NoReturn:
    raise ValidationError({field: message})


def held(posting: Posting) -> Posting:
    """The row as it is now, locked until the transaction ends."""
    rows = Posting.objects.select_for_update(of=("self",)).select_related(
        "information__organisation",
        "information__catalogue_item",
        "organisation",
        "place__organisation",
        "rendering",
    )
    return rows.get(pk=posting.pk)


def open_job(posting: Posting) -> Job | None:
    return posting.jobs.filter(state=JobState.OPEN).first()


def record(
    verb: str,
    by: User | None,
    subject: models.Model,
    place: Organisation,
    right: str = KEEP,
    **detail: Any,
) -> None:
    """One event; what is empty is left out of it."""
    trail.record(verb, by, subject, place, right, **{name: value for name, value in detail.items() if value})
