"""Which grid belongs to which section."""

from mingbai.annual.queries.shown import Shown
from mingbai.annual.rules.grids import Grid, table_four, table_three, table_two


def grid_of(report: Shown, table: str) -> Grid:
    """The printed table two, three or four of a report."""
    if table == "two":
        return table_two(report.form, report.tables)
    return table_three(report.form, report.tables) if table == "three" else table_four(report.tables)
