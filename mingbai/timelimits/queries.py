"""The working calendar."""

import json
from datetime import date
from functools import cache
from importlib.resources import files

from mingbai.timelimits.rules import Calendar


@cache
def calendar() -> Calendar:
    """The State Council's yearly notices that are packaged with the product, 2007 to 2026."""
    off: set[date] = set()
    made_up: set[date] = set()
    years: set[int] = set()
    folder = files("mingbai.timelimits") / "data" / "holidays"
    for entry in folder.iterdir():
        if not entry.name.endswith(".json"):
            continue
        notice = json.loads(entry.read_text(encoding="utf-8"))
        years.add(notice["year"])
        for day in notice["days"]:
            (off if day["isOffDay"] else made_up).add(date.fromisoformat(day["date"]))
    return Calendar(frozenset(off), frozenset(made_up), frozenset(years))
