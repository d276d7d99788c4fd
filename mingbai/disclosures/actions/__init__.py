"""The verbs of a record, one function each: keyword-only, `by` whom, one transaction, one event."""

from mingbai.disclosures.actions.attaching import attach, create_from_file, detach
from mingbai.disclosures.actions.checking import answer_finding, check
from mingbai.disclosures.actions.drafting import Conflict, comment, create, discard, edit, lock
from mingbai.disclosures.actions.importing import import_folder
from mingbai.disclosures.actions.lifecycle import merge, relate, remove, set_validity, withdraw
from mingbai.disclosures.actions.numbering import set_index_rule
from mingbai.disclosures.actions.publishing import publish, publish_urgent
from mingbai.disclosures.actions.reviewing import Blocked, approve, recall, send_back, submit
from mingbai.disclosures.actions.sweeping import sweep

__all__ = [
    "Blocked",
    "Conflict",
    "answer_finding",
    "approve",
    "attach",
    "check",
    "comment",
    "create",
    "create_from_file",
    "detach",
    "discard",
    "edit",
    "import_folder",
    "lock",
    "merge",
    "publish",
    "publish_urgent",
    "recall",
    "relate",
    "remove",
    "send_back",
    "set_index_rule",
    "set_validity",
    "submit",
    "sweep",
    "withdraw",
]
