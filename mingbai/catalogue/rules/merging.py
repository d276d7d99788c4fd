"""One row as it counts for one organisation: the row itself and what the layers laid over it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from mingbai.catalogue.rules.channels import Channel, added, from_json, text_of, union


@dataclass(frozen=True)
class Difference:
    """What a layer changed: whose layer, which column, the words before and after."""

    layer: str
    column: str
    before: str
    after: str


@dataclass(frozen=True)
class Merged:
    """The columns that layers may change, as they count in the end, and every step on the way."""

    limit_text: str
    channels: tuple[Channel, ...]
    extra: Mapping[str, str] = field(default_factory=dict)
    applicable: bool = True
    reason: str = ""
    differences: tuple[Difference, ...] = ()


class Row(Protocol):
    limit_text: str
    channel_list: list[dict[str, Any]]
    extra: dict[str, str]


class Layer(Protocol):
    limit_text: str
    channel_list: list[dict[str, Any]]
    extra: dict[str, str]
    applicable: bool
    reason: str


def merge(row: Row, layers: Iterable[tuple[str, Layer]]) -> Merged:
    """`layers`: (name of the organisation, overlay) from the highest to the lowest."""
    merged = Merged(row.limit_text, from_json(row.channel_list), dict(row.extra))
    for name, layer in layers:
        merged = _laid_over(merged, name, layer)
    return merged


def _laid_over(below: Merged, name: str, layer: Layer) -> Merged:
    more = added(below.channels, from_json(layer.channel_list))
    limit = layer.limit_text or below.limit_text
    extra = {**below.extra, **{key: value for key, value in layer.extra.items() if value}}
    differences = list(below.differences)
    if limit != below.limit_text:
        differences.append(Difference(name, "公开时限", below.limit_text, limit))
    if more:
        differences.append(Difference(name, "公开渠道和载体", text_of(below.channels), text_of(more)))
    differences += [
        Difference(name, key, below.extra.get(key, ""), value)
        for key, value in extra.items()
        if below.extra.get(key, "") != value
    ]
    if not layer.applicable:
        differences.append(Difference(name, "是否适用", "适用", f"不适用：{layer.reason}"))
    return Merged(
        limit_text=limit,
        channels=union(below.channels, more),
        extra=extra,
        applicable=below.applicable and layer.applicable,
        reason=below.reason if layer.applicable else layer.reason,
        differences=tuple(differences),
    )
