"""PostgreSQL: per book a narrow table of keys and texts; GIN holds every one, two and four characters.

The index is made from the text by a function, so no vector is stored. A word of up to four characters is
one entry of the index, or the beginning of some, and so exact. Of a longer word, or one with something
between its parts, the index only knows that all its pieces occur: it is verified by substring, newest
first. When more than `VERIFY` rows would have to be verified, verifying stops once the page is full, and
the count is a lower bound (`capped`).
"""

# ruff: noqa: S608  what is put into statements is table names and numbers of ours

import sys
from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from mingbai.search.backends.asked import COUNT_CAP, TALLY_CAP, Asked, Found, Posting, Tally
from mingbai.search.backends.postgresql_tables import TABLES, create, drop
from mingbai.search.connecting import connection
from mingbai.search.entries import SHELF_MASK, shelf_of, year_of
from mingbai.search.text.tokens import EXACT, TITLE, Phrase, starts_marked

VERIFY = 1_000
LONGEST_PIECE = 4
MANY = 100  # rows put at once
SORTED = 2_000

__all__ = ["create", "drop"]  # part of what a backend offers; see `backends`


def insert(book: str, postings: Iterable[Posting]) -> None:
    rows = [(posting.key, _lines(posting)) for posting in postings]
    many = len(rows) >= MANY
    with connection.cursor() as cursor:
        # A short list of pending entries halves the time of a write and costs a search next to nothing;
        # many writes share a long one, which is worked off before anyone can see it.
        cursor.execute(f"SET LOCAL gin_pending_list_limit = '{'4MB' if many else '256kB'}'")
        cursor.executemany(f"INSERT INTO {TABLES[book]} (key, marked) VALUES (%s, %s)", rows)
        if many:
            cursor.execute(f"SELECT gin_clean_pending_list('{TABLES[book]}_pieces')")


def _lines(posting: Posting) -> str:
    whole = dict.fromkeys(token for token in posting.tokens if token.startswith(EXACT))
    return "\n".join((posting.marked, *whole))


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
        cursor.execute(f"SELECT gin_clean_pending_list('{TABLES[book]}_pieces')")
        cursor.execute(f"ANALYZE {TABLES[book]}")


def size(book: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_total_relation_size(%s::regclass)", [TABLES[book]])
        return int(cursor.fetchone()[0])


def find(book: str, asked: Asked, tally: bool) -> Found:
    search = _Search(book, asked)
    if search.unproven:
        matching = search.verified()
        count, newest = len(matching), matching[: 2 * asked.wanted]
        best = search.best() if matching else []
    else:
        count, newest, matching, best = search.at_once(tally)
    keys = dict.fromkeys(best)
    if count and asked.by_relevance and asked.others and len(keys) < asked.wanted:
        keys |= dict.fromkeys(search.typed(asked.wanted + len(keys)))
    if len(keys) < asked.wanted:
        keys |= dict.fromkeys(newest if newest or not count else search.newest(asked.wanted + len(keys)))
    page = list(keys)[asked.offset : asked.wanted]
    counted = _tally(matching) if tally else None
    return Found(min(count, COUNT_CAP), search.stopped or count > COUNT_CAP, page, counted)


class _Search:
    """The statements of one search."""

    def __init__(self, book: str, asked: Asked) -> None:
        self.table = TABLES[book]
        self.asked = asked
        self.groups = [[starts_marked(word) for word in group] for group in asked.groups]
        self.words = [group[0] for group in self.groups]
        self.everything = _all_of(self.groups)
        if asked.or_exact:
            self.everything = f"({self.everything}) | {_quoted(asked.exact)}"
        alone = [group[0] for group in self.groups if len(group) == 1]
        self.unproven = [word for word in alone if " " in word or len(word) > LONGEST_PIECE]
        self.stopped = False  # verifying stopped before the last candidate

    def at_once(self, tally: bool) -> tuple[int, list[int], list[int], list[int]]:
        """(how many match, the newest of them, all of them in no order if `tally`, the best) in one
        statement. There are no newest when there are more than were looked at: see `newest`."""
        cap = TALLY_CAP if tally else COUNT_CAP
        arrays, parameters = self._tiers()
        packed_keys = "(SELECT string_agg(int8send(key), '') FROM hits)" if tally else "NULL::bytea"
        sql = (
            f"WITH hits AS MATERIALIZED (SELECT key{self._from()} LIMIT {cap + 1})"
            f" SELECT (SELECT count(*) FROM hits), {packed_keys},"
            f" ARRAY(SELECT key FROM hits ORDER BY key DESC LIMIT {2 * self.asked.wanted})"
            + "".join(f", {array}" for array in arrays)
        )
        count, packed, newest, *best = self._row(sql, [self.everything, *self._bounds(), *parameters])
        return count, newest if count <= cap else [], _numbers(packed)[:cap], _joined(best)

    def best(self) -> list[int]:
        arrays, parameters = self._tiers()
        return _joined(self._row(f"SELECT {', '.join(arrays)}", parameters)) if arrays else []

    def newest(self, most: int) -> list[int]:
        """The newest of all that match."""
        return self._newest(self.groups, self.everything, most)

    def typed(self, most: int) -> list[int]:
        """The newest with the typed words themselves, whatever else will do."""
        typed = [[word] for word in self.words]
        return self._newest(typed, _all_of(typed), most)

    def _newest(self, groups: list[list[str]], match: str, most: int) -> list[int]:
        """A frequent word stands in the newest rows too: look through those, before the whole index."""
        one = "position(%s in split_part(marked, E'\\n', 2)) > 0"
        proof = " AND ".join(f"({' OR '.join(one for _ in group)})" for group in groups)
        words = [word for group in groups for word in group]
        sql = (
            f"SELECT ARRAY(SELECT key FROM (SELECT key, marked{self._from('TRUE')} ORDER BY key DESC"
            f" LIMIT {most * 10}) AS newest WHERE {proof} ORDER BY key DESC LIMIT {most})"
        )
        found = self._row(sql, [*self._bounds(), *words])[0] if not self.asked.or_exact else []
        if len(found) == most:
            return found
        sql = f"SELECT ARRAY(SELECT key{self._from()} ORDER BY key + 0 DESC LIMIT {most})"
        return self._row(sql, [match, *self._bounds()])[0]

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
        proof, parameters = self._proof(2)
        if self.asked.or_exact:
            proof = f"(({proof}) OR %s = ANY(string_to_array(marked, E'\\n')))"
            parameters = [*parameters, self.asked.exact]
        sql = (
            "SELECT count(*), min(key),"
            f" string_agg(int8send(key), '' ORDER BY key DESC) FILTER (WHERE {proof})"
            f" FROM (SELECT key, marked{self._from()} ORDER BY key + 0 DESC LIMIT {window}) AS hits"
        )
        looked_at, lowest, proven = self._row(sql, [*parameters, self.everything, *self._bounds(last)])
        return looked_at, lowest, _numbers(proven)

    def _tiers(self) -> tuple[list[str], list[object]]:
        """An array of keys each for: whole titles and numbers, all words in the title, any of them."""
        if not self.asked.by_relevance:
            return [], []
        titles = [_all_pieces([word], TITLE) for word in self.words]
        proven = ("TRUE", list[object]()) if self.asked.or_exact else self._proof(2)
        whole = f"({self.everything}) & {_quoted(self.asked.exact)}"
        tiers = [(whole, *proven)] if self.asked.exact else []
        tiers += [(_any_of(self.asked.guides, TITLE), *self._proof(1))] if self.asked.guides else []
        tiers.append((" & ".join(titles), *self._proof(1)))
        if self.asked.others:
            tiers.append((_all_of(self.groups, TITLE), *self._proof(1)))
        if len(titles) > 1:
            tiers.append((f"({self.everything}) & ({' | '.join(titles)})", *self._proof(2)))
        arrays, parameters = [], list[object]()
        for query, proof, words in tiers:
            arrays.append(
                f"ARRAY(SELECT key{self._from()} AND {proof} ORDER BY key + 0 DESC LIMIT {self.asked.wanted})"
            )
            parameters += [query, *self._bounds(), *words]
        return arrays, parameters

    def _proof(self, line: int) -> tuple[str, list[object]]:
        """That the words the index leaves open stand in the title (line 1) or anywhere (line 2)."""
        tests = [f"position(%s in split_part(marked, E'\\n', {line})) > 0" for _ in self.unproven]
        return " AND ".join(["TRUE", *tests]), [*self.unproven]

    def _from(self, match: str = "search_vector(marked) @@ %s::tsquery") -> str:
        shelves = "" if self.asked.shelves is None else f" AND (key & {SHELF_MASK}) = ANY(%s::bigint[])"
        return f" FROM {self.table} WHERE {match} AND key BETWEEN %s AND %s{shelves}"

    def _bounds(self, last: int | None = None) -> list[object]:
        bounds: list[object] = [self.asked.first_key, self.asked.last_key if last is None else last]
        return bounds if self.asked.shelves is None else [*bounds, list(self.asked.shelves)]

    def _row(self, sql: str, parameters: Sequence[Any]) -> tuple:
        with connection.cursor() as cursor:
            cursor.execute(sql, parameters)
            return cursor.fetchone()


def _joined(arrays: Iterable[Sequence[int]]) -> list[int]:
    return [key for keys in arrays for key in keys]


def _numbers(packed: bytes | None) -> list[int]:
    numbers = array("q", packed or b"")
    if sys.byteorder == "little":
        numbers.byteswap()
    return numbers.tolist()


def _tally(keys: list[int]) -> Tally:
    return Tally(Counter(map(shelf_of, keys)), Counter(map(year_of, keys)))


def _quoted(piece: str) -> str:
    return f"'{piece}'"


def _any_of(words: Iterable[str], mark: str = "") -> str:
    return f"({' | '.join(f'({_all_pieces([word], mark)})' for word in words)})"


def _all_of(groups: Iterable[Sequence[str]], mark: str = "") -> str:
    """Of each group one word."""
    return " & ".join(_any_of(group, mark) for group in groups)


def titles(book: str, phrases: Sequence[Phrase], words: Sequence[str], most: int) -> list[int]:
    marked = [starts_marked(word) for word in words]
    proof = " AND ".join("position(%s in split_part(marked, E'\\n', 1)) > 0" for _ in marked)
    return _keys(book, f"AND {proof}", [_all_pieces(marked, TITLE), *marked], most)


def beginning(book: str, token: str, most: int) -> list[int]:
    return _keys(book, "", [_quoted(token) + ":*"], most)


def _keys(book: str, proof: str, parameters: Sequence[object], most: int) -> list[int]:
    """The newest of the first `SORTED` that match: what is in more titles needs no exact order."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT key FROM (SELECT key FROM {TABLES[book]} WHERE search_vector(marked) @@ %s::tsquery"
            f" {proof} LIMIT {SORTED}) AS newest ORDER BY key DESC LIMIT {most}",
            parameters,
        )
        return [row[0] for row in cursor.fetchall()]


def _all_pieces(words: Iterable[str], mark: str = "") -> str:
    """政府信息公开 → '政府信息' & '府信息公' & '信息公开'; a shorter word is one piece."""
    parts = [part for word in words for part in word.split(" ")]
    pieces = {
        part[at : at + LONGEST_PIECE]: None
        for part in parts
        for at in range(max(1, len(part) - LONGEST_PIECE + 1))
    }
    # Three characters mostly begin a piece of four, and stand alone at the end of a run only.
    return " & ".join(_quoted(mark + piece) + (":*" if len(piece) == 3 else "") for piece in pieces)
