"""What is counted: the rows of every table of the product, over any cursor."""

from typing import Any

from django.apps import apps
from django.db import DatabaseError, connection

from mingbai.accounts.models import User
from mingbai.organisations.models import Organisation


def tables() -> list[str]:
    """The tables of all models, those between models included."""
    models = apps.get_models(include_auto_created=True)
    return sorted({one._meta.db_table for one in models if one._meta.managed and not one._meta.proxy})


def counted(cursor: Any) -> dict[str, int]:
    """Rows by table, as the cursor sees them."""
    found = {}
    for table in tables():
        cursor.execute(f'SELECT COUNT(*) FROM "{table}"')  # noqa: S608  the names are those of our models
        found[table] = cursor.fetchone()[0]
    return found


def is_empty() -> bool:
    """Whether nothing was entered here yet; what `mingbai setup` adds does not count."""
    if User._meta.db_table not in connection.introspection.table_names():
        return True
    try:
        return not (User.objects.exists() or Organisation.objects.exists())
    except DatabaseError:  # tables of an older version: somebody worked with them
        return False
