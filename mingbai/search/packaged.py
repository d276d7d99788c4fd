"""What the product brings: words that mean the same, how pinyin is written, how questions are put."""

import csv
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

_DATA = files("mingbai.search") / "data"


@cache
def synonyms() -> tuple[tuple[tuple[str, ...], str], ...]:
    """(words, note) of each packaged group, in the order of the file; the first word is the one shown."""
    with (_DATA / "synonyms.csv").open(encoding="utf-8-sig", newline="") as lines:
        rows = csv.DictReader(lines)
        return tuple((tuple(row["words"].split()), row["note"] or "") for row in rows)


@cache
def packaged(name: str) -> dict[str, Any]:
    """The lists of one file."""
    return tomllib.loads((_DATA / name).read_text(encoding="utf-8"))
