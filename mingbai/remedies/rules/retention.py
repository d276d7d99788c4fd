"""When what tells who asked is deleted: after its time, and never while somebody may still need it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from mingbai.timelimits.rules import Calendar, LimitValue, due

IDENTITY, CONTACT = "foi.identity_retention", "foi.contact_retention"


@dataclass(frozen=True)
class Contest:
    """A review or court case as far as it holds deletion up: what was served on the parties, and when."""

    is_review: bool
    is_running: bool
    ended_on: date | None
    renewed_on: date | None = None
    owes_renewal: bool = False


def contest_ends(
    answered_on: date | None,
    contests: Iterable[Contest],
    calendar: Calendar,
    limits: Mapping[str, LimitValue],
) -> date | None:
    """The last day on which somebody may still go to review or court; None while a case is running.

    `date.min` when there was nothing that could be contested. 行政复议法第二十条（60日）、行政诉讼法
    第四十六条（6个月）从答复起算；第四十五条（15日）从复议决定起算；一审裁判可上诉15日（第八十五条）。
    A new answer can be contested anew.
    """
    days = [date.min]
    for served in filter(None, (answered_on, *(one.renewed_on for one in contests))):
        days += [
            _last("review.apply", served, calendar, limits),
            _last("lawsuit.direct", served, calendar, limits),
        ]
    for one in contests:
        if one.is_running or one.owes_renewal:
            return None
        if one.ended_on is not None:
            key = "lawsuit.after_review" if one.is_review else "lawsuit.appeal"
            days.append(_last(key, one.ended_on, calendar, limits))
    return max(days)


def deletion_day(
    key: str,
    closed_on: date | None,
    contest_until: date | None,
    calendar: Calendar,
    limits: Mapping[str, LimitValue],
) -> date | None:
    """The first day on which it may be deleted; None while the request or a case about it is open."""
    if closed_on is None or contest_until is None:
        return None
    last = max(_last(key, closed_on, calendar, limits), contest_until)
    return date.fromordinal(last.toordinal() + 1)


def _last(key: str, start: date, calendar: Calendar, limits: Mapping[str, LimitValue]) -> date:
    return due(limits[key], start, calendar).due
