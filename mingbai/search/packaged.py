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
    rows = csv.DictReader((_DATA / "synonyms.csv").read_text(encoding="utf-8-sig").splitlines())
    return tuple((tuple(row["words"].split()), row["note"] or "") for row in rows)


@cache
def packaged(name: str) -> dict[str, Any]:
    """The lists of one file."""
    return tomllib.loads((_DATA / name).read_text(encoding="utf-8"))
