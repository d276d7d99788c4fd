"""Requests as numbers, for reports: what counts, and when."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Min, Q, QuerySet

from mingbai.foi.models import FoiRequest
from mingbai.foi.states import COUNTED, Kind
from mingbai.letters.rules.outcomes import outcome
from mingbai.organisations.models import Organisation


def counted(organisations: Iterable[Organisation]) -> QuerySet[FoiRequest]:
    """Requests for information that were received; not corrections, merged or void ones."""
    return _all().filter(organisation__in=list(organisations))


def _all() -> QuerySet[FoiRequest]:
    return FoiRequest.objects.filter(kind=Kind.INFORMATION, state__in=COUNTED, received_on__isnull=False)


def received(first: date, last: date) -> Q:
    """一、本年新收：收到日在这一段时间里。"""
    return Q(received_on__range=(first, last))


def carried(first: date) -> Q:
    """二、上年结转：这一天以前收到，到这一天还没有答复。"""
    return Q(received_on__lt=first) & _open_on(Q(answered_on__gte=first))


def closed(first: date, last: date) -> Q:
    """三、本年度办理结果：答复日在这一段时间里；每件都有 `leaf`。"""
    return Q(answered_on__range=(first, last), received_on__lte=last)


def left(last: date) -> Q:
    """四、结转下年度继续办理：到这一天为止收到，到这一天还没有答复。"""
    return Q(received_on__lte=last) & _open_on(Q(answered_on__gt=last))


@dataclass(frozen=True)
class Year:
    """The requests of all organisations in one year, as numbers that anybody may know.

    `groups` are the answered ones by kind of outcome (予以公开, 部分公开 …); kinds without any are left out.
    """

    year: int
    received: int
    answered: int
    left: int
    groups: dict[str, int]


GROUPS = {
    "granted": "予以公开",
    "partly_granted": "部分公开",
    "refused": "不予公开",
    "not_held": "无法提供",
    "not_processed": "不予处理",
    "other": "其他处理",
}


def by_year(today: date, most: int = 5) -> list[Year]:
    """The newest years in which requests were received, this one as far as it has gone. Three queries."""
    first = _all().aggregate(first=Min("received_on"))["first"]
    if first is None:
        return []
    numbers = range(today.year, max(first.year, today.year - most + 1) - 1, -1)
    ends = {year: min(today, date(year, 12, 31)) for year in numbers}
    counts: dict[str, Count] = {}
    for year, last in ends.items():
        span = (date(year, 1, 1), last)
        counts |= {
            f"received_{year}": Count("pk", filter=received(*span)),
            f"answered_{year}": Count("pk", filter=closed(*span)),
            f"left_{year}": Count("pk", filter=left(last)),
        }
    found, groups = _all().aggregate(**counts), _groups(min(numbers))
    return [
        Year(year, found[f"received_{year}"], found[f"answered_{year}"], found[f"left_{year}"], groups[year])
        for year in numbers
    ]


def _groups(since: int) -> dict[int, dict[str, int]]:
    rows = _all().filter(answered_on__gte=date(since, 1, 1)).order_by()
    counted = rows.values_list("answered_on__year", "leaf").annotate(number=Count("pk"))
    found: dict[int, dict[str, int]] = defaultdict(dict)
    for year, leaf, number in counted:
        label = GROUPS[outcome(leaf).group]
        found[year][label] = found[year].get(label, 0) + number
    return found


def _open_on(answered_later: Q) -> Q:
    return Q(answered_on=None) | answered_later
