"""What is frozen when a report is signed, and what differs from it later."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mingbai.annual.models import AnnualReport
from mingbai.annual.queries.below import Below, below, tables_of
from mingbai.annual.queries.cells import entered, own_tables, records_behind
from mingbai.annual.rules.places import places
from mingbai.annual.rules.sums import changes, from_json
from mingbai.report_check.form.cells import Cell
from mingbai.report_check.form.forms import Tables


def content(report: AnnualReport, warnings: Sequence[str] = ()) -> dict[str, Any]:
    """All a report says today: text, tables, and for every figure the records it was counted from.

    `records`: name of a cell that is no sum → (key, digest) of each record; `names`: key → its name.
    """
    behind, lower = records_behind(report), below(report)
    return {
        "organisation": report.organisation.code,
        "organisation_name": report.organisation.name,
        "year": report.year,
        "form": report.form,
        "title": report.title,
        "sections": [
            {"number": one.number, "title": one.title, "text": one.text, "figures": one.figures}
            for one in report.sections.all()
        ],
        "tables": tables_of(report).as_json(),
        "own": own_tables(report).as_json(),
        "records": {name: [[row.key, row.digest] for row in rows] for name, rows in behind.items()},
        "names": {row.key: row.name for rows in behind.values() for row in rows},
        "entered": [
            {"name": one.name, "value": _number(one.value), "source": one.source, "by": str(one.by)}
            for one in entered(report).values()
        ],
        "included": [_included(one) for one in lower if one.is_summed],
        "left_out": [
            {"code": one.organisation.code, "name": one.organisation.name, "reason": reason}
            for one in lower
            if (reason := one.inclusion.left_out_reason)
        ],
        "warnings": list(warnings),
    }


def _number(value: object) -> str | None:
    return None if value is None else str(value)


def _included(one: Below) -> dict[str, str]:
    report = one.report
    signed = report.signing if report else None
    return {
        "code": one.organisation.code,
        "name": one.organisation.name,
        "digest": signed.digest if signed else "",
    }


def tables_signed(report: AnnualReport) -> Tables | None:
    """The figures as they were signed; None while the report is being written."""
    if not report.is_final or report.signing is None:
        return None
    return from_json(report.form, report.signing.snapshot["tables"])


def shown_tables(report: AnnualReport) -> Tables:
    """What counts now: what was signed, or the figures of today while it is being written."""
    return tables_signed(report) or tables_of(report)


@dataclass(frozen=True)
class Difference:
    """A cell, or a report that was summed up, that changed after signing. `new` and `gone` name records."""

    label: str
    was: Cell
    now: Cell
    new: Sequence[str] = ()
    gone: Sequence[str] = ()
    altered: Sequence[str] = ()


def differences(report: AnnualReport) -> list[Difference]:
    """What changed in the organisation's own records, and in the reports below, since it was signed."""
    if not report.is_final or report.signing is None:
        return []
    signed = report.signing.snapshot
    return [*_of_cells(report, signed), *_of_reports(report, signed)]


def _of_cells(report: AnnualReport, signed: Mapping[str, Any]) -> list[Difference]:
    moved = {
        one.name: one
        for one in changes(report.form, from_json(report.form, signed["own"]), own_tables(report))
    }
    behind, names = records_behind(report), signed["names"]
    found = []
    for place in places(report.form).values():
        if place.is_sum:  # it moved because one of its parts did
            continue
        rows = {row.key: row for row in behind.get(place.name, ())}
        was = dict(signed["records"].get(place.name, []))
        new = [row.name for key, row in rows.items() if key not in was]
        gone = [names[key] for key in was if key not in rows]
        altered = [row.name for key, row in rows.items() if was.get(key, row.digest) != row.digest]
        change = moved.get(place.name)
        if change or new or gone or altered:
            values = (change.was, change.now) if change else (None, None)
            found.append(Difference(place.label, *values, new, gone, altered))
    return found


def _of_reports(report: AnnualReport, signed: Mapping[str, Any]) -> list[Difference]:
    was = {one["code"]: one for one in signed["included"]}
    now = {one["code"]: one for one in (_included(row) for row in below(report) if row.is_summed)}
    came, went = now.keys() - was.keys(), was.keys() - now.keys()
    again = {code for code in was.keys() & now.keys() if was[code]["digest"] != now[code]["digest"]}
    texts = [f"{now[code]['name']}的年度报告在签发以后才能汇总" for code in came]
    texts += [f"{was[code]['name']}的年度报告正在重新编写" for code in went]
    texts += [f"{now[code]['name']}重新签发了年度报告" for code in again]
    return [Difference(text, None, None) for text in sorted(texts)]
