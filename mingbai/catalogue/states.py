"""States of a change to the catalogue, and what leads from one to the next.

A change is drafted by one person, reviewed by another, takes effect on its day, is then filed to the
county office (备案) and receipted there.
"""

from django.db import models


class State(models.TextChoices):
    DRAFT = "draft", "起草中"
    SUBMITTED = "submitted", "待审核"
    RETURNED = "returned", "已退回"
    APPROVED = "approved", "已审定，未到生效日"
    EFFECTIVE = "effective", "已生效"
    FILED = "filed", "已报备"
    RECEIPTED = "receipted", "已备案"
    CANCELLED = "cancelled", "已作废"


class Verb(models.TextChoices):
    SUBMIT = "submit", "提交审核"
    SEND_BACK = "send_back", "退回"
    APPROVE = "approve", "审定"
    APPLY = "apply", "生效"
    FILE = "file", "报县公开办备案"
    RECEIPT = "receipt", "接收备案"
    CANCEL = "cancel", "作废"


TRANSITIONS: dict[tuple[State, Verb], State] = {
    (State.DRAFT, Verb.SUBMIT): State.SUBMITTED,
    (State.RETURNED, Verb.SUBMIT): State.SUBMITTED,
    (State.SUBMITTED, Verb.SEND_BACK): State.RETURNED,
    (State.SUBMITTED, Verb.APPROVE): State.APPROVED,
    # On its day a change may no longer fit what others changed meanwhile.
    (State.APPROVED, Verb.SEND_BACK): State.RETURNED,
    (State.APPROVED, Verb.APPLY): State.EFFECTIVE,
    (State.EFFECTIVE, Verb.FILE): State.FILED,
    (State.FILED, Verb.RECEIPT): State.RECEIPTED,
    (State.DRAFT, Verb.CANCEL): State.CANCELLED,
    (State.RETURNED, Verb.CANCEL): State.CANCELLED,
    (State.SUBMITTED, Verb.CANCEL): State.CANCELLED,
    (State.APPROVED, Verb.CANCEL): State.CANCELLED,
}

OPEN = (State.DRAFT, State.SUBMITTED, State.RETURNED, State.APPROVED)
"""Not yet in effect: these may still become something else."""


def after(state: str, verb: Verb) -> State | None:
    """The state `verb` leads to from `state`; None when it is not possible there."""
    return TRANSITIONS.get((State(state), verb))
