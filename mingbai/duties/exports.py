"""The ledger as Excel; the numbers come from the same queries as the pages."""

from collections.abc import Iterable, Sequence

from django.http import HttpResponse

from mingbai.duties.models import Instance
from mingbai.duties.queries import Matrix
from mingbai.duties.rules import Counts
from mingbai.lib.tables import Sheet, to_workbook
from mingbai.shell.exports import download

MOST_LINES = 100_000

LINE_TITLES = (
    *("单位", "来源", "领域", "公开事项或任务", "依据", "时限", "期间起", "期间止", "截止日期"),
    *("结果", "履行日期", "逾期天数", "佐证件数", "责任人"),
)


def spreadsheet(sheets: Sequence[Sheet], name: str) -> HttpResponse:
    return download(to_workbook(sheets), f"{name}.xlsx")


def lines_sheet(rows: Iterable[Instance]) -> Sheet:
    return Sheet("履职台账", LINE_TITLES, (_line(row) for row in rows))


def _line(row: Instance) -> list[object]:
    duty = row.duty
    return [
        row.organisation.name,
        duty.get_source_display(),
        duty.item.field.name if duty.item else "",
        row.record.title if row.record else duty.title,
        duty.basis,
        duty.limit_text,
        row.starts_on,
        row.ends_on,
        row.due_on,
        row.get_state_display(),
        row.met_on,
        row.overdue,
        row.evidence,
        str(duty.owner or ""),
    ]


def matrix_sheet(table: Matrix) -> Sheet:
    """One row per organisation: done in time of what was due, per field and in all."""
    titles = [
        "单位",
        *(name for _, name in table.columns),
        "应完成",
        "按时完成",
        "逾期履行",
        "未履行",
        "按时率",
    ]
    rows = [
        [place.name, *(_share(cells.get(key)) for key, _ in table.columns), *_sums(total)]
        for place, cells, total in table.rows
    ]
    return Sheet("覆盖表", titles, [*rows, ["合计", *([""] * len(table.columns)), *_sums(table.total)]])


def _share(counts: Counts | None) -> str:
    return f"{counts.met + counts.nil}/{counts.due}" if counts and counts.due else ""


def _sums(counts: Counts) -> list[object]:
    return [counts.due, counts.met + counts.nil, counts.late, counts.missing, counts.percent]
