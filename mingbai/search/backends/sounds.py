"""The sounds of the public titles, in a table beside the words: one document of tokens per row.

Everything here that only one database understands is chosen in `_DIALECTS`.

    SQLite      an FTS5 table that keeps its text, so that a row leaves it by its number alone
    PostgreSQL  a tsvector with positions, so that tokens must follow each other
"""

# ruff: noqa: S608  what is put into statements is the name of our table

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from mingbai.search.connecting import connection
from mingbai.search.text.sounds import Heard

TABLE = "search_public_sounds"


class _Dialect(NamedTuple):
    """`create`: statements; `find`: the one that searches. `document` and `query` make what is stored and
    what is asked."""

    create: tuple[str, ...]
    key: str
    value: str
    find: str
    document: Callable[[Sequence[str]], str]
    query: Callable[[Iterable[Heard]], str]


def create(execute: Callable[[str], object]) -> None:
    for statement in _dialect().create:
        execute(statement)


def drop(execute: Callable[[str], object]) -> None:
    execute(f"DROP TABLE IF EXISTS {TABLE}")


def insert(documents: Iterable[tuple[int, Sequence[str]]]) -> None:
    """Add rows, each its key and tokens."""
    dialect = _dialect()
    rows = [(key, dialect.document(tokens)) for key, tokens in documents]
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {TABLE} ({dialect.key}, t) VALUES (%s, {dialect.value})", rows)


def delete(keys: Iterable[int]) -> None:
    dialect = _dialect()
    with connection.cursor() as cursor:
        cursor.executemany(f"DELETE FROM {TABLE} WHERE {dialect.key} = %s", [(key,) for key in keys])


def clear() -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {TABLE}")


def find(heard: Iterable[Heard], most: int) -> list[int]:
    """Keys of the newest rows in which any of these is heard; of a sound in very many titles, new ones."""
    dialect = _dialect()
    with connection.cursor() as cursor:
        cursor.execute(
            dialect.find.format(most=int(most)),
            [dialect.query(heard)],
        )
        return [row[0] for row in cursor.fetchall()]


def _dialect() -> _Dialect:
    return _DIALECTS[connection.vendor]


def _quoted_phrase(heard: Heard) -> str:
    return f'"{" ".join(heard.tokens)}"' + (" *" if heard.open else "")


def _positioned(tokens: Sequence[str]) -> str:
    """As PostgreSQL writes a vector; a title is never so long that positions run out."""
    return " ".join(f"'{token}':{at}" for at, token in enumerate(tokens, 1))


def _followed(heard: Heard) -> str:
    parts = [f"'{token}'" for token in heard.tokens]
    return "(" + " <-> ".join(parts) + (":*" if heard.open else "") + ")"


_DIALECTS = {
    "sqlite": _Dialect(
        (f"CREATE VIRTUAL TABLE {TABLE} USING fts5(t, columnsize=0, tokenize='ascii')",),
        "rowid",
        "%s",
        f"SELECT rowid FROM {TABLE} WHERE {TABLE} MATCH %s ORDER BY rowid DESC LIMIT {{most}}",
        " ".join,
        lambda heard: " OR ".join(map(_quoted_phrase, heard)),
    ),
    "postgresql": _Dialect(
        (
            f"CREATE TABLE {TABLE} (key bigint PRIMARY KEY, t tsvector NOT NULL)",
            f"CREATE INDEX {TABLE}_t ON {TABLE} USING gin (t)",
        ),
        "key",
        "%s::tsvector",
        # That sounds follow each other is tested row by row: not of all rows with a frequent sound.
        f"SELECT key FROM (SELECT key FROM {TABLE} WHERE t @@ %s::tsquery LIMIT 2000) AS newest"
        " ORDER BY key DESC LIMIT {most}",
        _positioned,
        lambda heard: " | ".join(map(_followed, heard)),
    ),
}
