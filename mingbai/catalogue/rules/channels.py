"""Channels as printed in the catalogues: ■ must be used, □ may be used.

国家试点领域标准目录的填表说明：“■”为必选项，“□”为可选项；保障性住房用“●”“〇”，征地另用“▲”。
"""

import re
from collections.abc import Iterable
from typing import Any, NamedTuple

REQUIRED, OPTIONAL = "■●▲◆★√✓✔☑", "□○〇△◇☐"
_MARKED = re.compile(rf"([{REQUIRED}{OPTIONAL}])\s*([^{REQUIRED}{OPTIONAL}]*)")
_PLAIN = re.compile(r"[；;、，,\n]+")
_EDGES = " \t\r\n　；;、，,。"
# One place under the names it bears in different guides.
SAME = {"政府服务中心": "政务服务中心", "政府门户网站": "政府网站", "发布会听证会": "发布会/听证会"}


class Channel(NamedTuple):
    """Where a row is published. `required` is false for a place that may be chosen (□)."""

    name: str
    required: bool = True


def parse_channels(text: str) -> tuple[Channel, ...]:
    """The channels of a cell, in its order, each once; without any mark all that are named are required."""
    if re.search(rf"[{REQUIRED}{OPTIONAL}]", text):
        found = [Channel(_name(name), mark in REQUIRED) for mark, name in _MARKED.findall(text)]
    else:
        found = [Channel(_name(part), True) for part in _PLAIN.split(text)]
    return union(found)


def _name(text: str) -> str:
    name = re.sub(r"\s+", "", text).strip(_EDGES)
    name = re.sub(r"^其他[:：＿_]*(?=.)", "", name)
    name = re.sub(r"等$", "", name)
    return SAME.get(name, name)


def union(*several: Iterable[Channel]) -> tuple[Channel, ...]:
    """All channels, each once; required where any of them requires it."""
    found: dict[str, bool] = {}
    for channels in several:
        for name, required in channels:
            if name:
                found[name] = found.get(name, False) or required
    return tuple(Channel(name, required) for name, required in found.items())


def added(before: Iterable[Channel], after: Iterable[Channel]) -> tuple[Channel, ...]:
    """What `after` has beyond `before`: new places, and places that were a choice and are now required."""
    known = dict(before)
    return tuple(one for one in after if one.name not in known or (one.required and not known[one.name]))


def missing(before: Iterable[Channel], after: Iterable[Channel]) -> tuple[Channel, ...]:
    """Required places of `before` that `after` no longer requires."""
    kept = {one.name for one in after if one.required}
    return tuple(one for one in before if one.required and one.name not in kept)


def as_json(channels: Iterable[Channel]) -> list[dict[str, Any]]:
    return [{"name": name, "required": required} for name, required in channels]


def from_json(values: Iterable[dict[str, Any]]) -> tuple[Channel, ...]:
    return tuple(Channel(one["name"], one["required"]) for one in values)


def text_of(channels: Iterable[Channel]) -> str:
    """As it is printed: ■政府网站 □政府公报."""
    return " ".join(f"{'■' if one.required else '□'}{one.name}" for one in channels)
