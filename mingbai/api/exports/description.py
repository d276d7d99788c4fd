"""The description by OpenAPI, arranged for people."""

from dataclasses import dataclass
from typing import Any

from mingbai.api.exports.records import absolute

EXAMPLES = {
    "records": "?since=2026-01-01&limit=20",
    "items": "?field=shbx",
    "promises": "?year=2026",
    "village-months": "?year=2026",
    "search": "?q=低保",
    "verify": "?index_number=索引号",
    "record-by-index": "?number=索引号",
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


def described(schema: dict[str, Any]) -> list[Described]:
    """Every address, the most wanted first."""
    found = [_operation(address, operation["get"], schema) for address, operation in schema["paths"].items()]
    return sorted(found, key=lambda one: FIRST.index(one.key) if one.key in FIRST else len(FIRST))


def _operation(address: str, operation: dict[str, Any], schema: dict[str, Any]) -> Described:
    answer = _answer(operation, schema)
    rows = answer.get("properties", {}).get("items", {}).get("items")
    shown = _named(rows, schema) if rows else answer
    key = operation["operationId"]
    sample = address.replace("{pk}", "12").replace("{code}", "机构代码").replace("{year}", "2026")
    return Described(
        key=key,
        address=address,
        summary=operation["summary"],
        about=operation.get("description", ""),
        parameters=tuple(_parameter(one) for one in operation.get("parameters", [])),
        keys=tuple(_key(name, one) for name, one in shown.get("properties", {}).items()),
        twins=rows is not None,
        example=absolute(sample) + EXAMPLES.get(key, ""),
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
