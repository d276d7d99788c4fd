"""Last year's report against this year's (H5, W1)."""

from collections.abc import Iterator

from mingbai.report_check.findings import ERROR, WARNING, Finding
from mingbai.report_check.form import three
from mingbai.report_check.form.cells import is_number, name_of, number
from mingbai.report_check.form.three import COLUMNS
from mingbai.report_check.report import Report
from mingbai.report_check.wording import cell_words

MADE, REPEALED, VALID = range(3)
DOCUMENTS = ("规章", "行政规范性文件")


def against_previous(report: Report, previous: Report) -> list[Finding]:
    """What was carried over, and how many documents are in force."""
    return [*_carried(report, previous), *_in_force(report, previous)]


def _carried(report: Report, previous: Report) -> Iterator[Finding]:
    """H5: 本年“上年结转” = 上年“结转下年度继续办理”, column by column."""
    here, before = report.tables.three.get(three.CARRIED), previous.tables.three.get(three.LEFT)
    if not here or not before:
        return
    for at, column in enumerate(COLUMNS):
        name = name_of("three", three.CARRIED, column)
        if name in report.unsure or name_of("three", three.LEFT, column) in previous.unsure:
            continue
        expected = number(before[at])
        if number(here[at]) != expected:
            text = (
                f"{cell_words(name)}填的是 {number(here[at])}，"
                f"上一年年报“结转下年度继续办理”同一列是 {expected}。"
                "请核对；上一年的数确实要改的，在年报里说明。"
            )
            yield Finding("carry_over_previous_year", name, expected, here[at], ERROR, text)


def _in_force(report: Report, previous: Report) -> Iterator[Finding]:
    """W1: 现行有效 ≈ 上年现行有效 + 制发 − 废止."""
    if report.form != "2021" or previous.form != "2021":
        return
    for key in DOCUMENTS:
        here, before = report.tables.two.get(key), previous.tables.two.get(key)
        name = name_of("two", key, "现行有效件数")
        if not here or not before or not all(map(is_number, [*here, before[VALID]])) or name in report.unsure:
            continue
        made, repealed, valid = (number(here[at]) for at in (MADE, REPEALED, VALID))
        last = number(before[VALID])
        expected = last + made - repealed
        if valid != expected:
            text = (
                f"{cell_words(name)}填的是 {valid}；"
                f"上一年现行有效 {last}，加本年制发 {made}，减本年废止 {repealed}，"
                f"应是 {expected}。请核对，有到期失效等情况的说明一下。"
            )
            yield Finding("validity_arithmetic", name, expected, here[VALID], WARNING, text)


def within_year(report: Report) -> Iterator[Finding]:
    """What was made this year and not repealed is in force at its end."""
    if report.form != "2021":
        return
    for key in DOCUMENTS:
        row = report.tables.two.get(key)
        name = name_of("two", key, "现行有效件数")
        if not row or not all(map(is_number, row)) or name in report.unsure:
            continue
        made, repealed, valid = (number(one) for one in row)
        if valid < made - repealed:
            text = (
                f"{cell_words(name)}填的是 {valid}，本年制发 {made}、废止 {repealed}，"
                f"年底至少应有 {made - repealed} 件有效。"
                "请核对三个数。"
            )
            yield Finding("validity_arithmetic", name, made - repealed, row[VALID], WARNING, text)
