"""Asking for a month's boards to be printed, working through the villages, and looking at what was drawn."""

import logging
import time
from dataclasses import asdict, dataclass

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Q

from mingbai.accounts.models import User
from mingbai.documents.official import NoChineseFont
from mingbai.lib import clock, digests
from mingbai.lib.verdict import Denied, require
from mingbai.organisations.models import Organisation
from mingbai.organisations.trail import record
from mingbai.printing.exports.months import Drawer, month_pdf
from mingbai.printing.models import PrintJob, PrintLook, PrintRound
from mingbai.printing.policies import MAKE, may_confirm, may_print
from mingbai.printing.queries import MOST_ATTEMPTS, hanging_in, outdated, to_do, with_boards
from mingbai.printing.rules.months import days_of
from mingbai.printing.states import WITH_FILE, PrintState

logger = logging.getLogger(__name__)
DIED = "生成了几次都中途停下，请系统管理员查看日志。"
NO_MONTH = "月份要写成 2026-05 这样。"
OUTDATED = "文件生成以后，里面有信息更正或者撤回了。请重新生成，再看一遍。"
NO_BOARDS = "这个单位和它下面还没有登记公示栏。请先在“公开场所”里登记。"


@dataclass
class Worked:
    """What one turn did; `to_look`: how many of `done` a person has to look at first."""

    done: int = 0
    to_look: int = 0
    empty: int = 0
    failed: int = 0
    left: int = 0

    @property
    def words(self) -> str:
        look = f"（{self.to_look} 个待预览）" if self.to_look else ""
        made = f"公示栏打印：生成 {self.done} 个{look}，没有要张贴的 {self.empty} 个"
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
    record("print.begin", by, row, organisation, MAKE, month=month, villages=len(villages))
    return row


@transaction.atomic
def retry(*, round_: PrintRound, by: User) -> int:
    """What failed or is out of date is drawn again; other finished villages stay as they are."""
    require(may_print(by, round_.organisation))
    old = outdated(round_.jobs.filter(state__in=WITH_FILE))
    again = round_.jobs.filter(Q(state=PrintState.FAILED) | Q(pk__in=old, state__in=WITH_FILE))
    number = again.update(state=PrintState.WAITING, attempts=0, note="", confirmed_by=None, confirmed_at=None)
    if not number:
        raise Denied("没有要重新生成的。")
    record("print.retry", by, round_, round_.organisation, MAKE, villages=number)
    return number


@transaction.atomic
def look(*, job: PrintJob, by: User) -> None:
    """Note that this person has opened every page of the file, once for each person and file."""
    require(may_print(by, job.organisation))
    _, is_new = PrintLook.objects.get_or_create(
        job=job, by=by, digest=job.digest, defaults={"at": clock.now()}
    )
    if is_new:
        record("print.look", by, job, job.organisation, MAKE, after=job.digest)


@transaction.atomic
def confirm(*, job: PrintJob, by: User) -> PrintJob:
    """This village's file may be printed: the person has looked at all of it."""
    row = (
        PrintJob.objects.select_for_update(of=("self",))
        .select_related("organisation", "round")
        .get(pk=job.pk)
    )
    require(may_confirm(by, row))
    if outdated([row]):
        raise Denied(OUTDATED)
    row.state, row.confirmed_by, row.confirmed_at = PrintState.DONE, by, clock.now()
    row.save(update_fields=["state", "confirmed_by", "confirmed_at"])
    record("print.confirm", by, row, row.organisation, MAKE, after=row.digest, unpreviewed=row.unpreviewed)
    return row


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
        worked.done += state in WITH_FILE
        worked.to_look += state == PrintState.DRAWN
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
    job.contents = [asdict(one) for one in printed.contents]
    try:
        job.file.save(f"{job.digest}.pdf", ContentFile(printed.data), save=False)
    except OSError:
        logger.exception("The board of %s could not be kept", job.organisation_id)
        return _failed(job, "文件没有存下来。请系统管理员检查存储空间。")
    return _end(job, PrintState.DRAWN if job.unpreviewed else PrintState.DONE)


def _failed(job: PrintJob, why: str) -> PrintState:
    """Tried again a few times; then a person has to look."""
    again = job.attempts < MOST_ATTEMPTS
    job.note = why[:300]
    return _end(job, PrintState.WAITING if again else PrintState.FAILED)


def _end(job: PrintJob, state: PrintState) -> PrintState:
    """Guarded: only whoever began it last may end it."""
    held = PrintJob.objects.filter(pk=job.pk, state=PrintState.WORKING, started_at=job.started_at)
    job.state = state
    values = {
        name: getattr(job, name) for name in ("digest", "notices", "sheets", "warnings", "contents", "note")
    }
    held.update(
        state=state,
        done_at=clock.now() if state != PrintState.WAITING else None,
        file=job.file.name or "",
        **values,
    )
    return state
