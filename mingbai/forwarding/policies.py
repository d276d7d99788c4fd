"""Who enters sources, checks them and decides about differences."""

from mingbai.accounts.models import User
from mingbai.disclosures.models import Information
from mingbai.lib.verdict import Verdict
from mingbai.organisations.policies import may

CHECK = "forwarding.check"


def may_check(user: User, information: Information) -> Verdict:
    return may(user, CHECK, information.organisation)
