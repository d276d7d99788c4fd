"""Who keeps the list of witnesses; a thin cover over the authorisation table."""

from mingbai.accounts.models import User
from mingbai.lib.verdict import Verdict
from mingbai.organisations.policies import may

MANAGE = "log.manage"


def may_manage(user: User) -> Verdict:
    return may(user, MANAGE, None)
