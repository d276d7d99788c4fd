"""Everything that changes the registers. `by` is the acting person.

Raise `Denied` when the authorisation table does not allow it, and `ValidationError` with Chinese messages
by field for what cannot be kept.
"""

from mingbai.registers.actions.accounts import (
    change_account,
    close_account,
    file_step,
    note_sending,
    open_account,
    see_account,
)
from mingbai.registers.actions.activities import (
    Duplicate,
    add_activity,
    cancel_activity,
    correct_activity,
    hold_activity,
)
from mingbai.registers.actions.county import receive, set_kind, set_setting
from mingbai.registers.actions.people import (
    add_contact,
    add_group,
    add_member,
    correct_contact,
    correct_group,
    end_contact,
    end_group,
    end_member,
)
from mingbai.registers.actions.proofs import add_proof, drop_proof
from mingbai.registers.actions.reminding import (
    ask_for_successors,
    remind_of_plans,
    remind_of_stale_accounts,
)
from mingbai.registers.actions.roster import add_incident, add_roster, cancel_roster, settle_incident

__all__ = [
    "Duplicate",
    "add_activity",
    "add_contact",
    "add_group",
    "add_incident",
    "add_member",
    "add_proof",
    "add_roster",
    "ask_for_successors",
    "cancel_activity",
    "cancel_roster",
    "change_account",
    "close_account",
    "correct_activity",
    "correct_contact",
    "correct_group",
    "drop_proof",
    "end_contact",
    "end_group",
    "end_member",
    "file_step",
    "hold_activity",
    "note_sending",
    "open_account",
    "receive",
    "remind_of_plans",
    "remind_of_stale_accounts",
    "see_account",
    "set_kind",
    "set_setting",
    "settle_incident",
]
