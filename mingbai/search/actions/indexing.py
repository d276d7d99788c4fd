"""Writing the index, always inside the caller's transaction: what it rolls back was never findable,
what it takes out is gone with its commit."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TypeVar

from django.db import transaction
from django.forms.models import model_to_dict

from mingbai.search.backends import backend, sounds
from mingbai.search.backends.asked import Posting
from mingbai.search.entries import PUBLIC, RECORD_MASK, Entry, Place, key_of
from mingbai.search.models import ROWS, Row, Shelf
from mingbai.search.sources import Source
from mingbai.search.text.folding import normal, storable
from mingbai.search.text.sounds import tokens_of
from mingbai.search.text.tokens import TITLE, exact, starts_marked, tokens

T = TypeVar("T")
CHUNK = 500
_SHELVED = (
    "organisation_id",
    "organisation_name",
    "field",
    "theme",
    "genre",
    "openness",
    "validity",
    "state",
)
_SHOWN = ("index_number", "title", "document_number", "text", "url")


def put(entry: Entry) -> None:
    """Add the entry, or replace what its book knows about the record. Raises ValueError for a record
    id above 67 million."""
    put_many([entry])


def put_many(entries: Iterable[Entry]) -> int:
    """Add or replace many, in chunks, in one transaction; returns how many were new or different.
    Of several entries of one record in one book the last counts."""
    with transaction.atomic():
        return sum(_put_chunk(chunk) for chunk in _chunks(entries))


def remove(book: str, record_id: int) -> None:
    """Take the record out of the book; nothing happens when it is not there."""
    remove_many(book, [record_id])


def remove_many(book: str, record_ids: Iterable[int]) -> None:
    """Take records out of the book; those not in it are passed over."""
    with transaction.atomic():
        for ids in _chunks(record_ids):
            _drop(book, list(ROWS[book].objects.filter(record_id__in=ids)))


def clear(book: str) -> None:
    """Empty the book."""
    with transaction.atomic():
        backend().clear(book)
        if book == PUBLIC:
            sounds.clear()
        ROWS[book].objects.all().delete()


def rebuild(book: str, source: Source) -> int:
    """Bring the book in line with its source; returns how many entries it then holds.

    Works through the records in ascending order, a chunk per transaction: each chunk replaces the range
    of records it covers, so searching never meets an empty book, writers wait for one chunk at most,
    and an interrupted run leaves a sound index and can be started again.
    """
    after, total, more = 0, 0, True
    while more:
        with transaction.atomic():
            backend().lock(book)
            chunk = list(islice(source(after), CHUNK))
            more = len(chunk) == CHUNK
            last = chunk[-1].record_id if more else RECORD_MASK
            known = ROWS[book].objects.filter(record_id__gt=after, record_id__lte=last)
            stale = set(known.values_list("pk", flat=True)) - {entry.record_id for entry in chunk}
            remove_many(book, stale)
            put_many(chunk)
        after, total = last, total + len(chunk)
    return total


def rebuild_from_nothing(book: str, source: Source) -> int:
    """Empty and refill the book in one transaction, for an index that is damaged or was made by another
    recipe. Searches see the old book until the end; writers wait. Returns how many entries it holds."""
    with transaction.atomic():
        backend().lock(book)
        clear(book)
        put_many(source(0))
        return ROWS[book].objects.count()


def _chunks(things: Iterable[T]) -> Iterator[list[T]]:
    things = iter(things)
    while chunk := list(islice(things, CHUNK)):
        yield chunk


def _put_chunk(chunk: list[Entry]) -> int:
    shelves = _shelves(chunk)
    books: dict[str, dict[int, Row]] = {}
    for entry in chunk:
        books.setdefault(entry.book, {})[entry.record_id] = _row(entry, shelves[_shelf_digest(entry)])
    return sum(_replace(book, rows) for book, rows in books.items())


def _replace(book: str, rows: dict[int, Row]) -> int:
    old = ROWS[book].objects.in_bulk(list(rows))
    changed = [row for row in rows.values() if not _same(row, old.get(row.pk))]
    _drop(book, [old[row.pk] for row in changed if row.pk in old])
    ROWS[book].objects.bulk_create(changed)  # type: ignore[arg-type]
    backend().insert(book, [_posting(row) for row in changed])
    if book == PUBLIC:
        sounds.insert((row.key, tokens_of(row.title)) for row in changed)
    return len(changed)


def _drop(book: str, rows: Sequence[Row]) -> None:
    if rows:
        backend().delete(book, [_posting(row) for row in rows])
        if book == PUBLIC:
            sounds.delete(row.key for row in rows)
        ROWS[book].objects.filter(pk__in=[row.pk for row in rows]).delete()


def _row(entry: Entry, shelf_id: int) -> Row:
    shown = {name: storable(getattr(entry, name)) for name in _SHOWN}
    key = key_of(Place(entry.day, entry.record_id, shelf_id))
    return ROWS[entry.book](record_id=entry.record_id, key=key, shelf_id=shelf_id, day=entry.day, **shown)


def _same(row: Row, old: Row | None) -> bool:
    return old is not None and model_to_dict(row) == model_to_dict(old)


def _posting(row: Row) -> Posting:
    """What the word index holds of a row: the title once more in tokens of its own, then everything
    in order, then the title and the numbers whole."""
    title = normal(row.title)
    everything = normal("\n".join((row.title, row.document_number, row.index_number, row.text)))
    whole = [exact(text) for text in (row.title, row.document_number, row.index_number)]
    found = [*(TITLE + token for token in tokens(title)), *tokens(everything), *filter(None, whole)]
    return Posting(row.key, found, f"{starts_marked(title)}\n{starts_marked(everything)}")


def _shelf_digest(entry: Entry) -> str:
    values = json.dumps([getattr(entry, name) for name in _SHELVED], ensure_ascii=False)
    return hashlib.sha256(values.encode()).hexdigest()


def _shelves(chunk: Sequence[Entry]) -> dict[str, int]:
    """The shelf number of every combination in the chunk; new ones are added."""
    wanted = {_shelf_digest(entry): entry for entry in chunk}
    known = dict(Shelf.objects.filter(digest__in=wanted).values_list("digest", "id"))
    new = [
        Shelf(digest=digest, **{name: getattr(entry, name) for name in _SHELVED})
        for digest, entry in wanted.items()
        if digest not in known
    ]
    if not new:
        return known
    Shelf.objects.bulk_create(new, ignore_conflicts=True)  # another writer may add the same one
    return dict(Shelf.objects.filter(digest__in=wanted).values_list("digest", "id"))
