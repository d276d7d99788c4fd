"""The connection on which the search asks in SQL: to the database that models are read from now."""

from typing import Any

from django.db import connections

from mingbai.lib.routing import alias_read


class _Connection:
    def __getattr__(self, name: str) -> Any:
        return getattr(connections[alias_read()], name)


connection: Any = _Connection()
