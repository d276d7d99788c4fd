"""What every action on an annual report does the same way."""

from typing import Any

from mingbai.accounts.models import User
from mingbai.annual.models import AnnualReport
from mingbai.annual.states import WRITE
from mingbai.ledger.actions import append
from mingbai.organisations.queries import acting_role


def held(report: AnnualReport) -> AnnualReport:
    """The report as it is now, held until the transaction ends."""
    rows = AnnualReport.objects.select_for_update(of=("self",))
    return rows.select_related("organisation", "signing", "information").get(pk=report.pk)


def trail(report: AnnualReport, by: User, verb: str, action: str = WRITE, **detail: Any) -> None:
    append(
        verb=f"annual.{verb}",
        by=by,
        subject=report,
        organisation=report.organisation,
        role=acting_role(by, action, report.organisation),
        detail={"year": report.year, **detail},
    )
