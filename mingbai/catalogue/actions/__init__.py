"""Everything that changes the catalogue and the lists of organisations."""

from mingbai.catalogue.actions.applying import apply_due
from mingbai.catalogue.actions.filing import file, receipt
from mingbai.catalogue.actions.holding import adopt, confirm, decline, hand_over, release
from mingbai.catalogue.actions.importing import import_at_once
from mingbai.catalogue.actions.listing import import_list, tie
from mingbai.catalogue.actions.loading import load_standard, rows
from mingbai.catalogue.actions.proposing import cancel, propose, revise, submit
from mingbai.catalogue.actions.reviewing import approve, send_back
from mingbai.catalogue.actions.templates import adopt_template

__all__ = [
    "adopt",
    "adopt_template",
    "apply_due",
    "approve",
    "cancel",
    "confirm",
    "decline",
    "file",
    "hand_over",
    "import_at_once",
    "import_list",
    "load_standard",
    "propose",
    "receipt",
    "release",
    "revise",
    "rows",
    "send_back",
    "submit",
    "tie",
]
