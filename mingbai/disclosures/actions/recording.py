"""One event for each verb on a record: who, on which role, and what it was before and after."""

from typing import Any

from mingbai.accounts.models import User
from mingbai.disclosures.models import Information
from mingbai.ledger.actions import append
from mingbai.organisations.queries import acting_role

# The action of the authorisation table on which a verb stands, for the role in the trail.
RIGHTS = {
    "create": "record.create",
    "edit": "record.edit",
    "attach": "record.edit",
    "lock": "record.edit",
    "unlock": "record.edit",
    "discard": "record.edit",
    "drop_correction": "record.edit",
    "comment": "record.read",
    "submit": "record.submit",
    "recall": "record.submit",
    "check": "record.check",
    "secrecy": "record.secrecy",
    "approve": "record.approve",
    "answer_finding": "record.waive",
    "schedule": "record.publish",
    "publish": "record.publish",
    "correct": "record.publish",
    "republish": "record.publish",
    "register": "record.publish",
    "publish_urgent": "record.publish_urgent",
    "withdraw": "record.withdraw",
    "remove": "record.withdraw",
    "merge": "record.withdraw",
    "validity": "record.lifecycle",
    "relate": "record.lifecycle",
}


def trail(
    verb: str,
    *,
    by: User | None,
    information: Information,
    before: str = "",
    after: str = "",
    detail: dict[str, Any] | None = None,
    right: str = "",
) -> None:
    """Append `record.<verb>`; `by` is None for the system itself, `right` overrides the verb's own."""
    place = information.organisation
    append(
        verb=f"record.{verb}",
        by=by,
        subject=information,
        organisation=place,
        role=acting_role(by, right or RIGHTS[verb], place) if by is not None else "",
        before=before,
        after=after,
        detail=detail,
    )
