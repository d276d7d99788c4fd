"""When a digest is due, and how what changed is put into words. Pure."""

from datetime import datetime, time, timedelta

from mingbai.disclosures.states import Status
from mingbai.lib.clock import CHINA
from mingbai.subscriptions.models import Often

MONDAY = 0
MOST_NAMED = 30
"""New texts named for one subscription in one message; of the others only the number is told."""

LATE = 100
"""Numbers below the cursor that are looked at again: transactions end in another order than they begin."""

SETTLED = timedelta(minutes=2)
"""A public change begun so long ago has ended, and is seen by everybody."""

_CHANGES = {
    "correction": "内容已更正",
    "republished": "重新公开",
    "in_force": "标注为有效",
    "amended": "标注为已修改",
    "expired": "标注为失效",
    "repealed": "标注为废止",
}
_ENDED = {
    Status.WITHDRAWN: "已经撤回",
    Status.REMOVED: "已经撤下",
    Status.MERGED: "已经并入另一条信息",
}


def next_slot(often: str, now: datetime, hour: int) -> datetime | None:
    """When the next digest is due after `now`: at `hour` o'clock in China; None for at once."""
    if often == Often.AT_ONCE:
        return None
    here = now.astimezone(CHINA)
    slot = datetime.combine(here.date(), time(hour), CHINA)
    while slot <= here or (often == Often.WEEKLY and slot.weekday() != MONDAY):
        slot += timedelta(days=1)
    return slot


def state_of(status: str, public_number: int) -> str:
    """In which state the public sees a record: another one is worth telling."""
    return f"{status}:{public_number}"


def is_over(status: str) -> bool:
    """Whether the record is shown no more, so that a message may not name it."""
    return status != Status.PUBLISHED


def words_for(status: str, kind: str) -> str:
    """What happened to a record, from its status and the kind of its last version."""
    if status == Status.PUBLISHED:
        return _CHANGES.get(kind, "有变化")
    return _ENDED.get(Status(status), "不再公开")
