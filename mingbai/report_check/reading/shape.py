"""The JSON shape: one report, or several by name, such as `{"淮安市2024": {columns, table3, table4}}`."""

import json
import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from mingbai.report_check.extraction.found import Fault
from mingbai.report_check.extraction.title import name_of as organisation_of
from mingbai.report_check.extraction.values import value_of
from mingbai.report_check.form import three
from mingbai.report_check.form.cells import Cell, name_of
from mingbai.report_check.form.forms import FORM_2019, FORM_2021, Form, Tables
from mingbai.report_check.form.four import CELLS
from mingbai.report_check.form.three import COLUMNS
from mingbai.report_check.report import Report

THREE, FOUR, TWO = ("table3", "three"), ("table4", "four"), ("table2", "two")
MOST_REPORTS = 500
YEARS = range(2008, 2100)
"""From the year in which the regulation came into force (2008年5月1日); others are slips."""


class WrongShape(ValueError):
    """The JSON is no report; the message says in Chinese what is missing."""


def read_shape(data: bytes) -> list[Report]:
    """Raises WrongShape."""
    try:
        given = json.loads(data.decode("utf-8-sig"), parse_float=Decimal)
    except (ValueError, RecursionError) as error:
        raise WrongShape("JSON 写得不对，读不出来。请检查括号、引号和逗号。") from error
    found = list(_reports(given, "", 0))
    if not found:
        raise WrongShape("JSON 里没有年报的表。应有 table3（各行七个数）、table4（十五个数）。")
    return found[:MOST_REPORTS]


def _reports(given: Any, name: str, depth: int) -> list[Report]:
    if isinstance(given, list):
        return [report for one in given for report in _reports(one, name, depth + 1)] if depth < 3 else []
    if not isinstance(given, Mapping) or depth > 3:
        return []
    tables = given["tables"] if isinstance(given.get("tables"), Mapping) else given
    if any(isinstance(tables.get(key), Mapping | list) for key in (*THREE, *FOUR, *TWO)):
        return [_report({**given, **tables}, name)]
    return [report for key, one in given.items() for report in _reports(one, str(key), depth + 1)]


def _report(given: Mapping[str, Any], name: str) -> Report:
    report = Report(has_text=False)
    year = given.get("year")
    report.year = year if type(year) is int and year in YEARS else _year(name)
    organisation = given.get("organisation")
    report.organisation = organisation if isinstance(organisation, str) else organisation_of(_bare(name))
    report.published_on = _day(given.get("published_on") or given.get("published"))
    for number, words in (
        (given.get("sections") or {}).items() if isinstance(given.get("sections"), Mapping) else ()
    ):
        if str(number).isdecimal() and isinstance(words, str):
            report.sections[int(number)] = words
    form = _form(given)
    report.form = form.name
    report.tables = Tables(_two(report, given, form), _three(report, given, form), _four(report, given))
    for label, table in (
        ("表二", report.tables.two),
        ("表三", report.tables.three),
        ("表四", report.tables.four),
    ):
        if not table:
            report.unread.append(f"文件里没有{label}。")
    return report


def _bare(name: str) -> str:
    return re.sub(r"[\s_-]*20\d{2}\s*年?度?.*$", "", name)


def _year(name: str) -> int | None:
    found = re.search(r"(?<!\d)(20\d{2})(?!\d)", name)
    return int(found[1]) if found else None


def _day(given: Any) -> date | None:
    try:
        return date.fromisoformat(given) if isinstance(given, str) else None
    except ValueError:
        return None


def _first(given: Mapping[str, Any], names: tuple[str, ...]) -> Any:
    return next((given[name] for name in names if given.get(name)), None)


def _form(given: Mapping[str, Any]) -> Form:
    rows = _first(given, THREE)
    second = _first(given, TWO)
    old = isinstance(rows, Mapping) and three.OTHER_2019 in rows
    old = old or (isinstance(second, Mapping) and "政府集中采购" in second)
    return FORM_2019 if old or str(given.get("form")) == "2019" else FORM_2021


def _three(report: Report, given: Mapping[str, Any], form: Form) -> dict[str, list[Cell]]:
    rows = _first(given, THREE)
    if not isinstance(rows, Mapping):
        return {}
    for unknown in [key for key in rows if key not in {row.key for row in form.three_cells}]:
        report.unread.append(f"表三有不认识的行“{unknown}”，没有采用。")
    return {
        row.key: _row(report, rows.get(row.key), [name_of("three", row.key, column) for column in COLUMNS])
        for row in form.three_cells
    }


def _four(report: Report, given: Mapping[str, Any]) -> list[Cell]:
    cells = _first(given, FOUR)
    return _row(report, cells, [name_of("four", *name) for name in CELLS]) if cells is not None else []


def _two(report: Report, given: Mapping[str, Any], form: Form) -> dict[str, list[Cell]]:
    rows = _first(given, TWO)
    if not isinstance(rows, Mapping):
        return {}
    return {
        row.key: _row(
            report,
            rows.get(row.key),
            [name_of("two", row.key, one) for one in row.columns],
            row.amounts,
            row.signed,
        )
        for row in form.two
    }


def _row(
    report: Report, given: Any, names: list[str], amounts: tuple[int, ...] = (), signed: tuple[int, ...] = ()
) -> list[Cell]:
    """The cells of one row; a row that is missing or has another length is not known."""
    if not isinstance(given, list) or len(given) != len(names):
        place = names[0].rsplit(".", 1)[0]
        count = f"有 {len(given)} 个数" if isinstance(given, list) else "没有"
        report.unread.append(f"{place} 这一行应有 {len(names)} 个数，文件里{count}，没有采用。")
        report.unsure |= set(names)
        return [None] * len(names)
    return [
        _cell(report, one, name, at in amounts, at in signed)
        for at, (one, name) in enumerate(zip(given, names, strict=True))
    ]


def _cell(report: Report, given: Any, name: str, amount: bool, signed: bool) -> Cell:
    if given is None:
        return None
    if isinstance(given, bool) or not isinstance(given, int | Decimal | str):
        report.faults.append(Fault(name, str(given), None, "这一格应填数字", grave=True))
        report.unsure.add(name)
        return None
    if given == "not_applicable":
        return "not_applicable"
    value = value_of(str(given), amount=amount, signed=signed)
    if value.fault:
        report.faults.append(Fault(name, value.found, value.cell, value.fault, not value.sure))
        if value.cell is None:
            report.unsure.add(name)
    return value.cell
