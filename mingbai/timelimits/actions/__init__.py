"""Everything that changes the calendar or the limits. `by` is the person, or None for the system itself.

Each change renews the stamp, so that every process reads anew, and brings the due dates that follow the
calendar up to date in the same transaction.
"""

from mingbai.timelimits.actions.holidays import (
    Entered,
    Reading,
    add_local_holiday,
    cancel_local_holiday,
    enter_notice,
    read_days,
    read_text,
)
from mingbai.timelimits.actions.limits import change_limit, load_limits

__all__ = [
    "Entered",
    "Reading",
    "add_local_holiday",
    "cancel_local_holiday",
    "change_limit",
    "enter_notice",
    "load_limits",
    "read_days",
    "read_text",
]
