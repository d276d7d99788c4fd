"""`mingbai report check FILE`: what is wrong with an annual report, whoever's it is."""

from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from mingbai.commands.verb import DONE, REFUSED, WRONG_USE, Outcome, WrongUse, bytes_of
from mingbai.documents.refusals import Refused
from mingbai.report_check.checking import Checked, check_file
from mingbai.report_check.findings import ERROR, Finding

ABOUT = "核对一份年报：勾稽关系、与上一年衔接、文字和表格是否一致、格式和依据"
LABELS = {ERROR: "错误", "warning": "提醒"}
FORMS = {
    "2021": "2021年格式",
    "2019": "2019年试行格式",
    "prose": "文字报告，没有表格",
    "unknown": "看不出是哪种格式",
}


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("file", metavar="文件", help="年报：.docx、.pdf、.html、.xlsx、.txt 或 JSON")
    parser.add_argument(
        "--previous", default="", metavar="文件", help="上一年的年报，用来核对结转和现行有效件数"
    )
    parser.add_argument(
        "--organisation", default="", metavar="单位名称", help="单位名称；文件里有几份时只核对这一份"
    )
    parser.add_argument("--published", default="", metavar="日期", help="首次公布的日期，如 2026-01-20")


def run(*, file: str, previous: str, organisation: str, published: str, **_: Any) -> Outcome:
    day = _day(published)
    path, before = Path(file), Path(previous) if previous else None
    data, data_before = bytes_of(path), bytes_of(before) if before else b""
    try:
        checked = check_file(
            data,
            path.name,
            previous=(data_before, before.name) if before else None,
            organisation=organisation,
            published=day,
        )
    except Refused as refusal:
        return _refused(refusal)
    if not checked:
        raise WrongUse(f"文件里没有“{organisation}”的年报。")
    status = REFUSED if any(one.has_errors for one in checked) else DONE
    if all(one.report.form == "unknown" and not one.report.has_tables for one in checked):
        status = WRONG_USE
    return Outcome(as_json(checked), "\n\n".join(map(_listing, checked)), status)


def as_json(checked: list[Checked]) -> dict[str, Any]:
    """One report as it is; of several also each under `reports`, with all findings together."""
    if len(checked) == 1:
        return checked[0].as_json()
    every = [one.as_json() for one in checked]
    return {
        "organisation": None,
        "year": None,
        "form": every[0]["form"] if len({one["form"] for one in every}) == 1 else "unknown",
        "tables": {"two": None, "three": None, "four": None},
        "findings": [_of(one, finding) for one in every for finding in one["findings"]],
        "unread": [f"{_name(one)}：{words}" for one in every for words in one["unread"]],
        "reports": every,
    }


def _of(report: dict[str, Any], finding: dict[str, Any]) -> dict[str, Any]:
    return {"organisation": report["organisation"], "year": report["year"], **finding}


def _name(report: dict[str, Any]) -> str:
    return f"{report['organisation'] or '未写单位'}{report['year'] or ''}"


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written) if written else None
    except ValueError as error:
        raise WrongUse(f"--published 要写成 2026-01-20 这样的日期，不能写 {written}。") from error


def _refused(refusal: Refused) -> Outcome:
    data = {
        "organisation": None,
        "year": None,
        "form": "unknown",
        "tables": {"two": None, "three": None, "four": None},
        "findings": [],
        "unread": [refusal.message],
        "refused": refusal.code,
    }
    return Outcome(data, refusal.message, WRONG_USE)


def _listing(checked: Checked) -> str:
    report = checked.report
    head = (
        f"{report.organisation or '没有读出单位名称'}　{report.year or '没有读出年度'}　{FORMS[report.form]}"
    )
    lines = [head, *(f"[没有读到] {one}" for one in dict.fromkeys(report.unread))]
    lines += [_line(one) for one in checked.findings]
    if not checked.findings:
        lines.append("没有发现问题。" if report.has_tables else "没有读到表格，无法核对数字。")
    return "\n".join(lines)


def _line(finding: Finding) -> str:
    return f"[{LABELS[finding.severity]}] {finding.text}"
