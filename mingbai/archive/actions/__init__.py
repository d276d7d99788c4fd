"""Making packages, handing them over, destroying their files by decision."""

from mingbai.archive.actions.destruction import approve, clear_away, propose, reject
from mingbai.archive.actions.making import FIRST_YEAR, Busy, ask, build
from mingbai.archive.actions.transfers import add_receipt, transfer

__all__ = [
    "FIRST_YEAR",
    "Busy",
    "add_receipt",
    "approve",
    "ask",
    "build",
    "clear_away",
    "propose",
    "reject",
    "transfer",
]
