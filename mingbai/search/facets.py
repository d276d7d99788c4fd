"""Facets: the shelves and years of the matching rows, counted by what a reader can choose from."""

from collections import Counter
from typing import NamedTuple

from mingbai.search.backends.asked import Tally
from mingbai.search.models import Shelf

Facets = dict[str, list[tuple[str, str, int]]]


class _Shelf(NamedTuple):
    id: int
    organisation_path: str
    organisation_name: str
    field: str
    theme: str
    validity: str


class _Shelves:
    """All shelves, kept in this process. Shelves never change; a roll-back may give an id to another
    one, so the id and stamp of the newest say whether what is kept still holds."""

    def __init__(self) -> None:
        self.newest: tuple[int, int] | None = None
        self.by_id: dict[int, _Shelf] = {}

    def get(self, ids: Counter[int]) -> dict[int, _Shelf]:
        newest = Shelf.objects.order_by("-id").values_list("id", "stamp").first()
        if newest != self.newest or not ids.keys() <= self.by_id.keys():
            rows = Shelf.objects.values_list(*_Shelf._fields)
            self.newest, self.by_id = newest, {row[0]: _Shelf(*row) for row in rows}
        return self.by_id


_shelves = _Shelves()


def facets_of(tally: Tally) -> Facets:
    """(value, label, count) by organisation (value is its path), field, theme, year and validity; largest
    first, years newest first. Records without a value are left out."""
    known = _shelves.get(tally.shelves)
    counts = {name: Counter[str]() for name in ("organisation_path", "field", "theme", "validity")}
    names: dict[str, str] = {}
    for shelf_id, count in sorted(tally.shelves.items()):
        if shelf := known.get(shelf_id):
            names[shelf.organisation_path] = shelf.organisation_name
            for name, counter in counts.items():
                counter[getattr(shelf, name)] += count
    organisations = counts.pop("organisation_path")
    facets: Facets = {"organisation": [(path, names[path], n) for path, n in organisations.most_common()]}
    for name, counter in counts.items():
        facets[name] = [(value, value, n) for value, n in counter.most_common() if value]
    facets["year"] = [(str(year), f"{year}年", n) for year, n in sorted(tally.years.items(), reverse=True)]
    return facets
