"""The verbs of promises, one function each."""

from mingbai.promises.actions.importing import import_rows
from mingbai.promises.actions.keeping import add, cancel, change_target, confirm, edit, settle
from mingbai.promises.actions.progressing import cancel_progress, confirm_progress, report
from mingbai.promises.actions.rating import hide_comment, rate

__all__ = [
    "add",
    "cancel",
    "cancel_progress",
    "change_target",
    "confirm",
    "confirm_progress",
    "edit",
    "hide_comment",
    "import_rows",
    "rate",
    "report",
    "settle",
]
