"""The reports of organisations below: who has handed in, who has not, and the sum of all."""

from dataclasses import dataclass

from mingbai.annual.models import AnnualReport, Inclusion
from mingbai.annual.queries.cells import own_tables
from mingbai.annual.rules.sums import from_json, together
from mingbai.organisations.models import Organisation
from mingbai.report_check.form.forms import Tables


@dataclass(frozen=True)
class Below:
    """One organisation below, with its report when there is one. `tables` only of a signed report."""

    organisation: Organisation
    inclusion: Inclusion
    report: AnnualReport | None
    tables: Tables | None

    @property
    def is_summed(self) -> bool:
        return self.tables is not None and not self.inclusion.left_out

    @property
    def is_missing(self) -> bool:
        return self.tables is None and not self.inclusion.left_out

    @property
    def standing(self) -> str:
        if self.inclusion.left_out:
            return "不汇总"
        return self.report.get_state_display() if self.report else "还没有编写"


def below(report: AnnualReport) -> list[Below]:
    """Every organisation whose report this one sums up, in the tree's order."""
    if report.pk is None:
        return []
    listed = list(report.inclusions.select_related("organisation"))
    rows = AnnualReport.objects.filter(
        year=report.year, organisation__in=[one.organisation_id for one in listed]
    ).select_related("signing", "organisation", "information")
    known = {row.organisation_id: row for row in rows}
    return [_below(one, known.get(one.organisation_id)) for one in listed]


def _below(inclusion: Inclusion, report: AnnualReport | None) -> Below:
    tables = None
    if report is not None and report.is_final and report.signing is not None:
        tables = from_json(report.form, report.signing.snapshot["tables"])
    return Below(inclusion.organisation, inclusion, report, tables)


def missing(report: AnnualReport) -> list[Organisation]:
    return [one.organisation for one in below(report) if one.is_missing]


def tables_of(report: AnnualReport) -> Tables:
    """The figures of the report: its own and those of the reports it sums up (H6)."""
    own = own_tables(report)
    others = [one.tables for one in below(report) if one.is_summed and one.tables is not None]
    return together(report.form, [own, *others]) if others else own
