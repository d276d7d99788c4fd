"""The description by OpenAPI, arranged for people."""

from dataclasses import dataclass
from typing import Any

from django.utils.encoding import iri_to_uri

from mingbai.api.exports.records import absolute

EXAMPLES = {
    "records": "?organisation={code}&since=2026-01-01&limit=20",
    "items": "?organisation={code}",
    "promises": "?year=2026",
    "village-months": "?year=2026",
    "search": "?q=低保",
    "verify": "?index_number={number}",
    "record-by-index": "?number={number}",
}
FIRST = ("records", "record", "record-by-index", "search", "verify", "bulk", "bulk_year", "organisations")


@dataclass(frozen=True)
class Parameter:
    name: str
    about: str
    needed: bool


@dataclass(frozen=True)
class Key:
    name: str
    title: str
    about: str


@dataclass(frozen=True)
class Described:
    """`twins` says whether there are CSV and XLSX of it; `keys` are those of one row, or of the answer."""

    key: str
    address: str
    summary: str
    about: str
    parameters: tuple[Parameter, ...]
    keys: tuple[Key, ...]
    twins: bool
    example: str


@dataclass(frozen=True)
class Sample:
    """What stands in the examples, so that they can be tried."""

    pk: int = 12
    number: str = "索引号"
    code: str = "机构代码"
    year: int = 2026


def described(schema: dict[str, Any], sample: Sample) -> list[Described]:
    """Every address, the most wanted first."""
    paths = schema["paths"].items()
    found = [_operation(address, operation["get"], schema, sample) for address, operation in paths]
    return sorted(found, key=lambda one: FIRST.index(one.key) if one.key in FIRST else len(FIRST))


def _operation(address: str, operation: dict[str, Any], schema: dict[str, Any], sample: Sample) -> Described:
    answer = _answer(operation, schema)
    rows = answer.get("properties", {}).get("items", {}).get("items")
    shown = _named(rows, schema) if rows else answer
    key = operation["operationId"]
    example = (address + EXAMPLES.get(key, "")).format_map(vars(sample))
    return Described(
        key=key,
        address=address,
        summary=operation["summary"],
        about=operation.get("description", ""),
        parameters=tuple(_parameter(one) for one in operation.get("parameters", [])),
        keys=tuple(_key(name, one) for name, one in shown.get("properties", {}).items()),
        twins=rows is not None,
        example=absolute(iri_to_uri(example)),
    )


def _parameter(one: dict[str, Any]) -> Parameter:
    places = {"pk": "编号", "code": "机构代码", "year": "年份"}
    about = one.get("description") or one["schema"].get("description") or places.get(one["name"], "")
    return Parameter(one["name"], about, bool(one.get("required")))


def _key(name: str, one: dict[str, Any]) -> Key:
    title, about = one.get("title", name), one.get("description", "")
    return Key(name, title, "" if about == title else about)


def _answer(operation: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    content = operation["responses"].get(200, {}).get("content", {})
    return _named(content["application/json"]["schema"], schema) if content else {}


def _named(part: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    """What a reference stands for."""
    name = part.get("$ref", "").rpartition("/")[2]
    return schema["components"]["schemas"][name] if name else part
