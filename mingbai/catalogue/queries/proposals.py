"""Which rows seem to belong on whose list, from what the rows themselves say."""

from dataclasses import dataclass
from datetime import date

from mingbai.catalogue.models import CatalogueItem, Declined, Holding
from mingbai.catalogue.queries.rows import in_force, visible
from mingbai.catalogue.rules.bodies import Body, Marks, Meant, bodies_meant
from mingbai.lib import clock
from mingbai.organisations.models import FormerName, Organisation
from mingbai.organisations.queries import existing


@dataclass(frozen=True)
class Proposal:
    """`organisation` seems to have to publish `item`; `why` quotes the words that say so."""

    item: CatalogueItem
    organisation: Organisation
    why: str


def bodies(on: date) -> dict[int, tuple[Organisation, Body]]:
    """All organisations existing that day with every name they bear or bore."""
    rows = Organisation.objects.filter(existing(on)).order_by("path")
    former: dict[int, list[str]] = {}
    for pk, name in FormerName.objects.values_list("organisation_id", "name"):
        former.setdefault(pk, []).append(name)
    return {
        row.pk: (row, Body(row.pk, row.kind, (row.name, *row.short_names, *former.get(row.pk, ()))))
        for row in rows
    }


def proposals(field: str = "") -> tuple[list[Proposal], list[tuple[CatalogueItem, str]]]:
    """Holdings that are neither there nor declined, and (row, words of 公开主体 that name nobody known).

    Only national and county rows: what a lower layer adds is on its own list from the start.
    """
    day = clock.today()
    known = bodies(day)
    roots = [row for row, _ in known.values() if row.depth == 1]
    items = visible(roots[0] if roots else None, day)
    items = items.filter(field=field) if field else items
    settled = set(Holding.objects.filter(in_force(day)).values_list("item_id", "organisation_id"))
    settled |= set(Declined.objects.values_list("item_id", "organisation_id"))
    read: dict[tuple[str, Marks], Meant] = {}
    found, unmatched = [], []
    for item in items.order_by("field__order", "pk"):
        marks = Marks(item.county_level, item.township_level, item.village_level)
        key = (item.body_text, marks)
        if key not in read:
            read[key] = bodies_meant(item.body_text, marks, [body for _, body in known.values()])
        found += [
            Proposal(item, known[pk][0], why)
            for pk, why in read[key].found.items()
            if (item.pk, pk) not in settled
        ]
        unmatched += [(item, words) for words in read[key].unmatched]
    return found, unmatched
