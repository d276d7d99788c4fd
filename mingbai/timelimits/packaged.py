"""What the product brings: the notices of 2007 to 2026, and the limits of law with where they stand."""

import json
import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from mingbai.timelimits.notices import Day
from mingbai.timelimits.rules import Certainty, Effect, EventRule, LimitValue, Sense, Unit

DATA = files("mingbai.timelimits") / "data"


@cache
def holidays() -> Mapping[int, tuple[Day, ...]]:
    """Year → its days, in the order of the years."""
    found = {}
    for entry in (DATA / "holidays").iterdir():
        if entry.name.endswith(".json"):
            notice = json.loads(entry.read_text(encoding="utf-8"))
            found[int(notice["year"])] = days_of(notice["days"])
    return dict(sorted(found.items()))


def days_of(rows: Any) -> tuple[Day, ...]:
    """Days in the shape of the packaged files, sorted; KeyError, TypeError or ValueError for another."""
    days = {Day(date.fromisoformat(row["date"]), row["isOffDay"] is True, row["name"]) for row in rows}
    if len({day.date for day in days}) != len(days):
        raise ValueError("a day occurs twice")
    return tuple(sorted(days, key=lambda day: day.date))


@cache
def limits() -> Mapping[str, LimitValue]:
    """Key → limit, in the order of the file."""
    known = tomllib.loads((DATA / "limits.toml").read_text(encoding="utf-8"))
    return {row["key"]: limit_of(row) for row in known["limit"]}


def limit_of(row: Mapping[str, Any]) -> LimitValue:
    """A limit from its plain values; `events` is a list of tables, or of dicts as the database keeps them."""
    values = dict(row)
    values["unit"], values["sense"] = Unit(row["unit"]), Sense(row.get("sense", "within"))
    values["certainty"] = Certainty(row.get("certainty", "text"))
    values["events"] = tuple(
        EventRule(one["name"], one["label"], Effect(one["effect"]), one.get("number", 0))
        for one in row.get("events", ())
    )
    return LimitValue(**values)
