"""Freezing a report, the next version of it, and its way into publication."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from mingbai.accounts.models import User
from mingbai.catalogue.models import Genre
from mingbai.disclosures import actions as disclosures
from mingbai.disclosures.models import Information, Openness
from mingbai.lib import clock, digests
from mingbai.lib.verdict import require
from mingbai.reports.actions.making import take_numbers
from mingbai.reports.actions.recording import held, trail
from mingbai.reports.exports import as_html
from mingbai.reports.models import FulfilmentReport, ReportPart
from mingbai.reports.policies import may_change, may_hand_over, may_renew
from mingbai.reports.queries import items, reach_of
from mingbai.reports.states import ReportState

MOST_ROWS = 2000
"""Rows kept of one list; the number counts them all."""
COPIED = ("key", "kind", "order", "level", "path", "headings", "heading", "generated", "edited", "figures")


@transaction.atomic
def fix(*, by: User, report: FulfilmentReport) -> FulfilmentReport:
    """Freeze text, numbers and lists as they stand. Refused while a change waits to be looked at."""
    report = held(report)
    require(may_change(by, report))
    if waiting := report.parts.filter(changed=True).count():
        raise ValidationError(f"还有 {waiting} 处变化没有核对，请逐处核对后再定稿。")
    report.snapshot = {**content_of(report), "lists": lists_of(by, report)}
    report.digest = digests.of_value(report.snapshot)
    report.state, report.fixed_by, report.fixed_at = ReportState.FIXED, by, clock.now()
    report.save()
    if report.previous_id is not None:
        FulfilmentReport.objects.filter(pk=report.previous_id).update(state=ReportState.REPLACED)
    trail(report, by, "fix", digest=report.digest)
    return report


def content_of(report: FulfilmentReport) -> dict[str, Any]:
    """What a fixed report says: its head, and every part with the text that counts and its figures."""
    return {
        "plan": report.plan_id,
        "organisation": report.organisation.code,
        "below": report.below,
        "version": report.version,
        "title": report.title,
        "addressee": report.addressee,
        "document_number": report.document_number,
        "signer": report.signer,
        "written_on": str(report.written_on or ""),
        "as_of": str(report.as_of),
        "parts": [
            {"heading": part.heading, "level": part.level, "text": part.text, "figures": part.figures}
            for part in report.parts.all()
        ],
    }


def lists_of(user: User, report: FulfilmentReport) -> dict[str, dict[str, Any]]:
    """Key of a figure → its label and the rows behind it, as text."""
    reach, found = reach_of(report), {}
    for part in report.parts.all():
        for one in part.figures:
            rows = items(user, reach, one["ask"], MOST_ROWS)
            found[f"{part.key}/{one['key']}"] = {
                "label": one["label"],
                "rows": [[str(cell) for cell in row.cells] for row in rows],
            }
    return found


@transaction.atomic
def renew(*, by: User, report: FulfilmentReport) -> FulfilmentReport:
    """Begin the next version: the same words with the numbers of today, every change marked."""
    report = held(report)
    require(may_renew(by, report))
    if FulfilmentReport.objects.filter(previous=report).exists():
        raise ValidationError("新的一版已经在起草，请打开那份草稿。")
    following = FulfilmentReport.objects.create(
        plan=report.plan,
        organisation=report.organisation,
        below=report.below,
        year=report.year,
        version=report.version + 1,
        previous=report,
        title=report.title,
        addressee=report.addressee,
        signer=report.signer,
        as_of=clock.today(),
        made_by=by,
        made_at=clock.now(),
    )
    for part in report.parts.all():
        ReportPart.objects.create(report=following, **{name: getattr(part, name) for name in COPIED})
    changed = take_numbers(following, by)
    trail(following, by, "renew", changed=changed)
    return following


@transaction.atomic
def hand_over(*, by: User, report: FulfilmentReport) -> Information:
    """Make it a draft record of the organisation; from there on the usual review decides."""
    report = held(report)
    require(may_hand_over(by, report))
    information = disclosures.create(
        organisation=report.organisation,
        by=by,
        title=report.title,
        body=as_html(report),
        document_number=report.document_number,
        written_on=report.written_on or report.as_of,
        genre=Genre.objects.filter(name="报告").first(),
        openness=Openness.PROACTIVE,
    )
    report.information = information
    report.save(update_fields=["information"])
    trail(report, by, "hand_over", record=information.index_number)
    return information
