"""What can be counted for an organisation over a period, by name. Apps above may register more.

A measure is a query: the number on a sheet and the list that it opens are the same rows.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, QuerySet, Sum

from mingbai.evaluation.rules.scoring import Measured
from mingbai.timelimits.periods import Period

Rows = Callable[[Period], QuerySet[Any]]
Groups = Mapping[int, int]
"""Organisation → the organisation on whose sheet it counts: itself, or one above it."""


@dataclass(frozen=True)
class Entry:
    """One row of a number, for the list: what it is, the day that matters, and where it opens."""

    text: str
    on: date | None
    state: str = ""
    url: str = ""


@dataclass(frozen=True)
class Measure:
    """`rows` are what counts. With `base` the number is a rate, rows of base; without rows in `base` there is
    no rate. With `ground` a count is known only where that query has rows: who owed nothing was not
    "never late". `sums` names the column that is added up instead of counting rows."""

    key: str
    label: str
    about: str
    rows: Rows
    described: Callable[[Any], Entry]
    base: Rows | None = None
    ground: Rows | None = None
    organisation: str = "organisation"
    sums: str = ""

    @property
    def is_rate(self) -> bool:
        return self.base is not None


_measures: dict[str, Measure] = {}
_families: dict[str, Callable[[str], Measure | None]] = {}


def register(measure: Measure) -> None:
    _measures[measure.key] = measure


def register_family(prefix: str, make: Callable[[str], Measure | None]) -> None:
    """`make` gives the measure of "prefix:rest", or None when there is none of that name."""
    _families[prefix] = make


def get(key: str) -> Measure | None:
    """The measure of that name, or None."""
    prefix, colon, rest = key.partition(":")
    if colon and prefix in _families:
        return _families[prefix](rest)
    return _measures.get(key)


def registered() -> list[Measure]:
    return list(_measures.values())


def compute(measure: Measure, groups: Groups, period: Period) -> dict[int, Measured]:
    """The number of every sheet, one query for each of rows, base and ground."""
    part = _grouped(measure, measure.rows(period), groups)
    sheets = set(groups.values())
    if measure.base is not None:
        whole = _grouped(measure, measure.base(period), groups)
        return {one: _rate(part.get(one, 0), whole.get(one, 0)) for one in sheets}
    known = sheets
    if measure.ground is not None:
        known = set(_grouped(measure, measure.ground(period), groups, counting=True))
    return {one: _count(part.get(one, 0), one in known) for one in sheets}


def _rate(part: int, whole: int) -> Measured:
    value = (Decimal(part) / whole).quantize(Decimal("0.000001")) if whole else None
    return Measured(value, part, whole)


def _count(number: int, known: bool) -> Measured:
    return Measured(Decimal(number) if known else None, number)


def _grouped(measure: Measure, rows: QuerySet[Any], groups: Groups, counting: bool = False) -> dict[int, int]:
    number = Sum(measure.sums) if measure.sums and not counting else Count("pk", distinct=True)
    found: dict[int, int] = {}
    counted = _within(measure, rows, groups).order_by().values(measure.organisation).annotate(number=number)
    for row in counted:
        sheet = groups[row[measure.organisation]]
        found[sheet] = found.get(sheet, 0) + (row["number"] or 0)
    return found


def _within(measure: Measure, rows: QuerySet[Any], groups: Groups) -> QuerySet[Any]:
    return rows.filter(**{f"{measure.organisation}__in": list(groups)})


def listed(measure: Measure, groups: Groups, period: Period) -> tuple[QuerySet[Any], QuerySet[Any] | None]:
    """The rows behind a number: those that count, and, for a rate, all of which they are a part."""
    base = _within(measure, measure.base(period), groups) if measure.base is not None else None
    return _within(measure, measure.rows(period), groups), base
