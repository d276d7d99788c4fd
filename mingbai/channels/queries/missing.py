"""Which channels the catalogue asks for, which were used, and which are missing."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

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
class Missing:
    """A record that did not go out on all channels its row requires. `due_on`: the last day to do so."""

    information: Information
    asked: tuple[Asked, ...]
    due_on: date

    @property
    def names(self) -> str:
        return "、".join(one.name for one in self.asked)


def proposed(information: Information) -> list[Proposed]:
    """What the row names, required ones first, with what was done about each."""
    used, coming = _channels_of([information.pk], USED), _channels_of([information.pk], ["planned"])
    asked = sorted(asked_of(channels_of(information)), key=lambda one: not one.required)
    return [
        Proposed(one, one.met_by(used[information.pk]), one.met_by(coming[information.pk])) for one in asked
    ]


def missing(information: Information) -> list[Asked]:
    return [one.asked for one in proposed(information) if one.asked.required and not one.met]


def missing_in(user: User, since: date) -> list[Missing]:
    """Records within reach published since a day that lack a required channel, by due date."""
    rows = scope_of(user, READ).filter(listed().filter(published_at__date__gte=since))
    records = list(rows.filter(catalogue_item__isnull=False).defer("body", "attachments"))
    asked = _asked_by_rows({(one.catalogue_item_id, one.organisation_id) for one in records})
    used, known = _channels_of([one.pk for one in records], USED), timelimits.known()
    found = []
    for one in records:
        left = tuple(
            want
            for want in asked.get((one.catalogue_item_id, one.organisation_id), ())
            if want.required and not want.met_by(used[one.pk])
        )
        if left and one.published_at is not None:
            day = one.published_at.astimezone(clock.CHINA).date()
            until = due(known.limit(REQUIRED, day), day, known.calendar(one.organisation)).due
            found.append(Missing(one, left, until))
    return sorted(found, key=lambda one: (one.due_on, one.information.pk))


def _asked_by_rows(pairs: Collection[tuple[int | None, int]]) -> dict[tuple[int | None, int], list[Asked]]:
    """By row and organisation: only rows on that organisation's list ask for anything."""
    items = {item for item, _ in pairs}
    places = {place for _, place in pairs}
    rows = effective_rows(held().filter(item__in=items, organisation__in=places))
    return {
        (row.item.pk, row.organisation.pk): asked_of(row.channels)
        for row in rows
        if (row.item.pk, row.organisation.pk) in pairs
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
