"""What happens by itself: reminders, and the erasure of what is no longer needed."""

from datetime import timedelta

from django.db import transaction

from mingbai.foi.sealing import reseal
from mingbai.households.actions.recording import locked
from mingbai.households.models import HouseholdList, Objection, Row, Try
from mingbai.households.policies import EDIT
from mingbai.households.queries import RETENTION, all_open
from mingbai.households.states import State
from mingbai.lib import clock
from mingbai.notifications.actions import Draft, notify_many
from mingbai.organisations.queries import nearest_with
from mingbai.organisations.trail import record
from mingbai.timelimits import queries as timelimits
from mingbai.timelimits.rules import due

AT_ONCE = 50
SOON = timedelta(days=1)
OVER = (State.ENDED, State.CORRECTED, State.WITHDRAWN)


def remind() -> str:
    """Remind those who answer objections on the day before the last, and when it is over. A round."""
    today, drafts = clock.today(), []
    for row, last in all_open():
        if last - today > SOON:
            continue
        late = today > last
        words = f"{row.list}的异议{'已经超过期限' if late else '快到期'}，最后一天 {last}，公示还在暂停。"
        key = f"household-objection:{row.pk}:{'late' if late else 'soon'}:{last}"
        people = nearest_with(EDIT, row.organisation)
        drafts += [Draft(one, words, key, row.get_absolute_url(), late) for one in people]
    drafts += _to_correct()
    given = notify_many(drafts)
    return f"到户名单提醒 {given} 条" if given else ""


def _to_correct() -> list[Draft]:
    """Lists that stand still because an objection was right."""
    rows = HouseholdList.objects.filter(state=State.STOPPED).exclude(objections__state="open")
    found = []
    for row in rows.select_related("organisation", "area", "rules__kind"):
        words = f"{row}的异议属实，公示停着，请更正名单后重新公示。"
        key, link = f"household:{row.pk}:correct", row.get_absolute_url()
        found += [Draft(one, words, key, link) for one in nearest_with(EDIT, row.organisation)]
    return found


def erase_due() -> str:
    """Erase lines, codes, and what was said, a year (or as the county set) after the period. A round."""
    Try.objects.filter(at__lt=clock.now() - timedelta(days=1)).delete()
    known, today = timelimits.known(), clock.today()
    rows = HouseholdList.objects.filter(state__in=OVER, erased_at=None, ended_on__isnull=False)
    old = [
        row
        for row in rows.select_related("organisation", "area").order_by("ended_on")[:AT_ONCE]
        if row.ended_on
        and due(known.limit(RETENTION, row.ended_on), row.ended_on, known.calendar(row.area)).due < today
    ]
    return f"清除到户名单明细 {sum(map(_erase, old))} 份" if old else ""


@transaction.atomic
def _erase(row: HouseholdList) -> bool:
    now = locked(row)
    if now.erased_at is not None:
        return False
    count = now.rows.count()
    now.rows.all().delete()
    now.objections.exclude(sealed="").update(sealed="", erased_at=clock.now())
    now.erased_at = clock.now()
    now.save(update_fields=["erased_at"])
    record("household.erase", None, now, now.organisation, "", rows=count)
    return True


def reseal_all() -> int:
    """Of `mingbai reseal`: everything sealed here under the newest key."""
    count = 0
    for model in (Row, Objection):
        rows = model.objects.exclude(sealed="").values_list("pk", "sealed")
        for pk, sealed in rows.iterator():
            model.objects.filter(pk=pk, sealed=sealed).update(sealed=reseal(sealed.encode()).decode())
            count += 1
    return count
