"""A process that changes what is public is killed at every step: nothing wrong stays on the site."""

import json
import os
import shutil
import subprocess
import sys

import pytest
from django.conf import settings
from django.db import connection

from tests import kept


@pytest.fixture
def database(tmp_path, standard):
    """A database of its own, which outlives a killed process; on either kind of database."""
    if connection.vendor == "sqlite":
        shutil.copy(kept._sqlite_path(), tmp_path / "db.sqlite3")
        yield f"sqlite:///{tmp_path / 'db.sqlite3'}"
        return
    name, facts = f"mingbai_killed_{os.getpid()}", connection.settings_dict
    with connection.creation._nodb_cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        cursor.execute(f"CREATE DATABASE {name} TEMPLATE {kept._postgres_name()}")
    yield f"postgres://{facts['USER']}:{facts['PASSWORD']}@{facts['HOST']}:{facts['PORT'] or 5432}/{name}"
    with connection.creation._nodb_cursor() as cursor:
        cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


def test_killed_at_any_step_no_page_shows_too_much_or_lacks_anything_after_the_sweep(database, tmp_path):
    environ = os.environ | {
        "DATABASE_URL": database,
        "MINGBAI_DATA": str(tmp_path / "data"),
        "STORED_PAGES": str(tmp_path / "data" / "pages"),
    }

    done = subprocess.run(
        [sys.executable, "-m", "tests.stored.killing"],
        cwd=settings.BASE_DIR, env=environ, capture_output=True, text=True, timeout=300,
    )  # fmt: skip

    assert done.returncode == 0, done.stderr[-3000:]
    assert {step: problems for step, problems in json.loads(done.stdout).items() if problems} == {}
