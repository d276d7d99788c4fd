"""The two-way check for some organisations, with the objects behind the numbers."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from django.db.models import QuerySet

from mingbai.catalogue import published
from mingbai.catalogue.models import CatalogueItem, ListEntry, ListKind, Mode
from mingbai.catalogue.queries.effective import held, inapplicable
from mingbai.catalogue.queries.rows import in_force
from mingbai.catalogue.rules.orphans import Entry, Pair, expected_list, orphans
from mingbai.lib import clock
from mingbai.organisations.models import Organisation

Thing = TypeVar("Thing")


@dataclass(frozen=True)
class Missing:
    """A row of an organisation that lacks something; `note` says what."""

    item: CatalogueItem
    organisation: Organisation
    note: str


@dataclass(frozen=True)
class Side(Generic[Thing]):
    """How many there are, and the first of them."""

    count: int
    rows: list[Thing]


@dataclass(frozen=True)
class Found:
    entries: Side[ListEntry]
    unlisted: Side[Missing]
    unpublished: Side[Missing]
    not_held: Side[Missing]


def check(places: QuerySet[Organisation], limit: int = 200) -> Found:
    """Compare lists, catalogue and published records of these organisations today.

    Everything is counted; at most `limit` of each sort are read with their objects.
    """
    day = clock.today()
    known = {place.pk: place for place in places}
    listed = ListEntry.objects.filter(in_force(day), organisation__in=places).prefetch_related("items")
    entries = {one.pk: one for one in listed.select_related("organisation")}
    rows = held(on=day).filter(organisation__in=places).order_by()
    pairs = [Pair(*pair) for pair in rows.values_list("item_id", "organisation_id")]
    counted = {Pair(*pair): number for pair, number in published.count(list(known)).items()}
    wanted = {pair.item for pair in pairs} | {pair.item for pair in counted}
    items = CatalogueItem.objects.select_related("field").in_bulk(wanted)
    found = orphans(
        [_entry(one) for one in entries.values()],
        pairs,
        {pk: expected_list(item.level1, item.level2, item.level3) for pk, item in items.items()},
        _to_publish(pairs, items, known, inapplicable(day)),
        counted,
    )

    def missing(pair: Pair, note: str) -> Missing:
        return Missing(items[pair.item], known[pair.organisation], note)

    return Found(
        Side(len(found.entries), [entries[one.pk] for one in found.entries[:limit]]),
        Side(
            len(found.unlisted),
            [missing(pair, ListKind(kind).label) for pair, kind in found.unlisted[:limit]],
        ),
        Side(len(found.unpublished), [missing(pair, "") for pair in found.unpublished[:limit]]),
        Side(len(found.not_held), [missing(pair, f"{number}条") for pair, number in found.not_held[:limit]]),
    )


def _to_publish(
    pairs: list[Pair],
    items: dict[int, CatalogueItem],
    places: dict[int, Organisation],
    excluded: dict[int, list[str]],
) -> list[Pair]:
    """Rows to be published by everybody: proactive, and applicable there."""
    return [
        pair
        for pair in pairs
        if items[pair.item].mode == Mode.PROACTIVE
        and not places[pair.organisation].path.startswith(tuple(excluded.get(pair.item, ())))
    ]


def _entry(entry: ListEntry) -> Entry:
    tied = frozenset(item.pk for item in entry.items.all())
    return Entry(entry.pk, entry.kind, entry.organisation_id, tied)
