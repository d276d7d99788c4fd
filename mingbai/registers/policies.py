"""Who may read and keep the registers; a thin cover over the authorisation table."""

from typing import Any

from mingbai.accounts.models import User
from mingbai.lib.verdict import Verdict
from mingbai.organisations.models import Organisation
from mingbai.organisations.policies import may

READ, KEEP = "register.read", "register.keep"


def may_read(user: User, organisation: Organisation) -> Verdict:
    return may(user, READ, organisation)


def may_keep(user: User, organisation: Organisation) -> Verdict:
    return may(user, KEEP, organisation)


def may_receive(user: User) -> Verdict:
    """Taking note of what was reported, kinds and settings: whoever keeps the whole county's registers."""
    return may(user, KEEP, None)


def keeps(user: User, row: Any) -> bool:
    """Whether to offer the buttons on a row that has an organisation."""
    return bool(may_keep(user, row.organisation))
