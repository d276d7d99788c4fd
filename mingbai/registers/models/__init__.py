"""The registers: what took place, who answers, which accounts there are, who was on duty."""

from mingbai.registers.models.accounts import AccountStep, MediaAccount
from mingbai.registers.models.activities import Activity, ActivityKind
from mingbai.registers.models.common import Proof, RegisterSetting, Revision
from mingbai.registers.models.people import Contact, GroupMember, LeadingGroup
from mingbai.registers.models.roster import Incident, RosterEntry

__all__ = [
    "AccountStep",
    "Activity",
    "ActivityKind",
    "Contact",
    "GroupMember",
    "Incident",
    "LeadingGroup",
    "MediaAccount",
    "Proof",
    "RegisterSetting",
    "Revision",
    "RosterEntry",
]
