"""How well, and how fast, plan documents become tasks, measured against lists written by hand.

The lists (`tests/plans/truth`) hold facts only; the documents lie in the shared folder. A document that
is not there is left out.
"""

import json
import os
import statistics
import time
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from django.conf import settings

from mingbai.documents.reading import read as read_document
from mingbai.plans.reader import read

CHARACTERS_A_PAGE = 600
ROUNDS = 5
FIELDS = ("lead", "support", "deadline", "frequency", "quantities", "modality")
HEADS = ("title", "organisation", "year")
Json = Mapping[str, Any]


def measure() -> dict[str, Any]:
    """Precision, recall and F1 per document and field, and pages of 600 characters read per second."""
    documents = pairs()
    figures: dict[str, Any] = {"cores": os.cpu_count(), "documents": {}}
    spent, characters = [], 0
    for name, source, truth in documents:
        data = source.read_bytes()
        characters += len("".join(read_document(data, source.name).text.split()))
        times = [_seconds(data, source.name) for _ in range(ROUNDS)]
        spent.append(statistics.median(times))
        found = read(read_document(data, source.name)).as_json()
        figures["documents"][name] = compare(found, truth)
    pages = characters / CHARACTERS_A_PAGE
    figures["pages"] = round(pages, 1)
    figures["pages_per_second"] = round(pages / sum(spent), 1) if spent else None
    figures["all"] = _together(figures["documents"].values())
    return figures


def pairs() -> list[tuple[str, Path, dict[str, Any]]]:
    """(name, document, expected list) for each list whose document is there."""
    shared = Path(os.environ.get("MINGBAI_SHARED", settings.BASE_DIR.parent / "shared"))
    found = []
    for truth in sorted((settings.BASE_DIR / "tests" / "plans" / "truth").glob("*.json")):
        for source in sorted((shared / "seeds").glob(f"{truth.stem}_*")):
            found.append((truth.stem, source, json.loads(truth.read_text(encoding="utf-8"))))
    return found


def _seconds(data: bytes, name: str) -> float:
    begun = time.perf_counter()
    read(read_document(data, name))
    return time.perf_counter() - begun


def compare(found: Json, truth: Json) -> dict[str, Any]:
    """The figures of one document. Tasks are matched by path; what stands at a task that was missed or
    made up counts as missed or made up itself."""
    ours, theirs = (_by_path(one["tasks"]) for one in (found, truth))
    figures: dict[str, Any] = {"tasks": score(Counter(ours.keys()), Counter(theirs.keys()))}
    for field in FIELDS:
        figures[field] = score(_facts(ours, field), _facts(theirs, field))
    figures["head"] = {name: found[name] == truth[name] for name in HEADS}
    figures["wrong"] = sorted(
        {path for field in FIELDS for path, *_ in _differing(_facts(ours, field), _facts(theirs, field))}
    )
    return figures


def _by_path(tasks: Iterable[Json]) -> dict[str, Json]:
    """Tasks by path; a path that occurs again is marked, so that it counts as one of its own."""
    found: dict[str, Json] = {}
    for task in tasks:
        path = "".join(task["path"].split())
        while path in found:
            path += "′"
        found[path] = task
    return found


def _facts(tasks: Mapping[str, Json], field: str) -> Counter[tuple[Any, ...]]:
    """What the tasks say in one field, as countable facts."""
    return Counter((path, *fact) for path, task in tasks.items() for fact in _values(task[field], field))


def _values(value: Any, field: str) -> list[tuple[Any, ...]]:
    if field == "deadline":
        return [(value["date"],)] if value else []
    if field == "frequency":
        return [(value["times"], value["per"], value["at_least"])] if value else []
    if field == "quantities":
        return [(one["number"], _unit(one["unit"])) for one in value]
    return [(value,)] if field == "modality" else [("".join(one.split()),) for one in value]


def _unit(printed: str) -> str:
    """6大领域 counts 领域, however much of the words around it was taken along."""
    return printed.removeprefix("个").removeprefix("大") or printed


def _differing(ours: Counter[Any], theirs: Counter[Any]) -> Iterable[tuple[Any, ...]]:
    return [*(ours - theirs), *(theirs - ours)]


def score(ours: Counter[Any], theirs: Counter[Any]) -> dict[str, Any]:
    """`precision` of an empty answer and `recall` of an empty expectation are 1."""
    right = (ours & theirs).total()
    return _rates(right, ours.total(), theirs.total())


def _rates(right: int, found: int, expected: int) -> dict[str, Any]:
    precision = right / found if found else 1.0
    recall = right / expected if expected else 1.0
    both = precision + recall
    return {
        "precision": round(precision, 3),
        "recall": round(recall, 3),
        "f1": round(2 * precision * recall / both, 3) if both else 0.0,
        "right": right,
        "found": found,
        "expected": expected,
    }


def _together(documents: Iterable[Json]) -> dict[str, Any]:
    rows = list(documents)
    return {
        field: _rates(*(sum(row[field][key] for row in rows) for key in ("right", "found", "expected")))
        for field in ("tasks", *FIELDS)
    }
