"""The verbs of places, postings, renderings and proofs, one function each."""

from mingbai.channels.actions.following import ask_for_ends, follow
from mingbai.channels.actions.places import add_place, close_place, edit_place
from mingbai.channels.actions.posting import cancel, drop_job, plan, put_up, replace, take_down
from mingbai.channels.actions.proofs import add_proof
from mingbai.channels.actions.renderings import change, confirm, keep

__all__ = [
    "add_place",
    "add_proof",
    "ask_for_ends",
    "cancel",
    "change",
    "close_place",
    "confirm",
    "drop_job",
    "edit_place",
    "follow",
    "keep",
    "plan",
    "put_up",
    "replace",
    "take_down",
]
