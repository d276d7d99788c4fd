"""Reminders before a duty is due: to whoever answers for it, and to the leader who signs there."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

from django.urls import reverse

from mingbai.accounts.models import User
from mingbai.duties.models import Instance
from mingbai.duties.queries.ledger import shown
from mingbai.duties.queries.settings import setting
from mingbai.duties.rules import reminder_days
from mingbai.duties.states import State
from mingbai.lib import clock
from mingbai.notifications.actions import Draft, notify_many
from mingbai.organisations.models import Organisation, Role
from mingbai.organisations.queries import nearest_holders
from mingbai.registers.queries import responsible_for_many
from mingbai.timelimits.queries import calendar
from mingbai.timelimits.rules import is_working_day, working_days_between

Group = tuple[int, date, int]
"""Organisation, due date, and how many working days are left by the reminder's count."""


def remind() -> int:
    """Give today's reminders, each person one per organisation and due date; the number that are new.

    Nothing on rest days. Late runs lose nothing: a reminder missed is given with the next round.
    """
    today, days = clock.today(), calendar()
    if not is_working_day(today, days):
        return 0
    ahead = sorted(setting().remind_days)
    last = today + timedelta(days=3 * max(ahead, default=0) + 14)
    rows = shown(Instance.objects.filter(state=State.OPEN, due_on__range=(today, last)))
    groups: dict[Group, list[Instance]] = defaultdict(list)
    for row in rows.order_by("due_on", "organisation"):
        assert row.due_on is not None
        left = working_days_between(today, row.due_on, days)
        which = reminder_days(row.due_on, today, left, ahead)
        if which is not None:
            groups[row.organisation_id, row.due_on, which].append(row)
    return notify_many(list(_drafts(groups)))


def _drafts(groups: dict[Group, list[Instance]]) -> Iterable[Draft]:
    places = {rows[0].organisation_id: rows[0].organisation for rows in groups.values()}
    contacts = responsible_for_many(places.values(), reachable=True)
    leaders = {
        pk: [held.user for held in nearest_holders(place, Role.APPROVER)] for pk, place in places.items()
    }
    for (place, due, which), rows in groups.items():
        contact = contacts.get(place)
        people = _owners(rows, contact.user if contact else None) | {one.pk: one for one in leaders[place]}
        for person in people.values():
            key = f"due:{place}:{due.isoformat()}:{which}"
            yield Draft(person, _words(places[place], due, which, rows), key, _link(place), urgent=which == 0)


def _owners(rows: list[Instance], contact: User | None) -> dict[int, User]:
    """Whoever answers by name; the unit's contact for what nobody answers for."""
    named = {row.duty.owner_id: row.duty.owner for row in rows if row.duty.owner is not None}
    unnamed = any(row.duty.owner is None for row in rows)
    if unnamed and contact is not None:
        named[contact.pk] = contact
    return {pk: user for pk, user in named.items() if pk is not None and user is not None}


def _words(place: Organisation, due: date, which: int, rows: list[Instance]) -> str:
    when = "今天到期" if which == 0 else f"还有{which}个工作日到期（{due.month}月{due.day}日）"
    first = rows[0].duty.title[:40]
    more = f"等{len(rows)}项" if len(rows) > 1 else ""
    return f"{place.name}：“{first}”{more}公开任务{when}，请及时办理；确实没有发生的，请写零报告。"


def _link(place: int) -> str:
    return f"{reverse('duties:owed')}?organisation={place}"
