"""Table four of the annual report: which cases a year counts, and in which cell.

A dispute counts once a year, as it stands on 31 December. An appeal that has begun by then stands in for its
first instance, whose judgment is not in force. What ends later changes nothing in an earlier year.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from mingbai.remedies.states import Group, Result


@dataclass(frozen=True)
class Standing:
    """A case as the count sees it. `result` is that which it ended with, whenever that was."""

    key: int
    group: Group
    began_on: date
    ended_on: date | None
    result: Result
    appeal_of: int | None = None


def standing_in(year: int, cases: Iterable[Standing]) -> list[tuple[Standing, Result]]:
    """The cases that count in `year`, each with the result it had on 31 December."""
    last = date(year, 12, 31)
    begun = [one for one in cases if one.began_on <= last]
    appealed = {one.appeal_of for one in begun if one.appeal_of is not None}
    found = []
    for one in begun:
        if one.key in appealed:
            continue
        if one.ended_on is None or one.ended_on > last:
            found.append((one, Result.PENDING))
        elif one.ended_on.year == year:
            found.append((one, one.result))
    return found


def cells(counted: Iterable[tuple[Group, Result]]) -> dict[tuple[Group, Result], int]:
    """How many in each of the twelve cells; those without any are zero."""
    found = {(group, result): 0 for group in Group for result in Result}
    for cell in counted:
        found[cell] += 1
    return found
