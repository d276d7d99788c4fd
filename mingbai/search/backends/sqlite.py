"""SQLite: an FTS5 table per book, contentless and with positions, so a phrase of tokens is exact.

Newest first is descending row number, which FTS5 gives without sorting. SQLite before 3.43 cannot
delete from a contentless table by number alone: the 'delete' command is given the old tokens.
"""

# ruff: noqa: S608  what is put into statements is table names and numbers of ours

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from mingbai.search.backends.asked import COUNT_CAP, TALLY_CAP, Asked, Found, Posting, Tally
from mingbai.search.connecting import connection
from mingbai.search.entries import BOOKS, DAY_SHIFT, DAYS_PER_YEAR, FIRST_YEAR, SHELF_MASK
from mingbai.search.text.tokens import Phrase, in_title, phrase

TABLES = {book: f"search_{book}_words" for book in BOOKS}


def create(execute: Callable[[str], object]) -> None:
    for table in TABLES.values():
        # `ascii` takes every other character as part of a word: the tokens come parted by spaces.
        execute(f"CREATE VIRTUAL TABLE {table} USING fts5(t, content='', columnsize=0, tokenize='ascii')")


def drop(execute: Callable[[str], object]) -> None:
    for table in TABLES.values():
        execute(f"DROP TABLE IF EXISTS {table}")


def insert(book: str, postings: Iterable[Posting]) -> None:
    rows = [(posting.key, " ".join(posting.tokens)) for posting in postings]
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {TABLES[book]} (rowid, t) VALUES (%s, %s)", rows)


def delete(book: str, postings: Iterable[Posting]) -> None:
    table = TABLES[book]
    rows = [(posting.key, " ".join(posting.tokens)) for posting in postings]
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {table} ({table}, rowid, t) VALUES ('delete', %s, %s)", rows)


def clear(book: str) -> None:
    table = TABLES[book]
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {table} ({table}) VALUES ('delete-all')")


def lock(book: str) -> None:
    """A transaction begun IMMEDIATE is already the only writer."""


def tidy(book: str) -> None:
    table = TABLES[book]
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {table} ({table}) VALUES ('optimize')")


def size(book: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT coalesce(sum(length(block)), 0) FROM {TABLES[book]}_data")
        return int(cursor.fetchone()[0])


def find(book: str, asked: Asked, tally: bool) -> Found:
    where, parameters = _where(book, asked)
    everything = _everything(asked)
    with connection.cursor() as cursor:
        if tally:
            count, counted = _tally(cursor, where, [everything, *parameters])
        else:
            count, counted = _count(cursor, where, [everything, *parameters]), None
        keys: dict[int, None] = {}
        for match in _tiers(asked, everything) if count else ():
            if len(keys) >= asked.wanted:
                break
            most = asked.wanted + len(keys)
            cursor.execute(f"SELECT rowid{where} ORDER BY rowid DESC LIMIT {most}", [match, *parameters])
            keys |= dict.fromkeys(row[0] for row in cursor.fetchall())
    page = list(keys)[asked.offset : asked.wanted]
    return Found(min(count, COUNT_CAP), count > COUNT_CAP, page, counted)


def _where(book: str, asked: Asked) -> tuple[str, list[int]]:
    """The FROM and WHERE that all statements of one search share; the match comes first."""
    table = TABLES[book]
    where = f" FROM {table} WHERE {table} MATCH %s"
    parameters = []
    if asked.first_key or asked.last_key < (1 << 63) - 1:
        where += " AND rowid BETWEEN %s AND %s"
        parameters = [asked.first_key, asked.last_key]
    if asked.shelves is not None:
        where += f" AND (rowid & {SHELF_MASK}) IN ({','.join(map(str, asked.shelves))})"
    return where, parameters


def _count(cursor, where: str, parameters: Sequence[object]) -> int:
    cursor.execute(f"SELECT count(*) FROM (SELECT 1{where} LIMIT {COUNT_CAP + 1})", parameters)
    return int(cursor.fetchone()[0])


def _tally(cursor, where: str, parameters: Sequence[object]) -> tuple[int, Tally]:
    """Joined strings leave SQLite several times faster than as many rows or groups. The rows come in the
    order of their keys, so the years, four digits each, are counted by looking for where each one ends."""
    cursor.execute(
        f"SELECT count(*), group_concat(rowid & {SHELF_MASK}),"
        f" group_concat((rowid >> {DAY_SHIFT}) / {DAYS_PER_YEAR} + {FIRST_YEAR})"
        f" FROM (SELECT rowid{where} ORDER BY rowid LIMIT {TALLY_CAP})",
        parameters,
    )
    count, shelves, years = cursor.fetchone()
    by_shelf = Counter(shelves.split(",")) if shelves else Counter[str]()
    return count, Tally(
        Counter({int(shelf): n for shelf, n in by_shelf.items()}), _year_counts(years or "", count)
    )


def _year_counts(years: str, count: int) -> Counter[int]:
    def year(row: int) -> str:
        return years[row * 5 : row * 5 + 4]

    counts = Counter[int]()
    start = 0
    while start < count:
        end = bisect_right(range(count), year(start), lo=start, key=year)
        counts[int(year(start))] = end - start
        start = end
    return counts


def _quoted(token: str) -> str:
    return f'"{token}"'


def _phrase(asked: Phrase) -> str:
    return _quoted(" ".join(asked.tokens)) + ("*" if asked.open else "")


def _any_of(words: Iterable[str], title: bool = False) -> str:
    found = (in_title(phrase(word)) if title else phrase(word) for word in words)
    return f"({' OR '.join(map(_phrase, found))})"


def _everything(asked: Asked) -> str:
    match = " AND ".join(map(_any_of, asked.groups))
    return f"({match}) OR {_quoted(asked.exact)}" if asked.or_exact else match


def _tiers(asked: Asked, everything: str) -> list[str]:
    """Best first; each may repeat rows of the one before."""
    if not asked.by_relevance:
        return [everything]
    titles = [_phrase(in_title(phrase)) for phrase in asked.phrases]
    tiers = [f"({everything}) AND {_quoted(asked.exact)}"] if asked.exact else []
    tiers += [_any_of(asked.guides, title=True)] if asked.guides else []
    tiers.append(" AND ".join(titles))
    if asked.others:
        tiers.append(" AND ".join(_any_of(group, title=True) for group in asked.groups))
    if len(titles) > 1:
        tiers.append(f"({everything}) AND ({' OR '.join(titles)})")
    if asked.others:
        tiers.append(" AND ".join(map(_phrase, asked.phrases)))
    return [*tiers, everything]


def titles(book: str, phrases: Sequence[Phrase], words: Sequence[str], most: int) -> list[int]:
    return _newest(book, " AND ".join(_phrase(in_title(phrase)) for phrase in phrases), most)


def beginning(book: str, token: str, most: int) -> list[int]:
    return _newest(book, _quoted(token) + "*", most)


def _newest(book: str, match: str, most: int) -> list[int]:
    table = TABLES[book]
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT rowid FROM {table} WHERE {table} MATCH %s ORDER BY rowid DESC LIMIT {most}", [match]
        )
        return [row[0] for row in cursor.fetchall()]
