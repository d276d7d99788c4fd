"""What a table is: columns with a stable English key, a Chinese title and where the value comes from."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from ninja import Schema
from pydantic import Field, create_model

from mingbai.lib.clock import CHINA

Getter = Callable[[Any], Any]


@dataclass(frozen=True)
class Column:
    """`kind` is what JSON holds (None besides, where a value may be missing)."""

    key: str
    title: str
    kind: Any
    of: Getter


def attribute(key: str, title: str, kind: Any = str, name: str = "") -> Column:
    """A column that is an attribute of the row, of the same name unless told."""
    path = (name or key).split(".")

    def value(row: Any) -> Any:
        for part in path:
            row = None if row is None else getattr(row, part)
        return row

    return Column(key, title, kind, value)


@dataclass(frozen=True)
class Table:
    """`name` is its place in addresses, `title` the name of its file. Keys are never renamed or dropped."""

    name: str
    title: str
    columns: tuple[Column, ...]

    @property
    def titles(self) -> list[str]:
        return [column.title for column in self.columns]

    def as_json(self, row: Any) -> dict[str, Any]:
        return {column.key: json_value(column.of(row)) for column in self.columns}

    def as_cells(self, row: Any) -> list[Any]:
        return [cell(column.of(row)) for column in self.columns]

    @cached_property
    def schema(self) -> type[Schema]:
        """One row, for the description of the interface."""
        fields: dict[str, Any] = {
            one.key: (one.kind, Field(title=one.title, description=one.title)) for one in self.columns
        }
        return create_model(self.name.title().replace("-", ""), __base__=Schema, **fields)


def json_value(value: Any) -> Any:
    """Days as 2026-03-01, moments with China's offset to the second, all else as it is."""
    if isinstance(value, datetime):
        return value.astimezone(CHINA).isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [json_value(one) for one in value]
    return value


def cell(value: Any) -> Any:
    """The same for a spreadsheet: lists in one cell, moments as people in China read them."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime):
        return value.astimezone(CHINA).strftime("%Y-%m-%d %H:%M:%S")
    if isinstance(value, tuple | list):
        return "、".join(str(cell(one)) for one in value)
    if isinstance(value, Mapping):
        return "；".join(f"{name}：{one}" for name, one in value.items())
    return json_value(value)
