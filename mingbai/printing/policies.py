"""Who may draw what goes onto paper: whoever may make a record's renderings, or those of an organisation."""

from mingbai.accounts.models import User
from mingbai.channels.policies import MAKE
from mingbai.lib.verdict import Verdict, no
from mingbai.organisations.models import Organisation
from mingbai.organisations.policies import may
from mingbai.printing.models import PrintJob
from mingbai.printing.states import PrintState

__all__ = ["MAKE", "may_confirm", "may_print"]

NOT_OPENED = "请先把这个村的文件从头到尾看一遍，再确认。"
NOTHING_TO_CONFIRM = "这个村的文件不用再确认。"


def may_print(user: User, organisation: Organisation) -> Verdict:
    """A month's boards of the organisation and of everything below it."""
    return may(user, MAKE, organisation)


def may_confirm(user: User, job: PrintJob) -> Verdict:
    """Whoever may print there and has opened this very file."""
    if job.state != PrintState.DRAWN:
        return no(NOTHING_TO_CONFIRM)
    allowed = may_print(user, job.organisation)
    if allowed and not job.looks.filter(by=user, digest=job.digest).exists():
        return no(NOT_OPENED)
    return allowed
