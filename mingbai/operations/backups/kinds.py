"""Which module dumps, restores and tries out the database that is in use."""

from types import ModuleType

from django.db import connection

from mingbai.lib.verdict import Denied
from mingbai.operations.backups import postgres, sqlite

_KINDS: dict[str, ModuleType] = {"sqlite": sqlite, "postgresql": postgres}
_NAMES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


def in_use() -> ModuleType:
    return _KINDS[connection.vendor]


def kind_for(vendor: str) -> ModuleType:
    """The module for a backup of that database; `Denied` when another one is in use."""
    if vendor != connection.vendor:
        there, here = _NAMES.get(vendor, vendor), _NAMES[connection.vendor]
        raise Denied(f"这份备份来自 {there}，现在用的是 {here}，不能恢复也不能核对。请检查 DATABASE_URL。")
    return _KINDS[vendor]
