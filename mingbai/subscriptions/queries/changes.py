"""What became public or changed: read from the versions themselves, so that nothing is lost by a restart."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from mingbai.columns.queries.belonging import Numbers, records_of, shown
from mingbai.disclosures.models import Audience, Information, Openness, Version
from mingbai.disclosures.queries import listed
from mingbai.lib.clock import CHINA
from mingbai.search.entries import record_of
from mingbai.search.queries import MOST_HITS, NEWEST, Query, look_up
from mingbai.subscriptions.models import Kind, Often, Subscription
from mingbai.subscriptions.rules import LATE, SETTLED

AT_A_TIME = 2_000
"""Versions looked at in one go; after a large import the next round goes on where this one ended."""

STILL_LATE = timedelta(hours=1)
_NEW = ("first", "republished")
_PUBLIC = {"content__audience": Audience.PUBLIC, "content__openness": Openness.PROACTIVE}


@dataclass(frozen=True)
class Last:
    """The last public change there is: number of the version and when."""

    number: int
    at: datetime | None


def last_change() -> Last:
    row = Version.objects.order_by("-pk").values_list("pk", "at").first()
    return Last(*row) if row else Last(0, None)


def due(last: Last, now: datetime) -> QuerySet[Subscription]:
    """Confirmed subscriptions for which there may be something to tell, those that waited longest first."""
    fresh = Q(kind=Kind.RECORD, information__changed_at__gt=F("looked_at") - SETTLED)
    if last.at is not None:
        fresh |= ~Q(kind=Kind.RECORD) & Q(looked_at__lt=last.at + SETTLED)
        fresh |= ~Q(kind=Kind.RECORD) & Q(cursor__lt=last.number)
    timely = Q(often=Often.AT_ONCE) & fresh | ~Q(often=Often.AT_ONCE) & Q(next_at__lte=now)
    rows = Subscription.objects.filter(timely, subscriber__paused_at=None)
    return rows.exclude(confirmed_at=None).order_by("cursor", "looked_at", "pk")


@dataclass(frozen=True)
class New:
    """One text that became public by version `number` at `at`, with what it is found by."""

    number: int
    at: datetime
    record: int
    path: str
    field: str | None
    themes: tuple[int, ...]
    day: date


class Found:
    """Texts that became public after a version, at most `AT_A_TIME` versions of them, the oldest first.

    All above `cursor` up to `reached` have been looked at; not `complete` when there are more.
    """

    def __init__(self, cursor: int, last: Last, now: datetime) -> None:
        versions = list(_new_versions(cursor, now)[:AT_A_TIME])
        self.complete = len(versions) < AT_A_TIME
        self.reached = max(cursor, last.number if self.complete else versions[-1][0])
        self.late = now - STILL_LATE
        self.new = _with_facts(versions)
        self._by_words: dict[str, set[int]] = {}
        self._by_column: dict[str, set[int]] = {}

    def for_row(self, row: Subscription) -> list[New]:
        """The texts this subscription is about and has not passed, the oldest first."""
        here = [one for one in self.new if self._is_ahead(one, row)]
        return self._matching(here, row) if here else []

    def _is_ahead(self, one: New, row: Subscription) -> bool:
        """Also what was written late, unless the subscription began after it."""
        if one.number > row.cursor:
            return True
        begun = row.confirmed_at
        is_late = one.number > row.cursor - LATE and one.at > self.late
        return is_late and begun is not None and one.at > begun

    def _matching(self, here: list[New], row: Subscription) -> list[New]:
        if row.kind == Kind.ORGANISATION:
            assert row.organisation is not None
            path = row.organisation.path
            return [one for one in here if one.path == path or (row.below and one.path.startswith(path))]
        if row.kind == Kind.FIELD:
            return [one for one in here if one.field == row.key]
        if row.kind == Kind.THEME:
            return [one for one in here if int(row.key) in one.themes]
        wanted = self._in_column(row.key) if row.kind == Kind.COLUMN else self._with_words(row.key)
        return [one for one in here if one.record in wanted]

    @cached_property
    def _numbers(self) -> Numbers:
        return Numbers()

    def _in_column(self, slug: str) -> set[int]:
        if slug not in self._by_column:
            column = shown().filter(slug=slug).first()
            records = records_of(column, self._numbers) if column else listed().none()
            here = records.filter(pk__in=[one.record for one in self.new]).order_by()
            self._by_column[slug] = set(here.values_list("pk", flat=True))
        return self._by_column[slug]

    def _with_words(self, words: str) -> set[int]:
        """Asked once for each wording, of the days on which the texts were first published alone."""
        if words not in self._by_words:
            since = min(one.day for one in self.new)
            self._by_words[words] = set(_found_by(words, since))
        return self._by_words[words]


def _found_by(words: str, since: date) -> Iterable[int]:
    for offset in range(0, AT_A_TIME, MOST_HITS):
        asked = Query(words=words, since=since, order=NEWEST, offset=offset, limit=MOST_HITS)
        keys = look_up(asked)[1].keys
        yield from map(record_of, keys)
        if len(keys) < MOST_HITS:
            return


def _new_versions(cursor: int, now: datetime) -> QuerySet[Version, tuple[int, datetime, int]]:
    """(number, moment, record) of the versions by which a text became public, or public for all, or again."""
    ahead = Q(pk__gt=cursor) | Q(pk__gt=cursor - LATE, at__gt=now - STILL_LATE)
    before = Version.objects.filter(
        information=OuterRef("information"), number__lt=OuterRef("number"), **_PUBLIC
    )
    rows = Version.objects.filter(Q(kind__in=_NEW) | Q(~Exists(before), kind="correction"), ahead, **_PUBLIC)
    return rows.filter(pk__gt=cursor - LATE).order_by("pk").values_list("pk", "at", "information_id")


def _with_facts(versions: list[tuple[int, datetime, int]]) -> list[New]:
    """Those of texts that are public now."""
    names = ("organisation__path", "catalogue_item__field", "theme", "theme__parent", "published_at")
    rows = listed().filter(pk__in={record for _, _, record in versions}).order_by()
    facts = {row[0]: row[1:] for row in rows.values_list("pk", *names)}
    return [_new(number, at, record, *facts[record]) for number, at, record in versions if record in facts]


def _new(
    number: int,
    at: datetime,
    record: int,
    path: str,
    field: str,
    theme: int,
    parent: int,
    published: datetime,
) -> New:
    themes = tuple(one for one in (theme, parent) if one is not None)
    return New(number, at, record, path, field, themes, published.astimezone(CHINA).date())


def records_by_number(numbers: Collection[int]) -> dict[int, Information]:
    """Status and version of the records that are watched."""
    rows = Information.objects.filter(pk__in=numbers).only("status", "public_number", "openness", "audience")
    return {row.pk: row for row in rows}
