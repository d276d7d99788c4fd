"""PostgreSQL: the tables of the books, and the function that makes the index from a text."""

from collections.abc import Callable

from mingbai.search.connecting import connection
from mingbai.search.entries import BOOKS
from mingbai.search.text.tokens import TITLE

TABLES = {book: f"search_{book}_words" for book in BOOKS}
ROWS = {book: f"search_{book}row" for book in BOOKS}  # the tables of models.Row

# `marked` is the title, everything, and the titles and numbers to be found whole, a line each.
# The cost keeps the planner from reading the table instead of the index.
_FUNCTIONS = (
    r"""
    CREATE OR REPLACE FUNCTION search_pieces(line text, mark text) RETURNS text[]
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
    DECLARE c text[] := pg_catalog.string_to_array(line, NULL);
    BEGIN
        RETURN (
            SELECT pg_catalog.array_agg(mark || w)
                || pg_catalog.array_agg(mark || w || x) FILTER (WHERE x <> ' ')
                || pg_catalog.array_agg(mark || w || x || y || CASE WHEN z <> ' ' THEN z ELSE '' END)
                    FILTER (WHERE x <> ' ' AND y <> ' ')
            FROM ROWS FROM (
                pg_catalog.unnest(c), pg_catalog.unnest(c[2:]), pg_catalog.unnest(c[3:]),
                pg_catalog.unnest(c[4:])
            ) AS run (w, x, y, z)
            WHERE w <> ' '
        );
    END $$""",
    rf"""
    CREATE OR REPLACE FUNCTION search_vector(marked text) RETURNS tsvector
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE COST 1000 AS $$
    DECLARE lines text[] := pg_catalog.string_to_array(marked, E'\n');
    BEGIN
        RETURN pg_catalog.array_to_tsvector(
            SCHEMA.search_pieces(lines[1], '{TITLE}') || SCHEMA.search_pieces(lines[2], '') || lines[3:]
        );
    END $$""",
)


def create(execute: Callable[[str], object]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT quote_ident(current_schema())")
        schema = cursor.fetchone()[0]
    for function in _FUNCTIONS:
        execute(function.replace("SCHEMA", schema))
    for table in TABLES.values():
        execute(
            f"CREATE TABLE {table} (key bigint PRIMARY KEY, marked text NOT NULL)"
            " WITH (toast_tuple_target = 128)"
        )
        # Unpacking would take longer than finding: texts are kept as they are.
        execute(f"ALTER TABLE {table} ALTER COLUMN marked SET STORAGE EXTERNAL")
        execute(f"CREATE INDEX {table}_pieces ON {table} USING gin (search_vector(marked))")
        # Statistics would make every vector anew, only to tell the planner what it must not believe.
        execute(f"ALTER INDEX {table}_pieces ALTER COLUMN 1 SET STATISTICS 0")

    _pack_for_speed(execute)


def _pack_for_speed(execute: Callable[[str], object]) -> None:
    """Texts cut for snippets unpack several times faster from lz4, which not every server has."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT 'lz4' = ANY(enumvals) FROM pg_settings WHERE name = 'default_toast_compression'"
        )
        if cursor.fetchone() != (True,):
            return
    for table in ROWS.values():
        execute(f"ALTER TABLE {table} ALTER COLUMN text SET COMPRESSION lz4")


def drop(execute: Callable[[str], object]) -> None:
    for table in TABLES.values():
        execute(f"DROP TABLE IF EXISTS {table}")
    execute("DROP FUNCTION IF EXISTS search_vector(text)")
    execute("DROP FUNCTION IF EXISTS search_pieces(text, text)")
