"""Who may make, hand over and destroy packages."""

from mingbai.accounts.models import User
from mingbai.archive.models import Destruction, Package
from mingbai.archive.states import DestructionState, PackageState
from mingbai.lib import clock
from mingbai.lib.verdict import YES, Verdict, no
from mingbai.organisations.models import Organisation
from mingbai.organisations.policies import may

READ, MAKE, DESTROY = "archive.read", "archive.make", "archive.destroy"


def may_make(user: User, organisation: Organisation) -> Verdict:
    return may(user, MAKE, organisation)


def may_transfer(user: User, package: Package) -> Verdict:
    allowed = may(user, MAKE, package.organisation)
    if allowed and package.state != PackageState.MADE:
        return no(f"这个档案包现在是“{package.get_state_display()}”，不能移交。")
    return allowed


def is_past(package: Package) -> Verdict:
    """Whether its time is over: the longest of all its records."""
    if package.state != PackageState.MADE:
        return no(f"这个档案包现在是“{package.get_state_display()}”，没有可以销毁的文件。")
    if package.keep_until is None:
        return no("包里有永久保管的信息，不能销毁。")
    if clock.today() <= package.keep_until:
        return no(f"还没有到期：要保管到 {package.keep_until}，那天以后才能提出销毁。")
    return YES


def may_propose(user: User, package: Package) -> Verdict:
    allowed = may(user, MAKE, package.organisation)
    return allowed and is_past(package) if allowed else allowed


def may_decide(user: User, destruction: Destruction) -> Verdict:
    allowed = may(user, DESTROY, destruction.package.organisation)
    if not allowed:
        return allowed
    if destruction.state != DestructionState.PROPOSED:
        return no(f"这件销毁现在是“{destruction.get_state_display()}”，不用再决定。")
    if destruction.proposed_by_id == user.pk:
        return no("这件销毁是您自己提出的，须由另一个人批准。")
    return is_past(destruction.package)
