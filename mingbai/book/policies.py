"""Who may read the register and seal a month of it."""

from mingbai.accounts.models import User
from mingbai.lib.verdict import Verdict, no
from mingbai.organisations.models import Organisation
from mingbai.organisations.policies import may
from mingbai.timelimits.periods import Period

READ, SEAL = "posting.read", "book.seal"
NOT_OVER = "这个月还没有过完，过完以后才能封存。"
DONE = "这个月的登记簿已经封存，封存以后不再改动。以后的变化记在发生的那个月。"


def may_read(user: User, organisation: Organisation) -> Verdict:
    return may(user, READ, organisation)


def may_seal(
    user: User, organisation: Organisation, month: Period, *, is_sealed: bool, is_over: bool
) -> Verdict:
    allowed = may(user, SEAL, organisation)
    if not allowed:
        return allowed
    if is_sealed:
        return no(DONE)
    return allowed if is_over else no(NOT_OVER)
