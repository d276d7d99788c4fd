"""The verbs of texts, groups and messages, one function each."""

from mingbai.outbox.actions.groups import close_group, open_group
from mingbai.outbox.actions.preparing import (
    cancel,
    follow,
    prepare,
    prepare_correction,
    prepare_deletion,
    proposed_withdrawal,
    use,
)
from mingbai.outbox.actions.releasing import confirm, deny, queue, recall
from mingbai.outbox.actions.sending import send_due
from mingbai.outbox.actions.texts import change_text, make_text, proposed

__all__ = [
    "cancel",
    "change_text",
    "close_group",
    "confirm",
    "deny",
    "follow",
    "make_text",
    "open_group",
    "prepare",
    "prepare_correction",
    "prepare_deletion",
    "proposed",
    "proposed_withdrawal",
    "queue",
    "recall",
    "send_due",
    "use",
]
