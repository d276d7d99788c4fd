"""The figures that prose names, how it names them, and what the tables say of them."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from mingbai.report_check.findings import ERROR, WARNING
from mingbai.report_check.form import four, three
from mingbai.report_check.form.cells import Number, name_of, number, total
from mingbai.report_check.report import Report

N = r"(?P<n>\d+|[一二两三四五六七八九十零]{1,3})\s*(?:余)?(?:件|条|宗|份|个|起|例|项)(?!次|以上)"
ASKED = r"(?:政府信息公开|信息公开|依申请公开)(?:的)?(?:政府信息)?(?:公开)?"
NEGATIVE = r"(?:未|没有|无|暂未|尚未)(?:有)?"


@dataclass(frozen=True, slots=True)
class Claim:
    """`cell` is where the sums of `figures` stand; a sentence is right when it names any of them."""

    cell: str
    pattern: re.Pattern[str]
    figures: Callable[[Report], list[Number]]
    severity: str = ERROR
    words: str = ""
    """What the figure is called where the cell's name is not enough."""


def in_three(*keys: str) -> Callable[[Report], Number]:
    return lambda report: total(report.tables.three[key][three.TOTAL] for key in keys)


def _group(prefix: str) -> Callable[[Report], list[Number]]:
    return lambda report: [
        total(row[three.TOTAL] for key, row in report.tables.three.items() if key.startswith(prefix))
    ]


def received(report: Report) -> list[Number]:
    """New requests; some offices count those carried over too."""
    return [in_three(three.NEW)(report), in_three(three.NEW, three.CARRIED)(report)]


def _done(report: Report) -> list[Number]:
    """All that was closed; some leave out what was not dealt with any more (（六）)."""
    other = _group("三6")(report)[0]
    return [in_three(three.DONE)(report), in_three(three.DONE)(report) - other]


def reviews(report: Report) -> list[Number]:
    return [number(report.tables.four[four.position("行政复议", "总计")])]


def suits(report: Report) -> list[Number]:
    one = number(report.tables.four[four.position("未经复议直接起诉", "总计")])
    other = number(report.tables.four[four.position("复议后起诉", "总计")])
    return [one + other, one, other]


def _disputes(report: Report) -> list[Number]:
    return [reviews(report)[0] + suits(report)[0]]


def _made(report: Report) -> list[Number]:
    return [number(report.tables.two["行政规范性文件"][0])]


def total_cell(key: str) -> str:
    return name_of("three", key, "总计")


def _of(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(re.sub(r"\?P<n>", f"?P<n{at}>", one) for at, one in enumerate(patterns)))


CLAIMS = (
    Claim(
        total_cell(three.NEW),
        _of(
            rf"(?:新?收到|受理|接收|新收|新增|接到)(?:的)?(?:各类|有效|公民[^,。]{{0,16}}提[出交]的?)?{ASKED}(?:事项)?申请(?:书|件|事项)?"
            rf"(?:共|共计|总数|数量)?(?:为|:)?{N}",
            rf"(?:新?收到|受理)(?:政府信息|信息)?依申请公开(?:事项|申请|件|办理事项|政府信息申请)?(?:共|共计)?{N}",
            rf"(?:新?收到|受理)公民、法人(?:和|或者?|及)(?:其他|其它)组织(?:提[出交])?(?:的)?{ASKED}申请(?:共|共计)?{N}",
            rf"(?:共|累计|全年)(?:新?收到|受理)(?:的)?{N}{ASKED}申请",
        ),
        received,
    ),
    Claim(
        total_cell(three.CARRIED),
        _of(rf"(?:上年度?|上一年度?|去年)(?:度)?结转(?:的)?(?:[^,。;\d]{{0,12}})?{N}"),
        lambda report: [in_three(three.CARRIED)(report)],
    ),
    Claim(
        total_cell(three.LEFT),
        _of(
            rf"结转(?:至|到|下)?(?:下|次|明)一?年度?(?:继续)?(?:办理|答复)?(?:的)?(?:[^,。;\d]{{0,8}})?{N}",
            rf"结转(?:至|到)?20\d\d年度?(?:继续)?(?:办理|答复)?(?:的)?{N}",
        ),
        lambda report: [in_three(three.LEFT)(report)],
    ),
    Claim(
        total_cell(three.DONE),
        _of(
            rf"(?:办结|办理完毕|办理办结)(?:了)?(?:{ASKED}申请|申请)?(?:共|共计)?{N}",
            rf"(?:共|全年|累计)(?:办理)?答复(?:{ASKED}申请|申请)?{N}",
        ),
        _done,
        WARNING,
    ),
    Claim(
        total_cell("三1_予以公开"), _of(rf"(?<!部分)(?<!不)予以公开(?:的)?(?:共)?{N}"), _group("三1_予以公开")
    ),
    Claim(total_cell("三2_部分公开"), _of(rf"(?:予以)?部分公开(?:的)?(?:共)?{N}"), _group("三2_部分公开")),
    Claim("three.三3.总计", _of(rf"不予公开(?:的)?(?:共)?{N}"), _group("三3")),
    Claim("three.三4.总计", _of(rf"无法提供(?:的)?(?:共)?{N}"), _group("三4")),
    Claim("three.三5.总计", _of(rf"不予处理(?:的)?(?:共)?{N}"), _group("三5")),
    Claim("three.三6.总计", _of(rf"其他处理(?:的)?(?:共)?{N}"), _group("三6")),
    Claim(
        name_of("four", "行政复议", "总计"),
        _of(
            rf"(?:政府信息公开|信息公开)[^,。;\d]{{0,14}}行政复议(?:申请|案件|案)?(?:共|共计|为)?{N}",
            rf"(?:申请|提起|引起|引发)(?:的)?行政复议(?:申请|案件|案)?(?:共|共计)?{N}",
        ),
        reviews,
    ),
    Claim(
        name_of("four", "行政复议", "总计"),
        _of(rf"行政复议(?:案件|案)?[、和及,](?:提起)?(?:行政)?诉讼(?:案件|案)?(?:共|共计|合计|总计)?{N}"),
        _disputes,
        words="表四行政复议和行政诉讼的总计相加",
    ),
    Claim(
        name_of("four", "未经复议直接起诉", "总计"),
        _of(
            rf"(?:政府信息公开|信息公开)(?:(?!复议)[^,。;\d]){{0,14}}行政诉讼(?:案件|案)?(?:共|共计|为)?{N}",
            rf"(?<![、和及])(?:提起|引起|引发)(?:的)?行政诉讼(?:案件|案)?(?:共|共计)?{N}",
            rf"行政复议\s*\d+\s*(?:件|起|宗|例)[,、和](?:行政)?诉讼(?:案件|案)?{N}",
        ),
        suits,
    ),
    Claim(
        name_of("two", "行政规范性文件", "本年制发件数"),
        _of(rf"(?:制发|制定|印发|出台)(?:的|了)?(?:行政)?规范性文件(?:共|共计)?{N}"),
        _made,
        WARNING,
    ),
)
# In a paragraph on requests the word alone is enough.
RECEIVED_HERE = re.compile(
    rf"(?:共|全年|累计|年度?|镇|局|县|区|办)(?:共)?(?:新?收到|受理)(?:的)?(?:群众|公众)?申请(?:共)?{N}"
)
ABOUT_REQUESTS = re.compile(r"依申请公开|信息公开申请")
NONE_RECEIVED = re.compile(
    rf"{NEGATIVE}(?:收到|接到|受理)(?:过|任何)?(?:公民[^,。]{{0,16}})?(?:有关)?"
    rf"(?:{ASKED}|依申请公开)[^,。;\d]{{0,10}}(?:申请|事项|件)"
)
LOST = re.compile(r"败诉|纠正|纠错|撤销|违法|变更|应诉不力|责任")
