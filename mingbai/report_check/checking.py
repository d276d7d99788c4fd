"""Checks the reports of a file, each with the year before where it is known."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from mingbai.lib import clock
from mingbai.report_check.findings import Finding, has_errors
from mingbai.report_check.form.three import COLUMNS
from mingbai.report_check.reading.files import reports_of
from mingbai.report_check.report import Report
from mingbai.report_check.rules.checks import check
from mingbai.timelimits.periods import Per, period_of
from mingbai.timelimits.queries import known_or_packaged
from mingbai.timelimits.rules.due import due_in

DEADLINES = {"department": "annual_report.department", "government": "annual_report.government"}


@dataclass(frozen=True, slots=True)
class Checked:
    """A report with what was found; `previous` names the year it was compared with, None for none."""

    report: Report
    findings: list[Finding]
    previous: int | None = None

    @property
    def has_errors(self) -> bool:
        return has_errors(self.findings)

    def as_json(self) -> dict[str, Any]:
        """The shape of `mingbai report check`."""
        report = self.report
        tables = report.tables.as_json()
        return {
            "organisation": report.organisation or None,
            "year": report.year,
            "form": report.form,
            "published_on": report.published_on and report.published_on.isoformat(),
            "compared_with": self.previous,
            "tables": tables,
            "columns": list(COLUMNS),
            "table3": tables["three"],
            "table4": tables["four"],
            "findings": [one.as_json() for one in self.findings],
            "unread": list(dict.fromkeys(report.unread)),
        }


def check_file(
    data: bytes,
    filename: str,
    *,
    previous: tuple[bytes, str] | None = None,
    organisation: str = "",
    published: date | None = None,
) -> list[Checked]:
    """Read and check a file; raises Refused.

    `organisation` chooses among several reports of the file, or names the one there is; `published` is the
    day of first publication, where the file does not say it or says another.
    """
    reports = _chosen(reports_of(data, filename), organisation)
    before = reports_of(*previous) if previous else []
    for report in reports:
        report.published_on = published or report.published_on
    return [
        _checked(report, [*before, *reports], alone=len(reports) == 1 and len(before) == 1)
        for report in reports
    ]


def _chosen(reports: list[Report], organisation: str) -> list[Report]:
    if not organisation:
        return reports
    named = [one for one in reports if one.organisation and _same(one.organisation, organisation)]
    if len(reports) > 1:
        return named
    reports[0].organisation = organisation
    return reports


def _same(one: str, other: str) -> bool:
    return one in other or other in one


def _checked(report: Report, others: Sequence[Report], *, alone: bool) -> Checked:
    previous = _previous(report, others, alone=alone)
    findings = check(report, previous, deadlines(report.year) if report.year else {})
    return Checked(report, findings, previous.year if previous else None)


def _previous(report: Report, others: Sequence[Report], *, alone: bool) -> Report | None:
    """The same office's report about the year before; the only one given is taken at its word."""
    rest = [one for one in others if one is not report]
    if alone and len(rest) == 1 and (not rest[0].year or not report.year or rest[0].year == report.year - 1):
        return rest[0]
    for one in rest:
        if one.year and report.year and one.year == report.year - 1 and _same_office(one, report):
            return one
    return None


def _same_office(one: Report, other: Report) -> bool:
    """Two reports on one page without names belong to the office whose page it is."""
    return one.organisation == other.organisation or not (one.organisation and other.organisation)


def deadlines(year: int) -> Mapping[str, date]:
    """The last days for publishing the report about `year` (条例第四十九条), by kind of office."""
    known = known_or_packaged()
    after = period_of(Per.YEAR, date(year + 1, 1, 1))
    on = min(date(year + 1, 1, 1), clock.today())
    return {name: due_in(known.limit(key, on), after) for name, key in DEADLINES.items()}
