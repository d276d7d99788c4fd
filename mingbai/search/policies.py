"""Who looks after the search: the county office."""

from mingbai.accounts.models import User
from mingbai.lib.verdict import Verdict
from mingbai.organisations.policies import may

MANAGE = "search.manage"


def may_manage(user: User) -> Verdict:
    """May this person change the synonyms and read which words found nothing?"""
    return may(user, MANAGE, None)
