"""Who may draw what goes onto paper: whoever may make a record's renderings, or those of an organisation."""

from mingbai.accounts.models import User
from mingbai.channels.policies import MAKE
from mingbai.lib.verdict import Verdict
from mingbai.organisations.models import Organisation
from mingbai.organisations.policies import may

__all__ = ["MAKE", "may_print"]


def may_print(user: User, organisation: Organisation) -> Verdict:
    """A month's boards of the organisation and of everything below it."""
    return may(user, MAKE, organisation)
