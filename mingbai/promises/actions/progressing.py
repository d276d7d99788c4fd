"""Progress of a promise, and what proves it."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from mingbai.accounts.models import User
from mingbai.disclosures.models import Information
from mingbai.disclosures.queries import listed
from mingbai.documents.cleaning import clean
from mingbai.documents.refusals import Refused
from mingbai.lib import clock, digests
from mingbai.lib.text import file_name, one_line, storable
from mingbai.lib.verdict import Denied, require
from mingbai.promises import queries, rules
from mingbai.promises.actions.recording import held, record, refuse, refuse_personal_data
from mingbai.promises.followers import tell
from mingbai.promises.models import Progress, Promise
from mingbai.promises.policies import may_confirm_progress, may_keep, may_report

MOST_BYTES = 20 * 1024 * 1024
LONGEST = 1000


@transaction.atomic
def report(
    *,
    promise: Promise,
    on: date,
    text: str,
    by: User,
    percent: int | None = None,
    number: Decimal | None = None,
    reason: str = "",
    evidence: Iterable[Information] = (),
    file: UploadedFile | None = None,
) -> Progress:
    """Enter progress. Per cent is worked out from the number where the target is counted."""
    require(may_report(by, promise))
    row = held(promise)
    require(may_report(by, row))
    text, reason = storable(text).strip()[:LONGEST], one_line(reason)[:300]
    counted = rules.percent_of(number, row.target_number)
    step = rules.Step(on, _percent(percent if counted is None else counted), number)
    last = queries.last_progress(row)
    if problems := rules.step_problem(step, last.step if last else None, reason, clock.today()):
        raise ValidationError(problems)
    if not text:
        refuse("text", "请写明做了什么、做到哪一步。")
    refuse_personal_data([("text", text), ("reason", reason)], row.organisation)
    proofs = _public_only(evidence)
    made = Progress(
        promise=row,
        on=on,
        percent=step.percent,
        number=number,
        text=text,
        reason=reason,
        entered_by=by,
        entered_at=clock.now(),
    )
    if file is not None:
        _keep(made, file)
    made.save()
    made.evidence.set(proofs)
    record("promise.progress", by, row, row.organisation, on=on, percent=step.percent)
    return made


def _percent(percent: int | None) -> int:
    if percent is None:
        refuse("percent", "请填完成了百分之几；有目标数的，填完成数就行。")
    if not 0 <= percent <= 100:
        refuse("percent", "请填 0 到 100 的整数。")
    return percent


def _public_only(evidence: Iterable[Information]) -> list[Information]:
    wanted = list(evidence)
    public = set(listed().filter(pk__in=[one.pk for one in wanted]).values_list("pk", flat=True))
    if len(public) < len(wanted):
        refuse("evidence", "佐证只能选已经公开的信息。")
    return wanted


def _keep(progress: Progress, file: UploadedFile) -> None:
    """The file as proof for colleagues, without hidden data; it never becomes public."""
    if (file.size or 0) > MOST_BYTES:
        refuse("file", "文件超过 20 MB，请压缩或者分开上传。")
    try:
        copy = clean(file.read(), file.name or "材料")
    except Refused as refusal:
        raise ValidationError({"file": refusal.message}) from refusal
    progress.file_name, progress.file_digest = file_name(copy.filename), digests.of_bytes(copy.data)
    try:
        progress.file.save(progress.file_digest, ContentFile(copy.data), save=False)
    except OSError as error:
        raise Denied("文件没有存下来。请系统管理员检查存储空间，然后再上传。") from error


@transaction.atomic
def confirm_progress(*, progress: Progress, by: User) -> Progress:
    """A second person has looked at it; from now on the public sees it."""
    require(may_confirm_progress(by, progress))
    promise = held(progress.promise)
    row = Progress.objects.select_related("promise__organisation").get(pk=progress.pk)
    require(may_confirm_progress(by, row))
    row.confirmed_by, row.confirmed_at = by, clock.now()
    row.save()
    record("promise.confirm_progress", by, row, promise.organisation)
    tell(promise)
    progress.refresh_from_db()
    return row


@transaction.atomic
def cancel_progress(*, progress: Progress, by: User, reason: str) -> Progress:
    """Take back a wrong entry; it stays for the trail and no longer counts."""
    require(may_keep(by, progress.promise))
    promise = held(progress.promise)
    row = Progress.objects.select_related("promise__organisation").get(pk=progress.pk)
    if row.cancelled_at is not None:
        refuse("__all__", "这一条进展已经作废。")
    if not one_line(reason):
        refuse("reason", "请写明作废的原因。")
    row.cancelled_at, row.cancel_reason = clock.now(), one_line(reason)[:300]
    row.save()
    record("promise.cancel_progress", by, row, promise.organisation)
    tell(promise)
    progress.refresh_from_db()
    return row
