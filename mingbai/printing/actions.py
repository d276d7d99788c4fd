"""Asking for a month's boards to be printed, and working through the villages one by one."""

import logging
import time
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction

from mingbai.accounts.models import User
from mingbai.documents.official import NoChineseFont
from mingbai.ledger.actions import append
from mingbai.lib import clock, digests
from mingbai.lib.verdict import Denied, require
from mingbai.organisations.models import Organisation
from mingbai.organisations.queries import acting_role
from mingbai.printing.exports.months import Drawer, month_pdf
from mingbai.printing.models import PrintJob, PrintRound
from mingbai.printing.policies import MAKE, may_print
from mingbai.printing.queries import MOST_ATTEMPTS, hanging_in, to_do, with_boards
from mingbai.printing.rules.months import days_of
from mingbai.printing.states import PrintState

logger = logging.getLogger(__name__)
DIED = "生成了几次都中途停下，请系统管理员查看日志。"
NO_MONTH = "月份要写成 2026-05 这样。"
NO_BOARDS = "这个单位和它下面还没有登记公示栏。请先在“公开场所”里登记。"


@dataclass
class Worked:
    """What one turn did."""

    done: int = 0
    empty: int = 0
    failed: int = 0
    left: int = 0

    @property
    def words(self) -> str:
        made = f"公示栏打印：生成 {self.done} 个，没有要张贴的 {self.empty} 个"
        return f"{made}，没有生成 {self.failed} 个，还剩 {self.left} 个"


@transaction.atomic
def begin(*, organisation: Organisation, month: str, by: User | None) -> PrintRound:
    """One row for each organisation with a board; `by` is None for the command line."""
    if by is not None:
        require(may_print(by, organisation))
    if days_of(month) is None:
        raise ValidationError({"month": NO_MONTH})
    villages = with_boards(organisation)
    if not villages:
        raise ValidationError({"organisation": NO_BOARDS})
    row = PrintRound.objects.create(organisation=organisation, month=month, made_by=by, made_at=clock.now())
    PrintJob.objects.bulk_create(PrintJob(round=row, organisation=one) for one in villages)
    append(
        verb="print.begin",
        by=by,
        subject=row,
        organisation=organisation,
        role=acting_role(by, MAKE, organisation) if by is not None else "",
        detail={"month": month, "villages": len(villages)},
    )
    return row


@transaction.atomic
def retry(*, round_: PrintRound, by: User) -> int:
    """What failed is tried again; finished villages stay as they are."""
    require(may_print(by, round_.organisation))
    failed = round_.jobs.filter(state=PrintState.FAILED)
    number = failed.update(state=PrintState.WAITING, attempts=0, note="")
    if not number:
        raise Denied("没有要重新生成的。")
    append(
        verb="print.retry",
        by=by,
        subject=round_,
        organisation=round_.organisation,
        role=acting_role(by, MAKE, round_.organisation),
        detail={"villages": number},
    )
    return number


def work(*, seconds: float | None = None, round_: PrintRound | None = None) -> Worked:
    """Draw village after village until all are finished or the time is over.

    Each is claimed first, so that two processes never draw the same one, and kept as soon as it is drawn: a
    process that is killed loses at most the village it was at, which is taken up again after the lease.
    """
    worked, drawer, begun = Worked(), Drawer(), time.monotonic()
    rounds = None if round_ is None else [round_]
    while seconds is None or time.monotonic() - begun < seconds:
        job = _claimed(rounds)
        if job is None:
            break
        state = _draw(job, drawer)
        worked.done += state == PrintState.DONE
        worked.empty += state == PrintState.EMPTY
        worked.failed += state == PrintState.FAILED
    worked.left = to_do(rounds).count()
    return worked


def round_of_sweep() -> str:
    """Some of it in every sweep; "" where there was nothing to do."""
    if not to_do().exists():
        return ""
    return work(seconds=SECONDS_IN_SWEEP).words


SECONDS_IN_SWEEP = 20
"""Publications on time wait for the sweep: it never draws longer than this."""


def _claimed(rounds: list[PrintRound] | None) -> PrintJob | None:
    """The next village, marked as begun by a guarded write; None when there is none."""
    for job in to_do(rounds)[:5]:
        waiting = PrintJob.objects.filter(pk=job.pk, state=job.state, started_at=job.started_at)
        now = clock.now()
        if job.attempts >= MOST_ATTEMPTS:  # it took the process with it each time
            waiting.update(state=PrintState.FAILED, done_at=now, note=DIED)
            continue
        if waiting.update(state=PrintState.WORKING, started_at=now, attempts=job.attempts + 1):
            job.state, job.started_at, job.attempts = PrintState.WORKING, now, job.attempts + 1
            return job
    return None


def _draw(job: PrintJob, drawer: Drawer) -> PrintState:
    days = days_of(job.round.month)
    assert days is not None
    try:
        boards = hanging_in(job.organisation, *days)
        printed = month_pdf(job.organisation, job.round.month, boards, drawer)
    except NoChineseFont as problem:
        return _failed(job, str(problem))
    except Exception:
        logger.exception("The board of %s could not be drawn", job.organisation_id)
        return _failed(job, "生成时出错，请系统管理员查看日志。")
    if printed is None:
        return _end(job, PrintState.EMPTY)
    job.digest = digests.of_bytes(printed.data)
    job.notices, job.sheets, job.warnings = printed.notices, printed.sheets, printed.warnings
    try:
        job.file.save(f"{job.digest}.pdf", ContentFile(printed.data), save=False)
    except OSError:
        logger.exception("The board of %s could not be kept", job.organisation_id)
        return _failed(job, "文件没有存下来。请系统管理员检查存储空间。")
    return _end(job, PrintState.DONE)


def _failed(job: PrintJob, why: str) -> PrintState:
    """Tried again a few times; then a person has to look."""
    again = job.attempts < MOST_ATTEMPTS
    job.note = why[:300]
    return _end(job, PrintState.WAITING if again else PrintState.FAILED)


def _end(job: PrintJob, state: PrintState) -> PrintState:
    """Guarded: only whoever began it last may end it."""
    held = PrintJob.objects.filter(pk=job.pk, state=PrintState.WORKING, started_at=job.started_at)
    job.state = state
    values = {name: getattr(job, name) for name in ("digest", "notices", "sheets", "warnings", "note")}
    held.update(
        state=state,
        done_at=clock.now() if state != PrintState.WAITING else None,
        file=job.file.name or "",
        **values,
    )
    return state
