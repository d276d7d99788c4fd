"""How a leaf is written, how tiles are named, and how entries are put together for programs."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

from mingbai.lib import digests
from mingbai.lib.merkle import TILE_WIDTH

FACTS = {
    "kind", "index", "time", "organisation", "version", "digest", "channel", "place", "into", "key",
    "backfilled", "happened",
}  # fmt: skip
"""All that a leaf may say. No titles, no names: it can never be taken back."""

CLOCK_TOLERANCE = timedelta(minutes=10)
"""Clocks are set right by so much; an entry that says it is older was entered later."""

LONGEST_ENTRY = 0xFFFF
_NUMBER = re.compile(r"(?:x[0-9]{3}/)*[0-9]{3}")


def leaf_text(kind: str, index: str, time: datetime, data: dict[str, Any]) -> str:
    """The exact text of a leaf: JSON, sorted keys, no blanks. ValueError for what may not stand in it."""
    facts = {**data, "kind": kind, "index": index, "time": time_text(time)}
    if unknown := facts.keys() - FACTS:
        raise ValueError(f"A leaf does not hold {', '.join(sorted(unknown))}.")
    if not all(isinstance(value, str | int) for value in facts.values()):
        raise ValueError("A leaf holds texts and whole numbers.")
    text = digests.canonical(facts)
    if len(text.encode()) > LONGEST_ENTRY:
        raise ValueError("The leaf is too long.")
    return text


def time_text(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def moment_of(text: str) -> datetime:
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)


def tile_name(number: int) -> str:
    """1234067 → x001/x234/067."""
    parts = [f"{number % 1000:03d}"]
    while number := number // 1000:
        parts.insert(0, f"x{number % 1000:03d}")
    return "/".join(parts)


def tile_number(name: str) -> int | None:
    """The number of such a name; None for any other spelling."""
    if not _NUMBER.fullmatch(name):
        return None
    number = int(name.replace("/", "").replace("x", ""))
    return number if tile_name(number) == name else None


def widths(size: int, level: int) -> tuple[int, int]:
    """How many full tiles a tree of that size has at a level, and how many hashes the next one has."""
    return divmod(size >> 8 * level, TILE_WIDTH)


def bundle(entries: list[str]) -> bytes:
    """Entries one after the other, each after its length in two bytes (tlog-tiles)."""
    encoded = [one.encode() for one in entries]
    return b"".join(len(one).to_bytes(2) + one for one in encoded)


def unbundle(data: bytes) -> list[str]:
    """The entries of a bundle. ValueError for anything that is none."""
    entries, at = [], 0
    while at < len(data):
        end = at + 2 + int.from_bytes(data[at : at + 2])
        if at + 2 > len(data) or end > len(data):
            raise ValueError("The bundle ends in the middle of an entry.")
        entries.append(data[at + 2 : end].decode())
        at = end
    return entries
