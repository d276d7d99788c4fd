"""Noting in which months something changed, and cutting those that have become long.

None of these writes an event: the event of what was published is in the trail already.
"""

from datetime import date

from django.db import transaction

from mingbai.disclosures.models import Information
from mingbai.lib import clock
from mingbai.lib.clock import CHINA
from mingbai.stored.actions import touch
from mingbai.syndication import rules
from mingbai.syndication.models import Month
from mingbai.syndication.queries.months import published_months
from mingbai.syndication.rules import span_of


def follow(information: Information) -> None:
    """Of `disclosures.followers`: something of that record's month has changed."""
    if information.published_at is None:
        return
    first_day = information.published_at.astimezone(CHINA).date().replace(day=1)
    now = clock.now()
    rows = Month.objects.filter(pk=first_day)
    if not rows.update(stale=True):
        Month.objects.get_or_create(pk=first_day, defaults={"changed_at": now})
    rows.filter(changed_at__lt=now).update(changed_at=now)


def fill_in() -> dict[str, int]:
    """Of `mingbai setup`: months of records that were published before this app was there."""
    known = set(Month.objects.values_list("pk", flat=True))
    new = [
        Month(first_day=day, changed_at=at or clock.now())
        for day, at in published_months()
        if day not in known
    ]
    return {"months": len(Month.objects.bulk_create(new, ignore_conflicts=True))}


def cut_stale() -> str:
    """A round of every minute: begin a new part where the last one has become too long."""
    cut = sum(_cut(day) for day in Month.objects.filter(stale=True).values_list("pk", flat=True))
    return f"机器清单分出 {cut} 个新部分" if cut else ""


@transaction.atomic
def _cut(first_day: date) -> int:
    row = Month.objects.select_for_update().get(pk=first_day)
    start, end = span_of(row.first_day)
    of_month = Information.objects.filter(published_at__gte=start, published_at__lt=end)
    numbers = of_month.order_by("pk").values_list("pk", flat=True)
    starts = list(row.starts)
    while after := list(numbers.filter(pk__gte=starts[-1])[rules.PER_PART : rules.PER_PART + 1]):
        starts += after
    new = len(starts) - len(row.starts)
    Month.objects.filter(pk=row.pk).update(starts=starts, stale=False)
    if new:
        touch(keys=[f"records/month:{row}", "records"])
    return new
