"""Data packaged with the product: checklists, example schemes, the self-check form, parameters."""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from mingbai.evaluation.models import Parameter


@dataclass(frozen=True)
class Check:
    """One line of a checklist. `machine` names what the machine looks at first ("" for nothing)."""

    key: str
    title: str
    asks: str
    machine: str
    severity: str
    basis: str


@dataclass(frozen=True)
class Question:
    """One line of the self-check. `measure` and `expects` say how the machine answers it, if it can."""

    key: str
    group: str
    question: str
    basis: str
    measure: str = ""
    expects: dict[str, Any] | None = None


@cache
def _read(name: str) -> Any:
    path = files("mingbai.evaluation") / "data" / f"{name}.json"
    return json.loads(path.read_text(encoding="utf-8"))


def checklist(subject: str) -> list[Check]:
    return [Check(**row) for row in _read("checklists")[subject]]


def questions() -> list[Question]:
    return [Question(**row) for row in _read("selfcheck")]


def example_schemes() -> dict[str, dict[str, Any]]:
    return {row["key"]: row for row in _read("schemes")}


def parameter_defaults() -> dict[str, dict[str, str]]:
    return _read("parameters")


def parameter(key: str) -> str:
    """The county's value, or the packaged one; KeyError for an unknown parameter."""
    packaged = parameter_defaults()[key]["value"]
    row = Parameter.objects.filter(pk=key).first()
    return row.value if row else packaged
