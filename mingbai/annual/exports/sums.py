"""The table of all reports that were summed up: a row for every cell, a column for every organisation."""

from mingbai.annual.models import AnnualReport
from mingbai.annual.queries.below import below
from mingbai.annual.queries.cells import own_tables
from mingbai.annual.queries.frozen import shown_tables
from mingbai.annual.rules.places import places, read
from mingbai.lib.tables import Sheet, to_workbook
from mingbai.report_check.form.cells import Cell, as_words, is_number


def sums_table(report: AnnualReport) -> bytes:
    """Two sheets: the figures, and how each organisation stands."""
    rows = below(report)
    summed = [(one.organisation.name, one.tables) for one in rows if one.is_summed and one.tables]
    columns = [(f"{report.organisation.name}（本级）", own_tables(report)), *summed]
    total = shown_tables(report)
    lines = [
        (place.label, _cell(read(total, place)), *(_cell(read(tables, place)) for _, tables in columns))
        for place in places(report.form).values()
    ]
    standing = [(one.organisation.name, one.standing, one.inclusion.left_out_reason) for one in rows]
    return to_workbook(
        [
            Sheet("数字", ["项目", "合计", *(name for name, _ in columns)], lines),
            Sheet("报送情况", ["单位", "状态", "不汇总的理由"], standing),
        ]
    )


def _cell(value: Cell) -> object:
    return value if is_number(value) else as_words(value)
