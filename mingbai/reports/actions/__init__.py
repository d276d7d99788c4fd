"""Everything that changes a report: one function per verb."""

from mingbai.reports.actions.fixing import fix, hand_over, renew
from mingbai.reports.actions.making import begin, regenerate
from mingbai.reports.actions.wording import accept, edit_part, set_head

__all__ = [
    "accept",
    "begin",
    "edit_part",
    "fix",
    "hand_over",
    "regenerate",
    "renew",
    "set_head",
]
