"""Taking a source, holding it against what it says now, and deciding about a difference."""

from mingbai.forwarding.actions.checking import check_due, check_pasted, check_source
from mingbai.forwarding.actions.deciding import decide
from mingbai.forwarding.actions.taking import take

__all__ = ["check_due", "check_pasted", "check_source", "decide", "take"]
