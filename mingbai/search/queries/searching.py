"""Asking the index. A search reads one book only and never raises for anything a person types."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from typing import Any, NamedTuple

from django.db.models import QuerySet

from mingbai.organisations.models import Organisation
from mingbai.search.backends import backend
from mingbai.search.backends.asked import COUNT_CAP, TALLY_CAP, Asked, Found, Tally
from mingbai.search.connecting import connection
from mingbai.search.entries import PUBLIC, key_range, record_of, shelf_of, year_of
from mingbai.search.facets import Facets, facets_of
from mingbai.search.models import ROWS, Shelf
from mingbai.search.text.folding import storable
from mingbai.search.text.snippets import Highlight, Marker
from mingbai.search.text.tokens import exact, phrase
from mingbai.search.text.words import Words, parse

RELEVANCE, NEWEST = "relevance", "newest"
MOST_HITS = 100  # rows on one page
_FILTERS = ("field", "theme", "genre", "openness", "validity", "state")
_SHELF = Shelf._meta.db_table
_BODY = Organisation._meta.db_table
# Written out, because putting it together would take longer than running it.
_SHOWN = {
    book: f"""
        SELECT entry.record_id, index_number, title, document_number, organisation_name, day, url, text
        FROM {model._meta.db_table} AS entry JOIN {_SHELF} AS shelf ON shelf.id = entry.shelf_id
        WHERE entry.record_id IN ({{}})"""  # noqa: S608  names of our tables, and numbers
    for book, model in ROWS.items()
}


@dataclass(frozen=True)
class Query:
    """`organisation_path` keeps everything at and below it; `organisation_paths` keeps what stands at
    or below any of them: None is no restriction, an empty tuple lets nothing through. "" in the other
    filters is no restriction. `since` and `until` are included. Without words everything is listed.

    `others`: of each parsed word, in their order, the words that will do as well (normal forms); empty
    searches for what was typed alone. `widening.widened` fills it from the synonyms.
    """

    book: str = PUBLIC
    words: str = ""
    organisation_path: str = ""
    organisation_paths: tuple[str, ...] | None = None
    field: str = ""
    theme: str = ""
    genre: str = ""
    openness: str = ""
    validity: str = ""
    state: str = ""
    since: date | None = None
    until: date | None = None
    order: str = RELEVANCE
    offset: int = 0
    limit: int = 20
    facets: bool = False
    others: tuple[tuple[str, ...], ...] = ()


class Hit(NamedTuple):
    """`day` is the day of publication in the public book, of the last change in the staff book."""

    record_id: int
    index_number: str
    title: str
    document_number: str
    organisation_name: str
    day: date
    url: str
    highlight: Highlight
    title_highlight: Highlight

    @property
    def published_at(self) -> date:
        return self.day

    def as_json(self) -> dict[str, Any]:
        return {
            "record_id": self.record_id,
            "index_number": self.index_number,
            "title": self.title,
            "document_number": self.document_number or None,
            "organisation": self.organisation_name,
            "published_at": self.day.isoformat(),
            "url": self.url,
            "highlight": self.highlight.html,
        }


@dataclass(frozen=True)
class Result:
    """`count` rows match; when `capped`, at least so many. Facets count at most 20,000 rows, as
    (value, label, count), largest first: organisation (value is its path), field, theme, year, validity."""

    count: int = 0
    capped: bool = False
    hits: list[Hit] = field(default_factory=list)
    facets: Facets = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        facets = {
            name: [{"value": value, "label": label, "count": count} for value, label, count in rows]
            for name, rows in self.facets.items()
        }
        hits = [hit.as_json() for hit in self.hits]
        return {"count": self.count, "capped": self.capped, "hits": hits, "facets": facets}


def search(query: Query) -> Result:
    """The page of hits, best first. Raises KeyError for a book that does not exist."""
    words, found = look_up(query)
    facets = facets_of(found.tally) if found.tally else {}
    marked = words.words + tuple(chain.from_iterable(query.others))
    return Result(found.count, found.capped, hits_of(query.book, found.keys, marked), facets)


def look_up(query: Query) -> tuple[Words, Found]:
    """What the index alone answers: keys, not yet rows. Raises KeyError as `search` does."""
    words = parse(query.words)
    shelves = _shelves(query)
    if shelves == () or (not words.words and not words.blank):
        return words, Found(0, False, [])
    asked = _asked(query, words, shelves)
    listed = _listed if words.blank else _matching
    return words, listed(query, asked)


def _matching(query: Query, asked: Asked) -> Found:
    return backend().find(query.book, asked, query.facets)


def _asked(query: Query, words: Words, shelves: tuple[int, ...] | None) -> Asked:
    first, last = key_range(query.since, query.until)
    return Asked(
        words=words.words,
        phrases=tuple(map(phrase, words.words)),
        others=_others(query, words),
        exact=words.exact,
        or_exact=words.may_be_number,
        shelves=shelves,
        first_key=first,
        last_key=last,
        by_relevance=query.order != NEWEST,
        offset=min(max(query.offset, 0), COUNT_CAP),
        limit=min(max(query.limit, 0), MOST_HITS),
    )


def _others(query: Query, words: Words) -> tuple[tuple[str, ...], ...]:
    """One tuple for each word, or none at all when nothing else will do."""
    known = query.others[: len(words.words)]
    return known + ((),) * (len(words.words) - len(known)) if any(known) else ()


def titled(words: str, most: int, book: str = PUBLIC) -> list[Hit]:
    """The newest rows whose title holds all the words; at most so many."""
    parsed = parse(words)
    if not parsed.words:
        return []
    return hits_of(book, backend().titles(book, tuple(map(phrase, parsed.words)), parsed.words, most), ())


def beginning(text: str, most: int, book: str = PUBLIC) -> list[Hit]:
    """The newest rows whose title, document number or index number begins so, in any kind of bracket."""
    token = exact(text)
    return hits_of(book, backend().beginning(book, token, most), ()) if token else []


def _shelves(query: Query) -> tuple[int, ...] | None:
    """The shelves the filters leave; None when nothing is filtered."""
    conditions = {name: storable(value) for name in _FILTERS if (value := getattr(query, name))}
    bodies = _bodies(query)
    if not conditions and bodies is None:
        return None
    if bodies == ():
        return ()
    where = [f"{name} = %s" for name in conditions]
    where += [] if bodies is None else [f"organisation_id IN ({', '.join(map(str, bodies))})"]
    sql = f"SELECT id FROM {_SHELF} WHERE {' AND '.join(where)}"  # noqa: S608  names and numbers of ours
    return _first_column(sql, list(conditions.values()))


def _bodies(query: Query) -> tuple[int, ...] | None:
    """The organisations the filters leave, by their present place in the tree; None when all."""
    asked: list[tuple[str, ...]] = [(query.organisation_path,)] if query.organisation_path else []
    asked += [] if query.organisation_paths is None else [query.organisation_paths]
    if not asked:
        return None
    if () in asked:
        return ()
    below = [" OR ".join("substr(path, 1, %s) = %s" for _ in paths) for paths in asked]
    sql = f"SELECT id FROM {_BODY} WHERE ({') AND ('.join(below)})"  # noqa: S608  names of our tables
    return _first_column(sql, [value for paths in asked for path in paths for value in _prefix(path)])


def _prefix(path: str) -> tuple[int, str]:
    return len(path), storable(path)


def _first_column(sql: str, parameters: list[Any]) -> tuple[int, ...]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return tuple(row[0] for row in cursor.fetchall())


def _listed(query: Query, asked: Asked) -> Found:
    """Everything the filters leave, newest first."""
    rows: QuerySet[Any] = ROWS[query.book].objects.filter(key__range=(asked.first_key, asked.last_key))
    if asked.shelves is not None:
        rows = rows.filter(shelf_id__in=asked.shelves)
    keys = rows.order_by("-key").values_list("key", flat=True)
    count = keys[: COUNT_CAP + 1].count()
    page = list(keys[asked.offset : asked.wanted])
    tally = _tally(list(keys[:TALLY_CAP])) if query.facets else None
    return Found(min(count, COUNT_CAP), count > COUNT_CAP, page, tally)


def _tally(keys: list[int]) -> Tally:
    return Tally(Counter(map(shelf_of, keys)), Counter(map(year_of, keys)))


def hits_of(book: str, keys: Sequence[int], words: tuple[str, ...]) -> list[Hit]:
    """The rows of the keys, in their order."""
    if not keys:
        return []
    ids = [record_of(key) for key in keys]
    with connection.cursor() as cursor:
        cursor.execute(_SHOWN[book].format(", ".join(map(str, ids))))
        shown = {row[0]: row for row in cursor.fetchall()}
    marker = Marker(words)
    return [_hit(shown[record_id], marker) for record_id in ids if record_id in shown]


def _hit(row: tuple, marker: Marker) -> Hit:
    record_id, index_number, title, document_number, organisation_name, day, url, text = row
    return Hit(
        record_id,
        index_number,
        title,
        document_number,
        organisation_name,
        day,
        url,
        marker.snippet(text),
        marker.highlight(title),
    )
