"""The verbs of lists of households, one function each."""

from mingbai.households.actions.defining import define, load_kinds, retire
from mingbai.households.actions.keeping import erase_due, remind, reseal_all
from mingbai.households.actions.objecting import decide, enter, look_up, object_to, see_person, told
from mingbai.households.actions.preparing import create, drop_marked, import_rows
from mingbai.households.actions.printing import export_rows, plan_boards, print_sheet
from mingbai.households.actions.publishing import (
    approve,
    check,
    correct,
    draft_totals,
    end_due,
    post,
    send_back,
    withdraw,
)
from mingbai.households.actions.slips import print_slips, query, renew_code

__all__ = [
    "approve",
    "check",
    "correct",
    "create",
    "decide",
    "define",
    "draft_totals",
    "drop_marked",
    "end_due",
    "enter",
    "erase_due",
    "export_rows",
    "import_rows",
    "load_kinds",
    "look_up",
    "object_to",
    "plan_boards",
    "post",
    "print_sheet",
    "print_slips",
    "query",
    "remind",
    "renew_code",
    "reseal_all",
    "retire",
    "see_person",
    "send_back",
    "told",
    "withdraw",
]
