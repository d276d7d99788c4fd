"""All checks of one report, in the order in which a person wants to read them."""

from collections.abc import Iterator, Mapping
from datetime import date

from mingbai.report_check.findings import ERROR, Finding
from mingbai.report_check.report import Report
from mingbai.report_check.rules import damage, forms, identities, years
from mingbai.report_check.rules.basis import repealed_basis
from mingbai.report_check.rules.claims import text_against_table

# The order of rules among findings of the same severity.
ORDER = (
    "wrong_form", "missing_table", "damaged_number", "row_sum", "column_sum", "carried_balance",
    "table_four_sum", "carry_over_previous_year", "validity_arithmetic", "no_power_for_rules",
    "text_against_table", "repealed_basis", "late", "missing_section",
)  # fmt: skip


def check(
    report: Report, previous: Report | None = None, deadlines: Mapping[str, date] | None = None
) -> list[Finding]:
    """What is wrong with the report; `deadlines` maps department and government to the last day."""
    found = list(_findings(report, previous, deadlines or {}))
    return sorted(found, key=lambda one: (one.severity != ERROR, ORDER.index(one.rule)))


def _findings(report: Report, previous: Report | None, deadlines: Mapping[str, date]) -> Iterator[Finding]:
    yield from forms.wrong_form(report)
    yield from forms.missing_parts(report)
    yield from damage.damaged_cells(report)
    if form := report.shape:
        yield from damage.impossible_cells(report, form)
        yield from identities.broken(report.tables, form, report.unsure)
    if previous is not None:
        yield from years.against_previous(report, previous)
    yield from years.within_year(report)
    yield from forms.no_power_for_rules(report)
    yield from text_against_table(report)
    yield from repealed_basis(report)
    yield from damage.damaged_words(report)
    yield from forms.late(report, deadlines)
