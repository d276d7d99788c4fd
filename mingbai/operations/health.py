"""Whether this process can serve: for load balancers and monitors, in a word and without details."""

import os
from collections.abc import Callable
from pathlib import Path

from django.core.files.storage import FileSystemStorage, storages
from django.db import DatabaseError, connection

PROBE = "health-probe"


def failing() -> list[str]:
    """Names of the parts that do not work now; [] when all do."""
    return [name for name, works in PARTS.items() if not works()]


def database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def storage_answers() -> bool:
    return all(_usable(name) for name in ("default", "public"))


def _usable(name: str) -> bool:
    """A folder must be writable; another store must at least say whether a file is there."""
    storage = storages[name]
    try:
        if isinstance(storage, FileSystemStorage):
            return _writable(Path(storage.location))
        storage.exists(PROBE)
    except Exception:  # noqa: BLE001 - whatever an object store's client raises, it does not work
        return False
    return True


def _writable(folder: Path) -> bool:
    """The folder, or where it is not made yet, the first above it that is."""
    there = next(one for one in (folder, *folder.parents) if one.exists())
    return os.access(there, os.W_OK | os.X_OK)


PARTS: dict[str, Callable[[], bool]] = {"database": database_answers, "storage": storage_answers}
