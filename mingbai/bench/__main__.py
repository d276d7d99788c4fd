"""`make bench`: every benchmark in a process of its own, one JSON document on standard output.

python -m mingbai.bench [--large] [PART ...]
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from mingbai.bench.reachable import main as cannot_reach

POSTGRES = os.environ.get("BENCH_POSTGRES", "postgres://postgres@127.0.0.1:5432/mingbai_bench")
ON_A_DATABASE = ("searching", "finding", "publishing", "accounting", "answering", "proving")
ON_POSTGRES = ("visiting",)
PARTS = ("reading", "checking", "planning", "printing", "serving", "browsing", *ON_A_DATABASE, *ON_POSTGRES)


def main() -> int:
    parser = argparse.ArgumentParser(prog="mingbai.bench")
    parser.add_argument("parts", nargs="*", default=[], metavar="PART", help=", ".join(PARTS))
    parser.add_argument("--large", action="store_true", help="search over 1,000,000 documents")
    options = parser.parse_args()
    unknown = set(options.parts) - set(PARTS)
    if unknown:
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    results: dict[str, object] = {"cores": os.cpu_count()}
    with tempfile.TemporaryDirectory() as folder:
        for part in options.parts or PARTS:
            results[part] = _on_databases(part, options.large, Path(folder))
    print(json.dumps(results, ensure_ascii=False, indent=2))
    return 0


def _on_databases(part: str, large: bool, folder: Path) -> object:
    if part in ON_POSTGRES:
        return _on_postgres(part, large, folder)
    if part not in ON_A_DATABASE:
        return _run(part, large, folder, f"sqlite:///{folder / part}.sqlite3")
    results: dict[str, object] = {"sqlite": _run(part, large, folder, f"sqlite:///{folder / part}.sqlite3")}
    return results | {"postgresql": _on_postgres(part, large, folder)}


def _on_postgres(part: str, large: bool, folder: Path) -> object:
    return (
        _run(part, large, folder, POSTGRES) if cannot_reach(POSTGRES) == 0 else "skipped: cannot be reached"
    )


def _run(part: str, large: bool, folder: Path, database: str) -> object:
    print(f"… {part} {database.split(':')[0]}", file=sys.stderr, flush=True)
    environ = os.environ | {
        "MINGBAI_DATA": str(folder / f"{part}-data"),
        "MINGBAI_BENCH_LARGE": str(int(large)),
    }
    if database:
        environ["DATABASE_URL"] = database
    done = subprocess.run(
        [sys.executable, "-m", "mingbai.bench.part", part], env=environ, stdout=subprocess.PIPE, text=True
    )
    return json.loads(done.stdout) if done.returncode == 0 else f"failed with status {done.returncode}"


if __name__ == "__main__":
    sys.exit(main())
