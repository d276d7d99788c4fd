"""Filing changes that are in effect to the county office (备案), and the receipt."""

from django.db import transaction

from mingbai.accounts.models import User
from mingbai.catalogue.actions.moving import move
from mingbai.catalogue.models import Change
from mingbai.catalogue.policies import may_file, may_receipt
from mingbai.catalogue.states import Verb
from mingbai.ledger.actions import append
from mingbai.lib import clock
from mingbai.lib.verdict import require
from mingbai.organisations.models import Organisation
from mingbai.organisations.queries import acting_role


@transaction.atomic
def file(*, by: User, change: Change) -> Change:
    """Report a change that is in effect to the county office."""
    require(may_file(by, change))
    move(change, Verb.FILE, filed_by=by, filed_at=clock.now())
    _trail("catalogue.file", by, change, "catalogue.overlay")
    return change


@transaction.atomic
def receipt(*, by: User, change: Change) -> Change:
    """The county office takes it on file: the next number of the year, and today's date."""
    require(may_receipt(by, change))
    today = clock.today()
    # One after the other: whoever gives a number holds the root of the tree meanwhile.
    Organisation.objects.select_for_update().get(depth=1)
    given = Change.objects.filter(receipted_on__year=today.year).count()
    number = f"目录备〔{today.year}〕{given + 1}号"
    move(change, Verb.RECEIPT, receipted_by=by, receipted_on=today, receipt_number=number)
    _trail("catalogue.receipt", by, change, "catalogue.approve")
    return change


def _trail(verb: str, by: User, change: Change, action: str) -> None:
    append(
        verb=verb,
        by=by,
        subject=change,
        organisation=change.organisation,
        role=acting_role(by, action, change.organisation),
        after=change.state,
        detail={"number": change.receipt_number} if change.receipt_number else {},
    )
