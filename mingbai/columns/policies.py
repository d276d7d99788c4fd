"""Who may say what the columns of the public site are."""

from mingbai.accounts.models import User
from mingbai.lib.verdict import Verdict
from mingbai.organisations.policies import may

MANAGE = "columns.manage"


def may_manage(user: User) -> Verdict:
    return may(user, MANAGE, None)
