"""The right form, all its parts, the right powers, and the right day."""

from collections.abc import Iterator, Mapping
from datetime import date

from mingbai.report_check.findings import ERROR, TABLES, WARNING, Finding
from mingbai.report_check.form.cells import is_number, name_of, number
from mingbai.report_check.form.forms import FORMS, NUMERALS, SECTIONS, form_of
from mingbai.report_check.report import PROSE, Report
from mingbai.report_check.rules.names import Kind, kind_of
from mingbai.report_check.wording import cell_words

NAMES = {
    "2021": "2021年格式（国办公开办函〔2021〕30号）",
    "2019": "2019年试行格式（国办公开办函〔2019〕60号）",
}
NAMES[PROSE] = "文字报告，没有法定表格"


def wrong_form(report: Report) -> Iterator[Finding]:
    """表格有两版: the trial form for 2019 and 2020, that of 2021 since then."""
    if report.year is None or report.form not in NAMES:
        return
    needed = form_of(report.year)
    if needed is None or report.form == needed.name:
        return
    if report.form == "2021" and not report.tables.two and not report.tables.three:
        return  # table four alone is the same in both forms
    text = (
        f"{report.year}年度年报应使用{NAMES[needed.name]}，这份用的是{NAMES[report.form]}。"
        "请按规定的格式重新编制。"
    )
    yield Finding("wrong_form", "report", needed.name, report.form, ERROR, text)


def missing_parts(report: Report) -> Iterator[Finding]:
    """内容不能缺漏: three tables and six sections, since there is a form."""
    if not report.has_text or report.year is None or report.form not in FORMS:
        return
    for name, words in TABLES.items():
        if not getattr(report.tables, name) and name not in report.pictures:
            text = f"没有找到{words}。年报须有表二、表三、表四，没有发生的填 0。"
            yield Finding("missing_table", name, words, None, ERROR, text)
    if not report.sections:
        return
    for number_, title in enumerate(SECTIONS, 1):
        if number_ not in report.sections:
            text = f"没有找到第{NUMERALS[number_ - 1]}部分“{title}”。请补上；没有内容的也要写明。"
            yield Finding("missing_section", f"section.{number_}", title, None, WARNING, text)


def no_power_for_rules(report: Report) -> Iterator[Finding]:
    """县乡无规章制定权，规章行应为0."""
    kind = kind_of(report.organisation)
    row = report.tables.two.get("规章")
    form = report.shape
    if kind in (Kind.RULES, Kind.UNKNOWN) or not row or form is None:
        return
    columns = next(one.columns for one in form.two if one.key == "规章")
    for column, cell in zip(columns, row, strict=True):
        name = name_of("two", "规章", column)
        if is_number(cell) and number(cell) != 0 and name not in report.unsure:
            sure = _is_local(kind, report.organisation)
            text = (
                f"{cell_words(name)}填的是 {cell}。{report.organisation}没有制定规章的权力"
                "（只有国务院部门和省、设区的市、自治州人民政府可以制定），这一行应为 0；"
                "规范性文件请填在下一行。"
            )
            yield Finding("no_power_for_rules", name, 0, cell, ERROR if sure else WARNING, text)


def _is_local(kind: Kind, name: str) -> bool:
    """Whether the name itself shows a place below a city; a bare city or office may be a greater one."""
    if kind == Kind.DEPARTMENT:
        return any(one in name for one in "省市县区旗镇乡")
    return not name.removesuffix("人民政府").endswith("市")


def late(report: Report, deadlines: Mapping[str, date]) -> Iterator[Finding]:
    """条例第四十九条; `deadlines` has the last day for department and government in the year after."""
    if report.published_on is None or report.year is None or not deadlines:
        return
    kind = kind_of(report.organisation)
    name = "department" if kind in (Kind.DEPARTMENT, Kind.TOWN) else "government"
    last = deadlines.get(name)
    if last is None or report.published_on <= last:
        return
    if kind == Kind.TOWN:
        why = "条例第四十九条没有点名乡镇、街道，按上级规定的时间核对"
    else:
        why = "条例第四十九条规定的最后一天是" + f"{last.month}月{last.day}日"
    text = (
        f"公布日期是 {_words(report.published_on)}，{why}。"
        "如果这是网页重新发布的日期，请用 --published 写明首次公布的日期再核对。"
    )
    severity = ERROR if kind in (Kind.DEPARTMENT, Kind.GOVERNMENT, Kind.RULES) else WARNING
    yield Finding("late", "published_on", last.isoformat(), report.published_on.isoformat(), severity, text)


def _words(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
