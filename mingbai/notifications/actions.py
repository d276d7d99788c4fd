"""Giving notices, reading them, and sending their copies out.

Giving a notice writes no event: the event of what it is about is in the trail already.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import F, Q

from mingbai.accounts.models import User
from mingbai.ledger.actions import append
from mingbai.lib import clock
from mingbai.lib.text import one_line, storable
from mingbai.notifications import rules
from mingbai.notifications.adapters import NoAddress, adapters
from mingbai.notifications.models import Channel, Delivery, DeliveryState, Notice, Preference
from mingbai.notifications.queries import unread

INTERRUPTED = "发送时中断，不清楚对方有没有收到，不再重发。站内提醒还在。"
BATCH = 500


@dataclass(frozen=True)
class Draft:
    """A notice to be given: see `models.Notice`."""

    user: User
    text: str
    key: str
    link: str = ""
    urgent: bool = False


def notify(
    *,
    user: User,
    text: str,
    key: str,
    link: str = "",
    urgent: bool = False,
    channels: Collection[str] | None = None,
) -> bool:
    """Put a notice into the person's inbox, in the caller's transaction; False when it is there already.

    `key` names what it is about, such as "duty:812:5"; `link` is a path. `channels` are further ways out
    (`Channel` values); None means those the person chose. ValueError for a link that leads away.
    """
    return notify_many([Draft(user, text, key, link, urgent)], channels=channels) == 1


@transaction.atomic
def notify_many(drafts: Iterable[Draft], *, channels: Collection[str] | None = None) -> int:
    """Give many notices in a few queries; returns how many are new. Inactive people get none."""
    wanted = {(one.user.pk, one.key[:160]): one for one in drafts if one.user.is_active}
    known = _known(wanted)
    new = {pair: one for pair, one in wanted.items() if pair not in known}
    Notice.objects.bulk_create(
        (_notice(pair, one) for pair, one in new.items()), batch_size=BATCH, ignore_conflicts=True
    )
    if new and adapters():
        _queue([row for row in _rows(new)], channels)
    return len(new)


def _notice(pair: tuple[int, str], one: Draft) -> Notice:
    if not rules.is_path(one.link):
        raise ValueError("A notice leads to a path of this site.")
    text = rules.without_numbers(storable(one.text).strip())[:500]
    return Notice(
        user_id=pair[0], key=pair[1], text=text, link=one.link, urgent=one.urgent, created_at=clock.now()
    )


def _rows(pairs: Collection[tuple[int, str]]) -> list[Notice]:
    """The stored notices of these (person, key) pairs."""
    people, keys = {pk for pk, _ in pairs}, sorted({key for _, key in pairs})
    found: list[Notice] = []
    for start in range(0, len(keys), BATCH):
        rows = Notice.objects.filter(user__in=people, key__in=keys[start : start + BATCH])
        found += [row for row in rows if (row.user_id, row.key) in pairs]
    return found


def _known(pairs: Collection[tuple[int, str]]) -> set[tuple[int, str]]:
    return {(row.user_id, row.key) for row in _rows(pairs)} if pairs else set()


def _queue(notices: list[Notice], channels: Collection[str] | None) -> None:
    """Copies on the asked ways, or on those each person chose; a notice has one copy on each at most."""
    chosen = {
        one.user_id: one for one in Preference.objects.filter(user__in={row.user_id for row in notices})
    }
    rows = [
        Delivery(notice=row, channel=channel, next_at=clock.now())
        for row in notices
        for channel in _ways(row, chosen.get(row.user_id), channels)
    ]
    Delivery.objects.bulk_create(rows, batch_size=BATCH, ignore_conflicts=True)


def _ways(notice: Notice, chosen: Preference | None, asked: Collection[str] | None) -> list[str]:
    if asked is not None:
        wanted = list(asked)
    elif chosen is None or (chosen.urgent_only and not notice.urgent):
        wanted = []
    else:
        wanted = chosen.channels
    return [one for one in Channel.values if one in wanted and one in adapters()]


# -- one's own notices ----------------------------------------------------------


def settle(*, key: str) -> int:
    """What it was about is done: unread notices whose key begins with `key` count as read; how many."""
    return Notice.objects.filter(key__startswith=key, read_at=None).update(read_at=clock.now())


def read(*, notice: Notice, by: User) -> None:
    """Mark one's own notice as read. Only the person themself can; others' are not found by the views."""
    unread(by).filter(pk=notice.pk).update(read_at=clock.now())


def read_all(*, by: User, until: datetime) -> int:
    """Mark as read what had come by the moment the list was shown; returns how many."""
    return unread(by).filter(created_at__lte=until).update(read_at=clock.now())


@transaction.atomic
def prefer(
    *, by: User, channels: Collection[str], address: str = "", urgent_only: bool = False
) -> Preference:
    """Choose by which further ways one's reminders come. ValidationError for what is not set up."""
    offered = adapters()
    if any(one not in offered for one in channels):
        raise ValidationError({"channels": "有的发送方式本平台还没有开通，请只选列出的。"})
    address = one_line(address)
    if address:
        validate_email(address)
    if Channel.EMAIL in channels and not (address or by.email):
        raise ValidationError({"address": "要用电子邮件接收提醒，请填写邮箱。"})
    row, _ = Preference.objects.update_or_create(
        user=by, defaults={"channels": sorted(channels), "address": address, "urgent_only": urgent_only}
    )
    append(verb="notice.prefer", by=by, subject="notice", detail={"channels": sorted(channels)})
    return row


# -- sending ----------------------------------------------------------------------


def deliver() -> str:
    """Send what is due now; the round of each minute. Says what it did, or "".

    A copy is taken by one guarded write before it is sent, so two rounds never send it twice. One that
    was interrupted in between is given up: a second message would be worse than none beside the inbox.
    """
    _give_up_interrupted()
    done = {state: 0 for state in DeliveryState}
    due = Delivery.objects.filter(state=DeliveryState.QUEUED, next_at__lte=clock.now()).order_by("next_at")
    for pk in list(due.values_list("pk", flat=True)[:BATCH]):
        if state := send(pk):
            done[state] += 1
    words = [
        f"{label} {number} 条"
        for state, label in (
            (DeliveryState.SENT, "发出提醒"),
            (DeliveryState.RECORDED, "记录提醒"),
            (DeliveryState.FAILED, "没有发出"),
            (DeliveryState.QUEUED, "稍后再发"),
        )
        if (number := done[state])
    ]
    return "，".join(words)


def send(pk: int) -> DeliveryState | None:
    """Send one copy; its new state, or None when another round has taken it."""
    taken = Delivery.objects.filter(pk=pk, state=DeliveryState.QUEUED, next_at__lte=clock.now()).update(
        state=DeliveryState.SENDING, taken_at=clock.now(), tries=F("tries") + 1
    )
    if not taken:
        return None
    row = Delivery.objects.select_related("notice__user__notice_preference").get(pk=pk)
    adapter = adapters().get(row.channel)
    if adapter is None or not row.notice.user.is_active:
        return _ended(row, DeliveryState.FAILED, "这种发送方式已停用，或者账号已停用。")
    try:
        return _ended(row, adapter(row))
    except NoAddress as problem:
        return _ended(row, DeliveryState.FAILED, str(problem))
    except Exception as problem:  # noqa: BLE001 - whatever a gateway raises, the others are still sent
        return _failed(row, type(problem).__name__)


def _failed(row: Delivery, problem: str) -> DeliveryState:
    """Wait and try again, or give up. The gateway's own words may hold addresses and are not kept."""
    again = rules.next_try(row.tries, clock.now())
    if again is None:
        return _ended(row, DeliveryState.FAILED, f"试了 {row.tries} 次都没有发出（{problem}）。")
    row.next_at = again
    return _ended(row, DeliveryState.QUEUED, f"没有发出，稍后再试（{problem}）。")


def _ended(row: Delivery, state: DeliveryState, problem: str = "") -> DeliveryState:
    went = state in (DeliveryState.SENT, DeliveryState.RECORDED)
    Delivery.objects.filter(pk=row.pk, state=DeliveryState.SENDING).update(
        state=state,
        last_error=problem[:300],
        next_at=row.next_at,
        sent_at=clock.now() if went else None,
    )
    return state


def _give_up_interrupted() -> None:
    stuck = Q(state=DeliveryState.SENDING, taken_at__lt=clock.now() - rules.UNSURE_AFTER)
    Delivery.objects.filter(stuck).update(state=DeliveryState.FAILED, last_error=INTERRUPTED)
