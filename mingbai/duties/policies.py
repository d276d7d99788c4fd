"""Who may see, report, excuse and manage what is owed."""

from mingbai.accounts.models import User
from mingbai.duties.models import Duty, Exemption
from mingbai.lib.verdict import YES, Verdict, no
from mingbai.organisations.authorisation import scope_for
from mingbai.organisations.models import Organisation
from mingbai.organisations.policies import may
from mingbai.organisations.queries import memberships_of


def may_report(user: User, duty: Duty) -> Verdict:
    """Prove it, declare that there was nothing, ask to be excused: the organisation's own people."""
    return may(user, "duty.report", duty.organisation)


def may_declare_nil(user: User, organisation: Organisation) -> Verdict:
    """Whoever may report and draft there: a nil report is a record of its own."""
    return may(user, "duty.report", organisation) and may(user, "record.create", organisation)


def may_decide(user: User, exemption: Exemption) -> Verdict:
    """One level up, and never whoever asked: a unit does not excuse itself."""
    place = exemption.duty.organisation
    verdict = may(user, "duty.excuse", place)
    if not verdict:
        return verdict
    if exemption.asked_by_id == user.pk:
        return no("这是您自己提出的申请，请由上级单位的另一人审定。")
    if not any(_above(held.organisation, place, held.role) for held in memberships_of(user)):
        return no("不适用要由上一级单位审定，本单位的人不能审定。")
    return YES


def _above(holder: Organisation, place: Organisation, role: str) -> bool:
    """Whether that role there reaches `place` from a body strictly above it, or from the whole county's."""
    scope = scope_for(role, "duty.excuse")
    if scope == "all":
        return True
    return scope == "own_and_below" and holder.pk != place.pk and place.path.startswith(holder.path)
