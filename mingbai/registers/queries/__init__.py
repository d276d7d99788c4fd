"""Reading the registers."""

from mingbai.registers.queries.accounts import Watched, readable_accounts, watched
from mingbai.registers.queries.activities import (
    activities,
    counted,
    overdue_plans,
    readable_activities,
    same_as,
)
from mingbai.registers.queries.history import history_of
from mingbai.registers.queries.kinds import (
    kind_of,
    kinds,
    packaged_kinds,
    packaged_settings,
    setting,
    settings_history,
)
from mingbai.registers.queries.people import (
    Gap,
    gaps,
    holding,
    readable_contacts,
    readable_groups,
    responsible_for,
    responsible_for_many,
)

__all__ = [
    "Gap",
    "Watched",
    "activities",
    "counted",
    "gaps",
    "history_of",
    "holding",
    "kind_of",
    "kinds",
    "overdue_plans",
    "packaged_kinds",
    "packaged_settings",
    "readable_accounts",
    "readable_activities",
    "readable_contacts",
    "readable_groups",
    "responsible_for",
    "responsible_for_many",
    "same_as",
    "setting",
    "settings_history",
    "watched",
]
