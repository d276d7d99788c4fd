"""Everything that is done with a review or court case."""

from mingbai.remedies.actions.deciding import amend_decision, close, decide, reopen
from mingbai.remedies.actions.exporting import export_file
from mingbai.remedies.actions.opening import correct, link, open_case, void
from mingbai.remedies.actions.renewing import (
    drop_answer,
    order_answer,
    prepare_answer,
    send_answer,
    sign_answer,
)
from mingbai.remedies.actions.working import add_document, drop_document, record_step, strike_step

__all__ = [
    "add_document",
    "amend_decision",
    "close",
    "correct",
    "decide",
    "drop_answer",
    "drop_document",
    "export_file",
    "link",
    "open_case",
    "order_answer",
    "prepare_answer",
    "record_step",
    "reopen",
    "send_answer",
    "sign_answer",
    "strike_step",
    "void",
]
