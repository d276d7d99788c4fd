"""Exit 0 when the PostgreSQL named on the command line answers; the database itself is made if absent."""

import sys
from urllib.parse import urlsplit

import psycopg


def main(url: str) -> int:
    server = urlsplit(url)
    name = server.path.lstrip("/")
    try:
        with psycopg.connect(
            server._replace(path="/postgres").geturl(), connect_timeout=3, autocommit=True
        ) as link:
            known = link.execute("select 1 from pg_database where datname = %s", [name]).fetchone()
            if not known:
                link.execute(f'create database "{name}"')
    except psycopg.OperationalError:
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
