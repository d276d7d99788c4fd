"""Appending to the trail."""

from typing import Any

from django.db import models, transaction

from mingbai.ledger import listeners
from mingbai.ledger.models import ChainHead, Event
from mingbai.ledger.rules import digest_of
from mingbai.lib import clock


@transaction.atomic
def append(
    *,
    verb: str,
    by: Any,
    subject: models.Model | str,
    organisation: Any = None,
    role: str = "",
    before: str = "",
    after: str = "",
    detail: dict[str, Any] | None = None,
) -> Event:
    """Append one event inside the caller's transaction; it is rolled back with it.

    `by` is a user, or None for the system itself. `subject` is a saved model instance or a
    plain name such as "catalogue"; an instance is named by its `ledger_label` where its text may
    not be known to every reader of the trail. `detail` holds JSON values and never personal data.
    """
    head = _locked_head()
    event = Event(
        sequence=head.sequence + 1,
        at=clock.now(),
        verb=verb,
        actor_id=str(by.pk) if by is not None else "",
        actor_name=str(by) if by is not None else "系统",
        role=role,
        organisation_code=organisation.code if organisation is not None else "",
        before=before,
        after=after,
        detail=detail or {},
        previous=head.digest,
        **_subject(subject),
    )
    event.digest = digest_of(event)
    event.save(force_insert=True)
    ChainHead.objects.filter(pk=1).update(sequence=event.sequence, digest=event.digest)
    listeners.tell(event, subject)
    return event


def _locked_head() -> ChainHead:
    """The end of the chain, held until the transaction ends: events of two requests cannot cross."""
    head = ChainHead.objects.select_for_update().filter(pk=1).first()
    if head is None:
        ChainHead.objects.get_or_create(pk=1)
        head = ChainHead.objects.select_for_update().get(pk=1)
    return head


def _subject(subject: models.Model | str) -> dict[str, str]:
    if isinstance(subject, str):
        return {"subject_type": subject, "subject_id": "", "subject_label": subject}
    return {
        "subject_type": subject._meta.label_lower,
        "subject_id": str(subject.pk),
        "subject_label": str(getattr(subject, "ledger_label", subject))[:300],
    }
