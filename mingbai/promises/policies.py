"""Who may do what with promises."""

from datetime import datetime

from mingbai.accounts.models import User
from mingbai.lib.verdict import YES, Verdict, no
from mingbai.organisations.policies import may
from mingbai.promises.models import Progress, Promise
from mingbai.promises.states import OPEN

READ, KEEP, SIGN = "register.read", "register.keep", "duty.sign"


def may_keep(user: User, promise: Promise) -> Verdict:
    """Change a promise and enter its progress: its own organisation, and those responsible for it."""
    if promise.cancelled_at is not None:
        return no("这一项已经作废。")
    return may(user, KEEP, promise.organisation)


def may_report(user: User, promise: Promise) -> Verdict:
    """Enter progress: also the organisations responsible for it."""
    allowed = may_keep(user, promise)
    if not allowed and promise.cancelled_at is None:
        allowed = next((YES for one in promise.responsible.all() if may(user, KEEP, one)), allowed)
    if allowed and promise.state not in OPEN:
        return no(f"这一项已经是“{promise.get_state_display()}”，不能再报进展。确有需要的，请先重新办理。")
    return allowed


def may_settle(user: User, promise: Promise) -> Verdict:
    """End it or take it up again: not whoever entered the progress on which that rests."""
    if promise.cancelled_at is not None:
        return no("这一项已经作废。")
    allowed = may(user, KEEP, promise.organisation)
    if not allowed and not may(user, SIGN, promise.organisation):
        return allowed
    last = Progress.objects.filter(promise=promise, cancelled_at=None).order_by("-on", "-pk").first()
    if last is not None and last.entered_by_id == user.pk:
        return no("最后一次进展是您报的，是否完成须由另一位同事认定。")
    return YES


def may_confirm(user: User, promise: Promise) -> Verdict:
    """公开前由另一个人核对：谁录入的，谁不能自己核对。"""
    return _second(user, promise, promise.entered_by_id, promise.confirmed_at)


def may_confirm_progress(user: User, progress: Progress) -> Verdict:
    if progress.cancelled_at is not None:
        return no("这一条进展已经作废。")
    return _second(user, progress.promise, progress.entered_by_id, progress.confirmed_at)


def _second(user: User, promise: Promise, entered_by: int, confirmed_at: datetime | None) -> Verdict:
    if promise.cancelled_at is not None:
        return no("这一项已经作废。")
    if confirmed_at is not None:
        return no("已经核对过了。")
    place = promise.organisation
    allowed = may(user, KEEP, place)
    if not allowed and not may(user, SIGN, place):
        return allowed
    if user.pk == entered_by:
        return no("这是您自己录入的，公开前须由另一位同事核对。")
    return YES
