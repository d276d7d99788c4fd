"""The second person's decision on a change."""

from django.core.exceptions import ValidationError
from django.db import transaction

from mingbai.accounts.models import User
from mingbai.catalogue.actions.applying import apply
from mingbai.catalogue.actions.checking import clean_values
from mingbai.catalogue.actions.moving import move
from mingbai.catalogue.models import Change
from mingbai.catalogue.policies import may_review
from mingbai.catalogue.states import Verb
from mingbai.ledger.actions import append
from mingbai.lib import clock
from mingbai.lib.text import storable
from mingbai.lib.verdict import require
from mingbai.organisations.queries import acting_role


@transaction.atomic
def approve(*, by: User, change: Change, note: str = "") -> Change:
    """Approve; in effect at once when its day has come, else by the sweep on that day."""
    require(may_review(by, change))
    clean_values(change)
    move(
        change,
        Verb.APPROVE,
        reviewed_by=by,
        reviewed_at=clock.now(),
        review_note=storable(note).strip()[:300],
    )
    _trail("catalogue.approve", by, change)
    if change.effective_on <= clock.today():
        apply(change)
    return change


@transaction.atomic
def send_back(*, by: User, change: Change, note: str) -> Change:
    """Back to the drafter with what is to be altered."""
    require(may_review(by, change))
    if not note.strip():
        raise ValidationError({"note": "请写明退回的原因，让起草人知道怎么改。"})
    values = {"reviewed_by": by, "reviewed_at": clock.now(), "review_note": storable(note).strip()[:300]}
    move(change, Verb.SEND_BACK, **values)
    _trail("catalogue.return", by, change)
    return change


def _trail(verb: str, by: User, change: Change) -> None:
    role = acting_role(by, "catalogue.approve", change.organisation) or acting_role(
        by, "catalogue.overlay", change.organisation
    )
    append(verb=verb, by=by, subject=change, organisation=change.organisation, role=role, after=change.state)
