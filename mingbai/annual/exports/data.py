"""The report as JSON: the shape of the checker, with the records behind every cell where asked for."""

from typing import Any

from mingbai.annual.models import AnnualReport
from mingbai.annual.queries.below import below
from mingbai.annual.queries.cells import records_behind
from mingbai.annual.queries.frozen import Difference, differences
from mingbai.annual.queries.shown import shown
from mingbai.annual.rules.places import leaves_of, places
from mingbai.report_check.form import three
from mingbai.report_check.form.cells import as_json


def as_data(report: AnnualReport, with_records: bool = False) -> dict[str, Any]:
    """`columns, table3, table4` as published examples have them, and `tables: {two, three, four}`.

    `records`: name of a cell → keys such as "request:12"; a key opens nothing about who asked. Of a signed
    report tables and records are those that were signed, with `differences` to what they would be today.
    """
    one = shown(report)
    tables = one.tables.as_json()
    found: dict[str, Any] = {
        "organisation": report.organisation.code,
        "organisation_name": one.organisation,
        "year": one.year,
        "form": one.form.name,
        "title": one.title,
        "state": report.state if report.pk else None,
        "columns": list(three.COLUMNS),
        "table3": tables["three"],
        "table4": tables["four"],
        "tables": tables,
        "sections": {str(part.number): part.text for part in one.parts if part.text},
        "missing": [row.organisation.name for row in below(report) if row.is_missing],
        "differences": [_difference(row) for row in differences(report)],
    }
    if with_records:
        found["records"] = records_of(report)
    return found


def records_of(report: AnnualReport) -> dict[str, list[str]]:
    """Of every cell of the organisation's own figures, also of sums, the keys of the records it counts."""
    if report.is_final and report.signing is not None:
        kept = report.signing.snapshot["records"]
        own = {name: [key for key, _ in rows] for name, rows in kept.items()}
    else:
        own = {name: [row.key for row in rows] for name, rows in records_behind(report).items()}
    return {
        name: [key for leaf in leaves_of(report.form, name) for key in own.get(leaf, [])]
        for name in places(report.form)
    }


def _difference(row: Difference) -> dict[str, Any]:
    return {
        "text": row.label,
        "was": as_json(row.was),
        "now": as_json(row.now),
        "new": list(row.new),
        "gone": list(row.gone),
        "altered": list(row.altered),
    }
