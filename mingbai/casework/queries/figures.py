"""Numbers by organisation, without applicants; what the rows behind a number show depends on who asks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import F, Q, QuerySet

from mingbai.accounts.models import User
from mingbai.foi.models import FoiRequest
from mingbai.foi.policies import FIGURES
from mingbai.foi.queries import readable
from mingbai.foi.states import COUNTED, OPEN
from mingbai.lib import clock
from mingbai.organisations.models import Organisation
from mingbai.organisations.queries import scope_of
from mingbai.timelimits import queries as timelimits
from mingbai.timelimits.rules.days import Calendar, is_working_day

RECEIVED, IN_HAND, OVERDUE, ANSWERED, IN_TIME = "received", "in_hand", "overdue", "answered", "in_time"
WHAT = {
    RECEIVED: "收到",
    IN_HAND: "现在在办",
    OVERDUE: "现在超期",
    ANSWERED: "答复",
    IN_TIME: "按期答复",
}


@dataclass(frozen=True)
class Line:
    """The numbers of one organisation in one year; `average` working days from receipt to answer, or None."""

    organisation: Organisation
    numbers: dict[str, int]
    average: float | None

    @property
    def cells(self) -> list[tuple[str, str, int]]:
        """Key, name and number, in the order of the columns."""
        return [(what, label, self.numbers[what]) for what, label in WHAT.items()]


def places(user: User) -> QuerySet[Organisation]:
    """The organisations of which this person may see numbers, those that were ever asked."""
    asked = Organisation.objects.filter(foi_requests__isnull=False).distinct()
    return scope_of(user, FIGURES).filter(asked, field="").order_by("path")


def rows_of(organisations: Iterable[Organisation], what: str, year: int) -> QuerySet[FoiRequest]:
    """The requests behind a number; KeyError for a number that there is not."""
    rows = FoiRequest.objects.filter(organisation__in=list(organisations), state__in=COUNTED)
    in_time = Q(due_on=None) | Q(answered_on__lte=F("due_on"))
    conditions = {
        RECEIVED: Q(received_on__year=year),
        IN_HAND: Q(state__in=OPEN, received_on__isnull=False),
        OVERDUE: Q(state__in=OPEN, due_on__lt=clock.today()),
        ANSWERED: Q(answered_on__year=year),
        IN_TIME: Q(answered_on__year=year) & in_time,
    }
    return (
        rows.filter(conditions[what]).defer("code_digest", "submission_key").order_by("-received_on", "-pk")
    )


def lines(organisations: Iterable[Organisation], year: int) -> list[Line]:
    places = list(organisations)
    values: dict[int, dict[str, int]] = {place.pk: dict.fromkeys(WHAT, 0) for place in places}
    for what in WHAT:
        for pk in rows_of(places, what, year).order_by().values_list("organisation", flat=True):
            values[pk][what] += 1
    averages = _averages(places, year)
    return [Line(place, values[place.pk], averages.get(place.pk)) for place in places]


def _averages(places: list[Organisation], year: int) -> dict[int, float]:
    """Working days after the day of receipt up to that of the answer, by organisation."""
    known, found = timelimits.known(), dict[int, list[int]]()
    answered = rows_of(places, ANSWERED, year).filter(received_on__isnull=False).order_by()
    pairs = list(answered.values_list("organisation", "received_on", "answered_on"))
    by_pk = {place.pk: place for place in places}
    for pk in {pair[0] for pair in pairs}:
        spans = [(first, last) for one, first, last in pairs if one == pk and first and last]
        found[pk] = _working_days(known.calendar(by_pk[pk]), spans)
    return {pk: round(sum(days) / len(days), 1) for pk, days in found.items()}


def _working_days(calendar: Calendar, spans: list[tuple[date, date]]) -> list[int]:
    """The working days of each span, its first day not counted; the calendar is walked once."""
    day, last, total = min(first for first, _ in spans), max(end for _, end in spans), 0
    up_to = {}
    while day <= last:
        total += is_working_day(day, calendar)
        up_to[day] = total
        day += timedelta(days=1)
    return [up_to[end] - up_to[first] for first, end in spans]


def may_see_topics(user: User, rows: QuerySet[FoiRequest]) -> set[int]:
    """Those of `rows` whose file this person may open: only of these is the topic shown."""
    return set(readable(user).filter(pk__in=rows.values("pk")).values_list("pk", flat=True))
