"""A checked report as the page shows it: its tables with the cells that are wrong."""

from dataclasses import dataclass

from mingbai.report_check.checking import Checked
from mingbai.report_check.findings import ERROR, Finding
from mingbai.report_check.form import four, three
from mingbai.report_check.form.cells import Cell, as_words, name_of
from mingbai.report_check.form.forms import Form

FORMS = {
    "2021": "2021年格式",
    "2019": "2019年试行格式",
    "prose": "文字报告，没有法定表格",
    "unknown": "看不出是哪种格式",
}


@dataclass(frozen=True, slots=True)
class ShownCell:
    """`mark` is error, warning, unsure or ""; `why` names the findings' numbers, such as "1、3"."""

    text: str
    mark: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class ShownRow:
    """`depth` is 0 for 一、二、四, 1 for （一）, 2 for 1.; a heading has no cells."""

    label: str
    cells: tuple[ShownCell, ...]
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Shown:
    """One report for the template."""

    checked: Checked
    form: str
    findings: list[tuple[int, Finding]]
    two: list[tuple[ShownRow, tuple[str, ...]]]
    three: list[ShownRow]
    four: list[tuple[str, list[ShownCell]]]

    @property
    def errors(self) -> int:
        return sum(one.severity == ERROR for _, one in self.findings)

    @property
    def warnings(self) -> int:
        return len(self.findings) - self.errors


def shown(checked: Checked) -> Shown:
    marks = _Marks(checked)
    report, form = checked.report, checked.report.shape
    return Shown(
        checked,
        FORMS[report.form],
        list(enumerate(checked.findings, 1)),
        _two(marks, form) if form and report.tables.two else [],
        _three(marks, form) if form and report.tables.three else [],
        _four(marks) if report.tables.four else [],
    )


class _Marks:
    """What is known to be wrong with each cell."""

    def __init__(self, checked: Checked) -> None:
        self.tables = checked.report.tables
        self.unsure = checked.report.unsure
        self.about: dict[str, list[tuple[int, Finding]]] = {}
        for number, one in enumerate(checked.findings, 1):
            for name in {one.cell, one.suspect} - {""}:
                self.about.setdefault(name, []).append((number, one))

    def cell(self, name: str, value: Cell) -> ShownCell:
        own = self.about.get(name, [])
        mark = "unsure" if name in self.unsure else ""
        if own:
            mark = ERROR if any(one.severity == ERROR for _, one in own) else "warning"
        return ShownCell(as_words(value), mark, "、".join(str(number) for number, _ in own))


def _two(marks: _Marks, form: Form) -> list[tuple[ShownRow, tuple[str, ...]]]:
    return [
        (
            ShownRow(
                row.key,
                tuple(
                    marks.cell(name_of("two", row.key, column), cell)
                    for column, cell in zip(row.columns, marks.tables.two[row.key], strict=True)
                ),
            ),
            row.columns,
        )
        for row in form.two
        if row.key in marks.tables.two
    ]


def _three(marks: _Marks, form: Form) -> list[ShownRow]:
    depth = {"": 0, "三": 1}
    return [
        ShownRow(
            row.label,
            tuple(
                marks.cell(name_of("three", row.key, column), cell)
                for column, cell in zip(three.COLUMNS, marks.tables.three.get(row.key, ()), strict=False)
            ),
            depth.get(row.parent, 2),
        )
        for row in form.three
    ]


def _four(marks: _Marks) -> list[tuple[str, list[ShownCell]]]:
    width = len(four.RESULTS)
    return [
        (
            group,
            [
                marks.cell(name_of("four", group, result), marks.tables.four[at * width + place])
                for place, result in enumerate(four.RESULTS)
            ],
        )
        for at, group in enumerate(four.GROUPS)
    ]
