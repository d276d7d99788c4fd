"""The two-way check for some organisations, with the objects behind the numbers."""

from dataclasses import dataclass

from django.db.models import QuerySet

from mingbai.catalogue import published
from mingbai.catalogue.models import CatalogueItem, ListEntry, ListKind, Mode
from mingbai.catalogue.queries.effective import effective_rows, held
from mingbai.catalogue.queries.rows import in_force
from mingbai.catalogue.rules.orphans import Entry, Pair, expected_list, orphans
from mingbai.lib import clock
from mingbai.organisations.models import Organisation


@dataclass(frozen=True)
class Missing:
    """A row of an organisation that lacks something; `note` says what."""

    item: CatalogueItem
    organisation: Organisation
    note: str


@dataclass(frozen=True)
class Found:
    entries: list[ListEntry]
    unlisted: list[Missing]
    unpublished: list[Missing]
    not_held: list[Missing]


def check(places: QuerySet[Organisation]) -> Found:
    """Compare lists, catalogue and published records of these organisations today."""
    day = clock.today()
    known = {place.pk: place for place in places}
    entries = {
        one.pk: one
        for one in ListEntry.objects.filter(in_force(day), organisation__in=places)
        .select_related("organisation")
        .prefetch_related("items")
    }
    rows = list(effective_rows(held(on=day).filter(organisation__in=places), day))
    items = {row.item.pk: row.item for row in rows}
    counted = {Pair(*pair): number for pair, number in published.count(list(known)).items()}
    found = orphans(
        [_entry(one) for one in entries.values()],
        [Pair(row.item.pk, row.organisation.pk) for row in rows],
        {pk: expected_list(item.level1, item.level2, item.level3) for pk, item in items.items()},
        [
            Pair(row.item.pk, row.organisation.pk)
            for row in rows
            if row.applicable and row.item.mode == Mode.PROACTIVE
        ],
        counted,
    )
    strangers = {pair.item for pair, _ in found.not_held} - set(items)
    items |= CatalogueItem.objects.select_related("field").in_bulk(strangers)

    def missing(pair: Pair, note: str) -> Missing:
        return Missing(items[pair.item], known[pair.organisation], note)

    return Found(
        entries=[entries[one.pk] for one in found.entries],
        unlisted=[missing(pair, ListKind(kind).label) for pair, kind in found.unlisted],
        unpublished=[missing(pair, "") for pair in found.unpublished],
        not_held=[missing(pair, f"{number}条") for pair, number in found.not_held],
    )


def _entry(entry: ListEntry) -> Entry:
    tied = frozenset(item.pk for item in entry.items.all())
    return Entry(entry.pk, entry.kind, entry.organisation_id, tied)
