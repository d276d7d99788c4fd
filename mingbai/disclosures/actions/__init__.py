"""The verbs of a record, one function each: keyword-only, `by` whom, one transaction, one event."""

from mingbai.disclosures.actions.attaching import attach, create_from_file, detach
from mingbai.disclosures.actions.checking import answer_finding, check
from mingbai.disclosures.actions.clean_up import (
    close_clean_up,
    collect,
    decide_results,
    draft_list,
    finish_deciding,
    open_clean_up,
    propose_results,
    reopen,
)
from mingbai.disclosures.actions.dossiers import close_dossier, open_dossier, put_in, take_out, waive_slot
from mingbai.disclosures.actions.drafting import Conflict, comment, create, discard, edit, lock
from mingbai.disclosures.actions.elements import accept_proposals, point_out
from mingbai.disclosures.actions.importing import import_folder
from mingbai.disclosures.actions.lifecycle import merge, relate, remove, set_validity, withdraw
from mingbai.disclosures.actions.numbering import set_index_rule
from mingbai.disclosures.actions.publishing import publish, publish_urgent
from mingbai.disclosures.actions.re_evaluation import (
    call_evaluation,
    confirm_evaluation,
    note_ground_change,
    propose_evaluation,
    reject_evaluation,
    release,
    set_upkeep_rule,
    watch_grounds,
)
from mingbai.disclosures.actions.reading import note_opening, remind_readers
from mingbai.disclosures.actions.reviewing import Blocked, approve, recall, send_back, submit
from mingbai.disclosures.actions.sweeping import sweep
from mingbai.disclosures.actions.tagging import add_topic, end_topic, tag, untag

__all__ = [
    "close_clean_up",
    "collect",
    "decide_results",
    "draft_list",
    "finish_deciding",
    "open_clean_up",
    "propose_results",
    "reopen",
    "close_dossier",
    "open_dossier",
    "put_in",
    "take_out",
    "waive_slot",
    "accept_proposals",
    "point_out",
    "call_evaluation",
    "confirm_evaluation",
    "note_ground_change",
    "propose_evaluation",
    "reject_evaluation",
    "release",
    "set_upkeep_rule",
    "watch_grounds",
    "note_opening",
    "remind_readers",
    "add_topic",
    "end_topic",
    "tag",
    "untag",
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
