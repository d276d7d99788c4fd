"""The database of several servers: PostgreSQL's own pg_dump, pg_restore and psql."""

import os
import re
import secrets
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from django.db import DatabaseError, ProgrammingError, connection

from mingbai.lib.verdict import Denied
from mingbai.operations.backups import rows
from mingbai.operations.backups.sqlite import aliased

MEMBER = "database.dump"
INSTALLED = Path("/usr/lib/postgresql")
OPTIONS_AS_VARIABLES = {"sslmode": "PGSSLMODE", "sslrootcert": "PGSSLROOTCERT"}
# Tables, functions and sequences that are not an extension's; whoever runs it need not own the schema.
EMPTIED = """SET lock_timeout = '30s';
SET client_min_messages = warning;
DO $$ DECLARE one record; BEGIN
  FOR one IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
    EXECUTE format('DROP TABLE IF EXISTS public.%I CASCADE', one.tablename);
  END LOOP;
  FOR one IN SELECT oid::regprocedure AS name FROM pg_proc WHERE pronamespace = 'public'::regnamespace
      AND NOT EXISTS (SELECT 1 FROM pg_depend WHERE objid = pg_proc.oid AND deptype = 'e') LOOP
    EXECUTE format('DROP ROUTINE IF EXISTS %s CASCADE', one.name);
  END LOOP;
  FOR one IN SELECT sequencename FROM pg_sequences WHERE schemaname = 'public' LOOP
    EXECUTE format('DROP SEQUENCE IF EXISTS public.%I CASCADE', one.sequencename);
  END LOOP;
END $$;
"""


def dump(folder: Path) -> tuple[Path, dict[str, int]]:
    """A dump in `folder`, with the rows that are in it: both see the database at the same moment."""
    packed = folder / MEMBER
    program = tool("pg_dump", _server_major())
    with _snapshot() as (cursor, name):
        counts = rows.counted(cursor)
        options = ["--format=custom", "--no-owner", "--no-privileges", f"--snapshot={name}"]
        _run([program, *options, f"--file={packed}"], _database())
    return packed, counts


@contextmanager
def _snapshot() -> Iterator[tuple[Any, str]]:
    other = connection.copy()
    other.set_autocommit(False)
    try:
        with other.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            cursor.execute("SELECT pg_export_snapshot()")
            yield cursor, cursor.fetchone()[0]
        other.rollback()
    finally:
        other.close()


def restore(packed: Path) -> None:
    """Take what is there away and put the dump in its place, both in one transaction."""
    connection.close()
    _play(packed, _database())


@contextmanager
def tried(packed: Path) -> Iterator[str]:
    """The dump as a database of its own for the time of the block; gives its alias."""
    name = f"mingbai_try_{secrets.token_hex(6)}"
    with _made(name):
        _play(packed, name)
        with aliased({**connection.settings_dict, "NAME": name}) as alias:
            yield alias


@contextmanager
def _made(name: str) -> Iterator[None]:
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute(f"CREATE DATABASE \"{name}\" TEMPLATE template0 ENCODING 'UTF8'")
    except ProgrammingError as error:
        raise Denied(
            "数据库用户没有新建数据库的权限，不能试恢复。"
            f'请以 postgres 身份运行：ALTER USER "{connection.settings_dict["USER"]}" CREATEDB;'
        ) from error
    try:
        yield
    finally:
        with suppress(DatabaseError), other.cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')
        other.close()


def _play(packed: Path, database: str) -> None:
    """The dump as commands, run as a whole or not at all."""
    script, emptied = packed.with_suffix(".sql"), packed.with_name("emptied.sql")
    emptied.write_text(EMPTIED)
    major = _server_major()
    written = ["--no-owner", "--no-privileges", f"--file={script}", str(packed)]
    _run([tool("pg_restore", major), *written], "")
    whole = ["--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1", "--output=/dev/null"]
    _run([tool("psql", major), *whole, f"--file={emptied}", f"--file={script}"], database)


def _run(command: list[str], database: str) -> None:
    """The password goes by the environment: others can read command lines."""
    done = subprocess.run(  # noqa: S603 - our own tools and paths
        command, env=_environment(database), capture_output=True, text=True, check=False
    )
    if done.returncode:
        lines = done.stderr.strip().splitlines()
        reason = next((line for line in lines if "ERROR" in line or "FATAL" in line), "".join(lines[:1]))[
            :300
        ]
        raise Denied(f"{Path(command[0]).name} 没有做成：{reason}")


def _environment(database: str) -> dict[str, str]:
    facts = connection.settings_dict
    known = {"PGHOST": facts["HOST"], "PGPORT": facts["PORT"], "PGUSER": facts["USER"]}
    known |= {"PGPASSWORD": facts["PASSWORD"], "PGDATABASE": database}
    options = facts.get("OPTIONS") or {}
    known |= {variable: options.get(name, "") for name, variable in OPTIONS_AS_VARIABLES.items()}
    return {**os.environ, **{name: str(value) for name, value in known.items() if value}}


def _database() -> str:
    return str(connection.settings_dict["NAME"])


def _server_major() -> int:
    connection.ensure_connection()
    return int(connection.connection.info.server_version) // 10_000


def tool(name: str, at_least: int) -> str:
    """The path of the program in the oldest version that is new enough; `Denied` when there is none."""
    found = sorted((version, path) for path in _places(name) if (version := _version(path)))
    for version, path in found:
        if version >= at_least:
            return path
    what = f"这里的 {name} 是 {found[-1][0]} 版，比数据库旧" if found else f"没有找到 {name}"
    raise Denied(f"{what}。请安装：sudo apt install postgresql-client-{at_least}。")


def _places(name: str) -> list[str]:
    inside = [str(path) for path in INSTALLED.glob(f"*/bin/{name}")]
    return inside or [path for path in [shutil.which(name)] if path]


def _version(path: str) -> int:
    """The major version that the program says; 0 when it says none."""
    try:
        told = subprocess.run([path, "--version"], capture_output=True, text=True, check=False)  # noqa: S603  # our own path
    except OSError:
        return 0
    number = re.search(r"(\d+)(?:\.\d+)*", told.stdout)
    return int(number[1]) if number else 0
