"""What a person makes of the machine's text."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from mingbai.accounts.models import User
from mingbai.lib import clock
from mingbai.lib.text import one_line, storable
from mingbai.lib.verdict import require
from mingbai.reports.actions.recording import held, trail
from mingbai.reports.models import FulfilmentReport, ReportPart
from mingbai.reports.policies import may_change

LONGEST = 20_000


@transaction.atomic
def set_head(
    *,
    by: User,
    report: FulfilmentReport,
    title: str,
    addressee: str = "",
    document_number: str = "",
    signer: str = "",
    written_on: date | None = None,
) -> FulfilmentReport:
    """Title, addressee, number, signer and day of the report."""
    report = held(report)
    require(may_change(by, report))
    if not one_line(title):
        raise ValidationError({"title": "请填写标题。"})
    report.title = one_line(title)[:200]
    report.addressee, report.signer = one_line(addressee)[:200], one_line(signer)[:50]
    report.document_number, report.written_on = one_line(document_number)[:80], written_on
    report.save(update_fields=["title", "addressee", "document_number", "signer", "written_on"])
    trail(report, by, "set_head")
    return report


@transaction.atomic
def edit_part(*, by: User, part: ReportPart, text: str) -> ReportPart:
    """Put a person's words in the place of the machine's; the machine's own words again count as unedited."""
    part = _held(by, part)
    words = storable(text.replace("\r\n", "\n")).strip()
    if len(words) > LONGEST:
        raise ValidationError({"text": f"最多写 {LONGEST} 个字，现在是 {len(words)} 个字。"})
    if not words:
        raise ValidationError({"text": "请填写内容。要用系统写的文字，请点“恢复系统写的文字”。"})
    part.edited = "" if words == part.generated.strip() else words
    part.edited_by, part.edited_at = by, clock.now()
    _seen(part)
    trail(part.report, by, "edit_part", part=part.key)
    return part


@transaction.atomic
def accept(*, by: User, part: ReportPart, machine: bool = False) -> ReportPart:
    """Say that the change was looked at. With `machine` its text takes the place of the person's."""
    part = _held(by, part)
    if machine:
        if not part.generated:
            raise ValidationError("这一部分系统没有文字可用。")
        part.edited = ""
    _seen(part)
    trail(part.report, by, "accept_part", part=part.key, machine=machine)
    return part


def _held(by: User, part: ReportPart) -> ReportPart:
    report = held(part.report)
    require(may_change(by, report))
    part = ReportPart.objects.get(pk=part.pk)
    part.report = report
    return part


def _seen(part: ReportPart) -> None:
    part.changed, part.before, part.before_figures = False, "", []
    part.save()
