"""Table four: how many cases of each group ended how in a year, and which."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from mingbai.organisations.models import Organisation
from mingbai.remedies.models import Case
from mingbai.remedies.rules.counting import Standing, cells, standing_in
from mingbai.remedies.states import Group, Result, State


@dataclass(frozen=True)
class Counted:
    """A case with the cell it counts in. `result` is that of 31 December, not that of today."""

    case: Case
    group: Group
    result: Result


def counted(organisations: Iterable[Organisation], year: int) -> list[Counted]:
    """The cases that table four of `year` counts for these organisations; see `rules.counting`."""
    rows = (
        Case.objects.filter(organisation__in=list(organisations), began_on__lte=date(year, 12, 31))
        .exclude(state=State.VOID)
        .select_related("organisation", "follows", "appeal_of")
        .order_by("began_on", "pk")
    )
    cases = {one.pk: one for one in rows}
    standings = [
        Standing(pk, one.group, one.began_on, one.ended_on, Result(one.result), one.appeal_of_id)
        for pk, one in cases.items()
    ]
    return [Counted(cases[one.key], one.group, result) for one, result in standing_in(year, standings)]


def figures(organisations: Iterable[Organisation], year: int) -> dict[tuple[Group, Result], int]:
    """The twelve cells of table four without its totals; cells without a case are zero."""
    return cells((one.group, one.result) for one in counted(organisations, year))


def cases_in(organisations: Iterable[Organisation], year: int, group: Group, result: Result) -> list[Case]:
    """The records behind one cell."""
    rows = counted(organisations, year)
    return [one.case for one in rows if (one.group, one.result) == (group, result)]
