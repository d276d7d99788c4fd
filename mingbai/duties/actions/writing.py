"""Writing many lines of the ledger at once.

The only SQL of the ledger's own: a county has hundreds of thousands of lines, and building
statements from model instances takes most of the time of a refresh. ON CONFLICT is understood by
SQLite (3.24) and PostgreSQL (9.5) alike.
"""

from datetime import date
from typing import Any

from django.db import connection

from mingbai.duties.models import Instance
from mingbai.duties.queries.lines import COLUMNS, Line

UNIQUE = ("duty_id", "key")


def upsert(lines: list[Line]) -> None:
    """Add these lines, or bring those with the same duty and key in line; inside the caller's transaction."""
    if not lines:
        return
    with connection.cursor() as cursor:
        cursor.executemany(_statement(), [[_plain(value) for value in line] for line in lines])


def _statement() -> str:
    quoted = connection.ops.quote_name
    names = ", ".join(quoted(name) for name in COLUMNS)
    places = ", ".join(["%s"] * len(COLUMNS))
    unique = ", ".join(quoted(name) for name in UNIQUE)
    values = ", ".join(f"{quoted(name)} = excluded.{quoted(name)}" for name in COLUMNS if name not in UNIQUE)
    table = quoted(Instance._meta.db_table)
    return (  # the names are this module's own, all values are parameters
        f"INSERT INTO {table} ({names}) VALUES ({places}) "  # noqa: S608
        f"ON CONFLICT ({unique}) DO UPDATE SET {values}"
    )


def _plain(value: Any) -> Any:
    return connection.ops.adapt_datefield_value(value) if isinstance(value, date) else value
