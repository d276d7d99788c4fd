"""The verbs of the gazette, one function each."""

from mingbai.gazette.actions.editing import (
    change_entry,
    change_issue,
    move,
    open_issue,
    put_in,
    set_sections,
    take_out,
    write,
)
from mingbai.gazette.actions.freezing import freeze, make_copy, make_missing, send_back
from mingbai.gazette.actions.giving import close_recipient, receive, save_recipient
from mingbai.gazette.actions.handing_in import decline, hand_in
from mingbai.gazette.actions.importing import drop_import, import_issue
from mingbai.gazette.actions.issuing import blank, issue_out

__all__ = [
    "blank",
    "change_entry",
    "change_issue",
    "close_recipient",
    "decline",
    "drop_import",
    "freeze",
    "hand_in",
    "import_issue",
    "issue_out",
    "make_copy",
    "make_missing",
    "move",
    "open_issue",
    "put_in",
    "receive",
    "save_recipient",
    "send_back",
    "set_sections",
    "take_out",
    "write",
]
