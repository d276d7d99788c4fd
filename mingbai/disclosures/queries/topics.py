"""Topics, and how many texts became public: every number with its list."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from urllib.parse import urlencode

from django.db.models import Count, Q, QuerySet

from mingbai.accounts.models import User
from mingbai.catalogue.models import Field, Genre
from mingbai.disclosures.models import (
    Information,
    Topic,
)
from mingbai.disclosures.queries.records import listed
from mingbai.lib import clock
from mingbai.organisations.models import Organisation
from mingbai.organisations.queries import Scope, scope_of


def topics(user: User) -> QuerySet[Topic]:
    """The county's topics and those of the organisations within reach."""
    own = scope_of(user, "record.read").filter(Topic.objects.all()).values("pk")
    return Topic.objects.filter(Q(organisation=None) | Q(pk__in=own)).select_related("organisation")


def topics_for(information: Information, year: int) -> QuerySet[Topic]:
    """Topics of a year that a text may be given: the county's, and those of its organisation or above."""
    path = information.organisation.path
    above = [path[:end] for end in range(len(path), 0, -Organisation.steplen)]
    rows = Topic.objects.filter(Q(organisation=None) | Q(organisation__path__in=above))
    return rows.filter(Q(from_year__lte=year) & (Q(to_year=None) | Q(to_year__gte=year)))


def topics_of(information: Information) -> QuerySet[Topic]:
    return Topic.objects.filter(tags__information=information, tags__ended_at=None).distinct()


def with_topic(rows: QuerySet[Information], topic: Topic | int) -> QuerySet[Information]:
    tagged = Topic.objects.filter(pk=topic if isinstance(topic, int) else topic.pk, tags__ended_at=None)
    return rows.filter(pk__in=tagged.values("tags__information"))


def published_between(
    scope: Scope | Organisation, start: date | None, end: date | None
) -> QuerySet[Information]:
    """Texts public now that became public from `start` to `end`, both included, in China's days.

    Of the organisations of a scope, or of one organisation with everything below it.
    """
    if isinstance(scope, Organisation):
        rows = listed().filter(organisation__path__startswith=scope.path)
    else:
        rows = scope.filter(listed())
    if start is not None:
        rows = rows.filter(published_at__gte=datetime.combine(start, time(), clock.CHINA))
    if end is not None:
        rows = rows.filter(published_at__lt=datetime.combine(end + timedelta(days=1), time(), clock.CHINA))
    return rows


@dataclass(frozen=True)
class Counted:
    """A number with the list behind it: `rows` is what was counted, `query` the filter of its page."""

    key: str
    label: str
    number: int
    rows: QuerySet[Information]
    query: str


COUNT_BY = {"topic": "主题", "field": "领域", "genre": "体裁"}


def counted(
    scope: Scope | Organisation, start: date | None, end: date | None, *, by: str, key: str
) -> QuerySet[Information]:
    """The texts behind one number: of the topic, field or genre `key`."""
    rows = published_between(scope, start, end)
    if by == "topic":
        return with_topic(rows, int(key))
    return rows.filter(**{{"field": "catalogue_item__field", "genre": "genre"}[by]: key})


def counts(scope: Scope | Organisation, start: date | None, end: date | None, *, by: str) -> list[Counted]:
    """How many texts became public in the time, by topic, field or genre; empty classes too for topics."""
    rows = published_between(scope, start, end).order_by()
    found = []
    for key, label, number in _numbers(rows, by, start, end):
        query = {"by": by, "key": key, "from": start or "", "to": end or ""}
        if isinstance(scope, Organisation):
            query["organisation"] = scope.pk
        behind = counted(scope, start, end, by=by, key=key)
        found.append(Counted(key, label, number, behind, urlencode(query)))
    return found


def counts_by_topic(scope: Scope | Organisation, start: date | None, end: date | None) -> list[Counted]:
    return counts(scope, start, end, by="topic")


def _numbers(
    rows: QuerySet[Information], by: str, start: date | None, end: date | None
) -> list[tuple[str, str, int]]:
    if by == "topic":
        shown = Topic.objects.order_by("pk")
        if end is not None:
            shown = shown.filter(from_year__lte=end.year)
        if start is not None:
            shown = shown.filter(Q(to_year=None) | Q(to_year__gte=start.year))
        return [(str(one.pk), one.name, with_topic(rows, one).count()) for one in shown]
    column = {"field": "catalogue_item__field", "genre": "genre"}[by]
    numbers = dict(rows.exclude(**{column: None}).values_list(column).annotate(number=Count("pk")))
    named: QuerySet = Field.objects.all() if by == "field" else Genre.objects.all()
    return [(str(one.pk), one.name, numbers[one.pk]) for one in named if one.pk in numbers]
