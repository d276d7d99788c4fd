"""PostgreSQL: per book a narrow table of keys with a position-less tsvector of tokens under GIN.

Vectors and texts are always kept out of the row, so counting one token reads only small rows. Without
positions the index knows that all pairs of a phrase occur, not that they stand together: words of more
than one token are verified by substring, newest first. When more than `VERIFY` rows would have to be
verified, verifying stops once the page is full, and the count is a lower bound (`capped`).
"""

# ruff: noqa: S608  what is put into statements is table names and numbers of ours

import heapq
import sys
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.db import connection

from mingbai.search.backends.asked import COUNT_CAP, TALLY_CAP, Asked, Found, Posting, Tally
from mingbai.search.entries import BOOKS, SHELF_MASK, shelf_of, year_of
from mingbai.search.text.tokens import GAP, Phrase, in_title, starts_marked

TABLES = {book: f"search_{book}_words" for book in BOOKS}
VERIFY = 1_000


def create(execute: Callable[[str], object]) -> None:
    for table in TABLES.values():
        execute(
            f"CREATE TABLE {table} (key bigint PRIMARY KEY, tokens tsvector NOT NULL, marked text NOT NULL)"
            " WITH (toast_tuple_target = 128)"
        )
        # Without statistics the planner takes words for rare and always uses the index; it does not know
        # that reading the vectors of a "small" table is what costs.
        execute(f"ALTER TABLE {table} ALTER COLUMN tokens SET STATISTICS 0")
        # Unpacking would take longer than finding: texts are kept as they are.
        execute(f"ALTER TABLE {table} ALTER COLUMN marked SET STORAGE EXTERNAL")
        # A short list of pending entries halves the time of a write and costs a search next to nothing.
        execute(
            f"CREATE INDEX {table}_tokens ON {table} USING gin (tokens) WITH (gin_pending_list_limit = 256)"
        )


def drop(execute: Callable[[str], object]) -> None:
    for table in TABLES.values():
        execute(f"DROP TABLE IF EXISTS {table}")


def insert(book: str, postings: Iterable[Posting]) -> None:
    rows = [
        (p.key, list({token for token in p.tokens if not token.endswith(GAP)}), p.marked) for p in postings
    ]
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {TABLES[book]} (key, tokens, marked) VALUES (%s, array_to_tsvector(%s), %s)", rows
        )


def delete(book: str, postings: Iterable[Posting]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {TABLES[book]} WHERE key = ANY(%s)", [[p.key for p in postings]])


def clear(book: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {TABLES[book]}")


def lock(book: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"LOCK TABLE {TABLES[book]} IN SHARE ROW EXCLUSIVE MODE")


def tidy(book: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {TABLES[book]}")


def size(book: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_total_relation_size(%s::regclass)", [TABLES[book]])
        return int(cursor.fetchone()[0])


def find(book: str, asked: Asked, tally: bool) -> Found:
    search = _Search(book, asked)
    if search.unproven:
        matching: list[int] | None = search.verified()
        count = len(matching or [])
    elif tally:
        matching = search.matching()
        count = len(matching)
    else:
        matching, count = None, search.count()
    keys = search.page(count, matching) if count else []
    counted = _tally(matching or []) if tally else None
    return Found(min(count, COUNT_CAP), search.stopped or count > COUNT_CAP, keys, counted)


class _Search:
    """The statements of one search."""

    def __init__(self, book: str, asked: Asked) -> None:
        self.table = TABLES[book]
        self.asked = asked
        self.everything = _everything(asked)
        # A phrase of one token is proven by the index; the others are not.
        self.unproven = [
            starts_marked(word)
            for word, phrase in zip(asked.words, asked.phrases, strict=True)
            if len(phrase.tokens) > 1
        ]
        self.stopped = False  # verifying stopped before the last candidate

    def count(self) -> int:
        sql = f"SELECT count(*) FROM (SELECT 1{self._from()} LIMIT {COUNT_CAP + 1}) AS hits"
        return int(self._row(sql, [self.everything, *self._bounds()])[0])

    def matching(self) -> list[int]:
        """Up to `TALLY_CAP` matching keys in no order."""
        sql = (
            f"SELECT string_agg(int8send(key), '') FROM (SELECT key{self._from()} LIMIT {TALLY_CAP}) AS hits"
        )
        return _numbers(self._row(sql, [self.everything, *self._bounds()])[0])

    def verified(self) -> list[int]:
        """Matching keys, newest first, each proven by substring; `stopped` when there may be more."""
        found: list[int] = []
        last, window = self.asked.last_key, VERIFY
        while True:
            looked_at, lowest, proven = self._verify(last, window)
            found += proven
            if looked_at < window:
                return found
            if len(found) >= self.asked.wanted:
                self.stopped = True
                return found
            last, window = lowest - 1, window * 4

    def _verify(self, last: int, window: int) -> tuple[int, int, list[int]]:
        proof = " AND ".join("position(%s in marked) > 0" for _ in self.unproven)
        parameters: list[object] = [*self.unproven]
        if self.asked.or_exact:
            proof = f"({proof}) OR tokens @@ %s::tsquery"
            parameters.append(_lexeme(self.asked.exact))
        sql = (
            "SELECT count(*), min(key),"
            f" string_agg(int8send(key), '' ORDER BY key DESC) FILTER (WHERE {proof})"
            f" FROM (SELECT key, marked, tokens{self._from()} ORDER BY key + 0 DESC LIMIT {window}) AS hits"
        )
        looked_at, lowest, proven = self._row(sql, [*parameters, self.everything, *self._bounds(last)])
        return looked_at, lowest, _numbers(proven)

    def page(self, count: int, matching: list[int] | None) -> list[int]:
        """The keys of the page, best first or newest first."""
        wanted = self.asked.wanted
        keys: dict[int, None] = {}
        if self.asked.by_relevance:
            keys = dict.fromkeys(self._best())
        if len(keys) < wanted:
            most = wanted + len(keys)
            keys |= dict.fromkeys(self._newest(count, matching, most))
        return list(keys)[self.asked.offset : wanted]

    def _best(self) -> list[int]:
        """Whole titles and numbers first, then all words in the title, then any of them."""
        titles = [_phrase(in_title(phrase)) for phrase in self.asked.phrases]
        whole = [f"({self.everything}) & {_lexeme(self.asked.exact)}"] if self.asked.exact else []
        several = [f"({self.everything}) & ({' | '.join(titles)})"] if len(titles) > 1 else []
        tiers = [
            *((tier, False) for tier in whole),
            (" & ".join(titles), True),
            *((t, True) for t in several),
        ]
        arrays, parameters = [], []
        for query, _ in tiers:
            arrays.append(f"ARRAY(SELECT key{self._from()} ORDER BY key + 0 DESC LIMIT {self.asked.wanted})")
            parameters += [query, *self._bounds()]
        row = self._row(f"SELECT {', '.join(arrays)}", parameters)
        return [key for keys in row for key in keys]

    def _newest(self, count: int, matching: list[int] | None, most: int) -> list[int]:
        if matching is not None and (self.unproven or len(matching) < TALLY_CAP):
            return heapq.nlargest(most, matching)
        if count > COUNT_CAP:
            found = self._among_the_newest(most)
            if len(found) == most:
                return found
        sql = f"SELECT ARRAY(SELECT key{self._from()} ORDER BY key + 0 DESC LIMIT {most})"
        return self._row(sql, [self.everything, *self._bounds()])[0]

    def _among_the_newest(self, most: int) -> list[int]:
        """A frequent word stands in the newest rows too: look through those, not through the index."""
        sql = (
            f"SELECT ARRAY(SELECT key FROM (SELECT key, tokens{self._from('TRUE')} ORDER BY key DESC"
            f" LIMIT {most * 50}) AS newest WHERE tokens @@ %s::tsquery ORDER BY key DESC LIMIT {most})"
        )
        return self._row(sql, [*self._bounds(), self.everything])[0]

    def _from(self, match: str = "tokens @@ %s::tsquery") -> str:
        shelves = "" if self.asked.shelves is None else f" AND (key & {SHELF_MASK}) = ANY(%s::bigint[])"
        return f" FROM {self.table} WHERE {match} AND key BETWEEN %s AND %s{shelves}"

    def _bounds(self, last: int | None = None) -> list[object]:
        bounds: list[object] = [self.asked.first_key, self.asked.last_key if last is None else last]
        return bounds if self.asked.shelves is None else [*bounds, list(self.asked.shelves)]

    def _row(self, sql: str, parameters: Sequence[Any]) -> tuple:
        with connection.cursor() as cursor:
            cursor.execute(sql, parameters)
            return cursor.fetchone()


def _numbers(packed: bytes | None) -> list[int]:
    numbers = array("q", packed or b"")
    if sys.byteorder == "little":
        numbers.byteswap()
    return numbers.tolist()


def _tally(keys: list[int]) -> Tally:
    return Tally(Counter(map(shelf_of, keys)), Counter(map(year_of, keys)))


def _lexemes(tokens: Iterable[str]) -> list[str]:
    """The distinct tokens; gaps mean nothing without positions."""
    return list({token for token in tokens if not token.endswith(GAP)})


def _lexeme(token: str) -> str:
    return f"'{token}'"


def _phrase(asked: Phrase) -> str:
    lexemes = map(_lexeme, (token for token in asked.tokens if not token.endswith(GAP)))
    return " & ".join(lexemes) + (":*" if asked.open else "")


def _everything(asked: Asked) -> str:
    match = " & ".join(map(_phrase, asked.phrases))
    return f"({match}) | {_lexeme(asked.exact)}" if asked.or_exact else match
