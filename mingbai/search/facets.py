"""Facets: the shelves and years of the matching rows, counted by what a reader can choose from."""

from collections import Counter, defaultdict
from typing import NamedTuple

from mingbai.organisations.models import Organisation
from mingbai.search.backends.asked import Tally
from mingbai.search.connecting import connection
from mingbai.search.models import Shelf

Facets = dict[str, list[tuple[str, str, int]]]


_NEWEST = f"SELECT id, stamp FROM {Shelf._meta.db_table} ORDER BY id DESC LIMIT 1"  # noqa: S608

_PATHS = f"SELECT id, path FROM {Organisation._meta.db_table} WHERE id IN ({{}})"  # noqa: S608


class _Shelf(NamedTuple):
    id: int
    organisation_id: int
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
        with connection.cursor() as cursor:
            cursor.execute(_NEWEST)
            newest = cursor.fetchone()
        if newest != self.newest or not ids.keys() <= self.by_id.keys():
            rows = Shelf.objects.values_list(*_Shelf._fields)
            self.newest, self.by_id = newest, {row[0]: _Shelf(*row) for row in rows}
        return self.by_id


_shelves = _Shelves()


def facets_of(tally: Tally) -> Facets:
    """(value, label, count) by organisation (value is its path), field, theme, year and validity; largest
    first, years newest first. Records without a value are left out."""
    known = _shelves.get(tally.shelves)
    organisations: Counter[int] = Counter()
    fields, themes, validities = (defaultdict[str, int](int) for _ in range(3))
    names: dict[int, str] = {}
    for shelf_id, count in tally.shelves.items():
        if shelf_id in known:
            _, organisation, name, field, theme, validity = known[shelf_id]
            names[organisation] = name
            organisations[organisation] += count
            fields[field] += count
            themes[theme] += count
            validities[validity] += count
    years = sorted(tally.years.items(), reverse=True)
    return {
        "organisation": _placed(organisations, names),
        "field": _largest_first(fields),
        "theme": _largest_first(themes),
        "year": [(str(year), f"{year}年", n) for year, n in years],
        "validity": _largest_first(validities),
    }


def _placed(counts: Counter[int], names: dict[int, str]) -> list[tuple[str, str, int]]:
    """Organisations by their present place in the tree."""
    if not counts:
        return []
    with connection.cursor() as cursor:
        cursor.execute(_PATHS.format(", ".join(map(str, counts))))
        paths = dict(cursor.fetchall())
    return [(paths[pk], names[pk], n) for pk, n in counts.most_common() if pk in paths]


def _largest_first(counts: dict[str, int]) -> list[tuple[str, str, int]]:
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return [(value, value, n) for value, n in ordered if value]
