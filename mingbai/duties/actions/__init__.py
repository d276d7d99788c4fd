"""The verbs of the ledger."""

from mingbai.duties.actions.deriving import Derived, derive
from mingbai.duties.actions.linking import end_link, make_link
from mingbai.duties.actions.managing import choose_evidence, load_quotas, set_quota, set_setting
from mingbai.duties.actions.refreshing import Refreshed, refresh, refresh_duties, refresh_for, refresh_places
from mingbai.duties.actions.reminding import remind
from mingbai.duties.actions.settling import (
    ask_exemption,
    decide_exemption,
    declare_nil,
    end_exemption,
    may_be_nil,
    prove,
    take_back,
)

__all__ = [
    "Derived",
    "Refreshed",
    "ask_exemption",
    "choose_evidence",
    "decide_exemption",
    "declare_nil",
    "derive",
    "end_exemption",
    "end_link",
    "load_quotas",
    "make_link",
    "may_be_nil",
    "prove",
    "refresh",
    "refresh_duties",
    "refresh_for",
    "refresh_places",
    "remind",
    "set_quota",
    "set_setting",
    "take_back",
]
