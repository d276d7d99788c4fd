"""What every action on a report does the same way."""

from typing import Any

from mingbai.accounts.models import User
from mingbai.ledger.actions import append
from mingbai.organisations.queries import acting_role
from mingbai.reports.models import FulfilmentReport
from mingbai.reports.queries.reach import WRITE


def held(report: FulfilmentReport) -> FulfilmentReport:
    """The report as it is now, held until the transaction ends."""
    rows = FulfilmentReport.objects.select_for_update(of=("self",)).select_related("organisation", "plan")
    return rows.get(pk=report.pk)


def trail(report: FulfilmentReport, by: User, verb: str, **detail: Any) -> None:
    append(
        verb=f"report.{verb}",
        by=by,
        subject=report,
        organisation=report.organisation,
        role=acting_role(by, WRITE, report.organisation),
        detail=detail,
    )
