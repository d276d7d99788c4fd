"""Logs in one line: "received 07-03; third 07-05..07-12; third#2 07-06..; extended 07-25 x10; delayed 07-14 ->10-31"."""

import re
from datetime import date, timedelta

from mingbai.foi.rules.log import LogEntry

CONSULTING = {"third": "third_party", "co": "co_producer", "organ": "other_organ"}
PART = re.compile(
    r"(?P<name>\w+?)(?:#(?P<seq>\d))? (?P<on>[\d-]+)(?P<open>\.\.)?(?P<end>[\d-]+)?"
    r"(?: x(?P<number>\d+))?(?: ->(?P<until>[\d-]+))?"
)


def written(line: str, year: int | str = 2023) -> list[LogEntry]:
    """Days without a year are in `year`; a clarification notice without a day sets one thirty days later."""
    entries: list[LogEntry] = []
    for part in line.split("; "):
        found = PART.fullmatch(part)
        assert found is not None, part
        entries += _entries(found, str(year))
    return entries


def day(text: str, year: str) -> date:
    return date.fromisoformat(text if len(text) > 5 else f"{year}-{text}")


def _entries(found: re.Match[str], year: str) -> list[LogEntry]:
    name, seq, on = found["name"], int(found["seq"] or 0), day(found["on"], year)
    if name.removesuffix("_received") in CONSULTING and name.endswith("_received"):
        who = CONSULTING[name.removesuffix("_received")]
        return [LogEntry(f"consultation_{who}_received", on, seq)]
    if name in CONSULTING:
        begun = LogEntry(f"consultation_{CONSULTING[name]}_start", on, seq)
        stop = f"consultation_{CONSULTING[name]}_stop"
        return [begun, *([LogEntry(stop, day(found["end"], year), seq)] if found["end"] else [])]
    until = day(found["until"], year) if found["until"] else None
    if name == "clarification_sent" and until is None:
        until = on + timedelta(days=30)
    return [LogEntry(name, on, seq, "", until, int(found["number"]) if found["number"] else None)]
