"""Everything that changes plans and their tasks."""

from mingbai.plans.actions.correcting import add, check, correct, drop, restore, set_owner
from mingbai.plans.actions.deciding import assign_unit, cancel, close, confirm
from mingbai.plans.actions.rearranging import join, split
from mingbai.plans.actions.taking_in import take_in

__all__ = [
    "add",
    "assign_unit",
    "cancel",
    "check",
    "close",
    "confirm",
    "correct",
    "drop",
    "join",
    "restore",
    "set_owner",
    "split",
    "take_in",
]
