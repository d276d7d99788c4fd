"""Who may adapt the templates of letters."""

from mingbai.accounts.models import User
from mingbai.lib.verdict import Verdict
from mingbai.organisations.models import Organisation
from mingbai.organisations.policies import may

OFFICE = "foi.office"


def may_adapt(user: User, organisation: Organisation) -> Verdict:
    """Adapt and restore the templates of an organisation, which those below it inherit."""
    return may(user, OFFICE, organisation)
