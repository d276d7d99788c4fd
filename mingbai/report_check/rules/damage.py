"""Numbers and document numbers that were damaged on the way into the report."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from mingbai.report_check.findings import ERROR, WARNING, Finding
from mingbai.report_check.form.cells import Cell, is_number, name_of, number
from mingbai.report_check.form.forms import Form
from mingbai.report_check.form.four import CELLS
from mingbai.report_check.form.three import COLUMNS
from mingbai.report_check.report import Report
from mingbai.report_check.rules.prose import sentences_of
from mingbai.report_check.wording import cell_words


@dataclass(frozen=True, slots=True)
class Damage:
    """`pattern` finds the damaged words, `why` says what is wrong with them."""

    pattern: re.Pattern[str]
    why: str


UNITS = "件|条|宗|份|个|项|次|篇|期|万元"
IN_TEXT = tuple(
    Damage(re.compile(pattern), why)
    for pattern, why in (
        (r"〔\d{4}[)\]】}]|[(\[【{]\d{4}〕", "文号的括号左右不一致，应是〔〕"),
        (r"〔{2,}\s*\d{4}|\d{4}\s*〕{2,}|[(\[]〔\d{4}|\d{4}〕[)\]]\s*\d+号", "文号的括号重复"),
        (r"[\u4e00-\u9fff][(\[【]\s*(?:19|20)\d{2}\s*[)\]】]\s*\d{1,4}\s*号", "文号的年份应用六角括号〔〕"),
        (r"〔\s*(?:\d{1,3}|\d{5,})\s*〕", "文号里的年份不是四位数"),
        (r"〔\d{4}\d*(?![\d\s]*[〕)\]】}])", "文号缺少右括号"),
        (r"〔\d{4}〕\s*第?\s*\d+\s+\d+\s*号", "文号的数字被空格隔断"),
        (rf"(?<![\d.-])\d{{1,3}} \d{{1,4}}\s*(?:{UNITS})", "数字被空格隔断"),
        (
            rf"\d[OoＯ]\d*\s*(?:{UNITS})|(?<![A-Za-z])[OoＯ]\s*(?:件|条|宗|份)",
            "数字里混有字母（把 0 写成了 O）",
        ),
        (r"(?<!\d)20\d{2}1{1,2}日|(?<!\d)20\d{2}1231日", "日期里的“年”“月”掉了"),
        (r"(?<![\d.])(?:20\d|2[1-9]\d{2}|\d{5,})年(?!代|度?以上|来)", "年份写错"),
        (r"\d,\s+\d{3}(?!\d)|\d\s+,\d{3}(?!\d)", "千位分隔符旁多了空格"),
    )
)
MOST = 20  # findings of damaged words in one report


def damaged_cells(report: Report) -> Iterator[Finding]:
    """Cells that hold no clean number."""
    for one in report.faults:
        text = f"{cell_words(one.cell)}是“{one.found}”：{one.why}。请改成一个完整的数。"
        severity = ERROR if one.grave or one.expected is None else WARNING
        expected = None if is_number(one.expected) and number(one.expected) < 0 else one.expected
        yield Finding("damaged_number", one.cell, expected, one.found, severity, text)


def impossible_cells(report: Report, form: Form) -> Iterator[Finding]:
    """Counts below zero that came as numbers, not as damaged text."""
    known = {one.cell for one in report.faults}
    for name, cell in _cells(report, form):
        if is_number(cell) and number(cell) < 0 and name not in known:
            text = f"{cell_words(name)}是 {cell}，件数不能是负数。请核对后改正。"
            yield Finding("damaged_number", name, None, cell, ERROR, text)


def _cells(report: Report, form: Form) -> Iterator[tuple[str, Cell]]:
    for key, held in report.tables.three.items():
        yield from ((name_of("three", key, column), cell) for column, cell in zip(COLUMNS, held, strict=True))
    yield from ((name_of("four", *name), cell) for name, cell in zip(CELLS, report.tables.four, strict=False))
    for row in form.two:
        cells = report.tables.two.get(row.key, [])
        for at, (column, cell) in enumerate(zip(row.columns, cells, strict=False)):
            if at not in row.signed:
                yield name_of("two", row.key, column), cell


def damaged_words(report: Report) -> Iterator[Finding]:
    """Numbers of documents and counts in the prose."""
    told: set[str] = set()
    for sentence in sentences_of(report):
        for damage in IN_TEXT:
            for found in damage.pattern.finditer(sentence.text):
                words = sentence.text[max(found.start() - 12, 0) : found.end() + 6]
                if found[0] in told or len(told) >= MOST:
                    continue
                told.add(found[0])
                text = f"“{words.strip()}”：{damage.why}。请照原件改正。"
                yield Finding("damaged_number", sentence.place, None, found[0], WARNING, text)
