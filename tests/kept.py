"""The test database, made once for each set of migrations and copied from then on.

Running all migrations takes half a minute of computing, copying their result a second. What the database
depends on is digested, so that a change makes a new one.
"""

import fcntl
import hashlib
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection

ROOT = Path(settings.BASE_DIR)
FOLDER = ROOT / ".pytest_cache" / "databases"
DEPENDS_ON = ("requirements-dev.lock", "tests/kept.py", "tests/first_day.py")
APPS = ("catalogue", "reviews", "search", "organisations", "timelimits")
"""Apps whose code or data fill tables while migrating or loading."""


def set_up(load: Callable[[], None]) -> str:
    """Give this process its test database, filled by `load`; returns the name to go back to."""
    before = str(settings.DATABASES["default"]["NAME"])
    with _alone():
        made = _copied_sqlite() if connection.vendor == "sqlite" else _copied_postgres()
        if not made:
            connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
            load()
            _keep_sqlite() if connection.vendor == "sqlite" else _keep_postgres()
    return before


def copy_to(path: Path) -> None:
    """The kept SQLite database as a file, for the product in a process of its own; none where none is kept.

    `mingbai setup` on it then finds all migrations applied.
    """
    if _sqlite_path().exists():
        shutil.copyfile(_sqlite_path(), path)


@contextmanager
def _alone() -> Iterator[None]:
    """Of several processes one makes the database, the others wait and copy it."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (FOLDER / f"{connection.vendor}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _key() -> str:
    digest = hashlib.sha256()
    for path in sorted(_files()):
        digest.update(path.relative_to(ROOT).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _files() -> Iterator[Path]:
    yield from (ROOT / name for name in DEPENDS_ON)
    yield from ROOT.glob("mingbai/*/migrations/*.py")
    for app in APPS:
        yield from (one for one in (ROOT / "mingbai" / app).rglob("*.*") if one.suffix != ".pyc")


def _begin(template: str = "") -> None:
    """An empty database, or on PostgreSQL a copy of `template`, under the name Django tests with."""
    creation = connection.creation
    connection.settings_dict["TEST"]["TEMPLATE"] = template or None
    name = creation._get_test_db_name()
    creation._create_test_db(verbosity=0, autoclobber=True)
    connection.close()
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = name
    connection.ensure_connection()


def _sqlite_path() -> Path:
    return FOLDER / f"{_key()}.sqlite3"


def _copied_sqlite() -> bool:
    path = _sqlite_path()
    if not path.exists():
        return False
    _begin()
    with sqlite3.connect(path) as kept:
        kept.backup(connection.connection)
    kept.close()
    return True


def _keep_sqlite() -> None:
    path = _sqlite_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_suffix(f".{os.getpid()}")
    with sqlite3.connect(half) as kept:
        connection.connection.backup(kept)
    kept.close()
    half.replace(path)


def _postgres_name() -> str:
    return f"mingbai_kept_{_key()}"


def _copied_postgres() -> bool:
    name = _postgres_name()
    with connection.creation._nodb_cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        found = cursor.fetchone() is not None
    if found:
        _begin(template=name)
    return found


def _keep_postgres() -> None:
    made = connection.settings_dict["NAME"]
    connection.close()
    with connection.creation._nodb_cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{_postgres_name()}" TEMPLATE "{made}"')
