"""Which channels the catalogue asks for, which were used, and which are missing."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Min, QuerySet

from mingbai.accounts.models import User
from mingbai.catalogue.queries import effective_rows, held
from mingbai.channels.models import Posting
from mingbai.channels.policies import READ
from mingbai.channels.queries.periods import REQUIRED, channels_of
from mingbai.channels.rules.required import Asked, asked_of
from mingbai.channels.states import Channel, PostingState
from mingbai.disclosures.models import Information
from mingbai.disclosures.queries import listed
from mingbai.lib import clock
from mingbai.organisations.queries import scope_of
from mingbai.timelimits import queries as timelimits
from mingbai.timelimits.rules import due

USED = (PostingState.UP, PostingState.ENDED)


@dataclass(frozen=True)
class Proposed:
    """A channel of the record's row: `met` when it went out on one that counts, `planned` when it is to."""

    asked: Asked
    met: bool
    planned: bool


@dataclass(frozen=True)
class Owed:
    """The channels beside the website that the record's row requires, until `due_on`, and the day on which
    the record first went out on each: None while it is missing."""

    information: Information
    asked: tuple[tuple[Asked, date | None], ...]
    due_on: date

    @property
    def names(self) -> str:
        """The channels still missing; "" for none."""
        return "、".join(one.name for one, day in self.asked if day is None)

    @property
    def late_on(self) -> date | None:
        """The day the last channel came, if that was too late; None while one is missing, or in time."""
        last = max((day for _, day in self.asked if day is not None), default=self.due_on)
        return last if last > self.due_on and not self.names else None


def proposed(information: Information) -> list[Proposed]:
    """What the row names, required ones first, with what was done about each."""
    used, coming = _channels_of([information.pk], USED), _channels_of([information.pk], ["planned"])
    asked = sorted(asked_of(channels_of(information)), key=lambda one: not one.required)
    return [
        Proposed(one, one.met_by(used[information.pk]), one.met_by(coming[information.pk])) for one in asked
    ]


def missing_in(user: User, since: date) -> list[Owed]:
    """Records within reach published since a day that lack a required channel, by due date."""
    rows = scope_of(user, READ).filter(listed().filter(published_at__date__gte=since))
    found = [one for one in owed_of(rows) if one.names]
    return sorted(found, key=lambda one: (one.due_on, one.information.pk))


def owed_of(rows: QuerySet[Information]) -> list[Owed]:
    """Those of the public records whose row requires more than the website; a few queries for any number."""
    held_by_row = rows.filter(catalogue_item__isnull=False, published_at__isnull=False)
    records = list(held_by_row.defer("body", "attachments"))
    asked = _asked_by_rows({(one.catalogue_item_id, one.organisation_id) for one in records})
    days, known = _first_days(held_by_row), timelimits.known()
    found = []
    for one in records:
        wanted = asked.get((one.catalogue_item_id, one.organisation_id), ())
        if wanted and one.published_at is not None:
            day = one.published_at.astimezone(clock.CHINA).date()
            until = due(known.limit(REQUIRED, day), day, known.calendar(one.organisation)).due
            came = tuple((want, _came(want, days[one.pk])) for want in wanted)
            found.append(Owed(one, came, until))
    return found


def _came(asked: Asked, days: dict[str, date]) -> date | None:
    return min((day for channel, day in days.items() if channel in asked.one_of), default=None)


def _first_days(records: QuerySet[Information]) -> dict[int, dict[str, date]]:
    """Record → channel → the day on which it first went out there."""
    found: dict[int, dict[str, date]] = defaultdict(dict)
    rows = Posting.objects.filter(state__in=USED, up_at__isnull=False)
    rows = rows.filter(information__in=records.order_by().values("pk"))
    first = rows.order_by().values_list("information", "channel").annotate(first=Min("up_at"))
    for record, channel, moment in first:
        found[record][channel] = moment.astimezone(clock.CHINA).date()
    return found


def _asked_by_rows(pairs: Collection[tuple[int | None, int]]) -> dict[tuple[int | None, int], list[Asked]]:
    """What is required beside the website; only rows on that organisation's list ask for anything."""
    items = {item for item, _ in pairs}
    places = {place for _, place in pairs}
    rows = effective_rows(held().filter(item__in=items, organisation__in=places))
    return {
        (row.item.pk, row.organisation.pk): [
            one for one in asked_of(row.channels) if one.required and Channel.SITE not in one.one_of
        ]
        for row in rows
        if row.applicable and (row.item.pk, row.organisation.pk) in pairs
    }


def _channels_of(records: Collection[int], states: Collection[str]) -> dict[int, set[str]]:
    """The channels each record went out on; whatever is public is on the website."""
    found: dict[int, set[str]] = defaultdict(set)
    if PostingState.UP in states:
        found = defaultdict(lambda: {Channel.SITE.value})
    pairs = Posting.objects.filter(information__in=records, state__in=states)
    for record, channel in pairs.values_list("information", "channel"):
        found[record].add(channel)
    return found
