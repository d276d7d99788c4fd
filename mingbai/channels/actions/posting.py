"""Planned, up, down, replaced: the verbs of a posting."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from mingbai.accounts.models import User
from mingbai.channels import followers
from mingbai.channels.actions.proofs import attach
from mingbai.channels.actions.recording import held, open_job, record, refuse
from mingbai.channels.models import Job, Place, Posting, Rendering
from mingbai.channels.policies import may_keep, may_plan, may_put_up, may_use
from mingbai.channels.queries.periods import least_until_of
from mingbai.channels.states import HANGS, Channel, JobKind, JobState, PostingState, ProofOf
from mingbai.channels.values import Given
from mingbai.disclosures.models import Information
from mingbai.disclosures.queries import is_listed
from mingbai.lib import clock
from mingbai.lib.clock import CHINA
from mingbai.lib.text import one_line
from mingbai.lib.verdict import Denied, require

TWICE = "这条信息在这个地点已经安排了，不用重复安排。"
LONGEST = 3660  # days; a longer period is a typing error


@transaction.atomic
def plan(
    *,
    information: Information,
    channel: str,
    by: User,
    place: Place | None = None,
    outlet: str = "",
    planned_on: date | None = None,
    until: date | None = None,
    rendering: Rendering | None = None,
) -> Posting:
    """Somebody shall put the record up there; what hangs is confirmed on the spot with `put_up`."""
    require(may_plan(by, information, channel, place))
    day = planned_on or clock.today()
    if until is not None and not day <= until <= day + timedelta(days=LONGEST):
        refuse("until", "结束日期要在开始日期之后，十年以内。")
    if rendering is not None and rendering.information_id != information.pk:
        raise ValueError("the rendering is of another record")
    posting = Posting(
        information=information,
        version_number=information.public_number,
        version_digest=information.public_digest,
        title=information.title,
        channel=channel,
        place=place,
        outlet=one_line(outlet)[:100],
        rendering=rendering,
        organisation=place.organisation if place else information.organisation,
        planned_on=day,
        until=until,
        planned_by=by,
        planned_at=clock.now(),
    )
    if channel == Channel.OTHER and not posting.outlet:
        refuse("outlet", "请写明是哪里，例如报纸、平台的名称。")
    if place is not None and _there(information, channel, place).exists():
        refuse("place", TWICE)
    _save_new(posting)
    record("posting.plan", by, posting, posting.organisation, channel=channel, record=information.pk)
    followers.tell(posting)
    return posting


def _there(information: Information, channel: str, place: Place) -> Any:
    present = [PostingState.PLANNED, PostingState.UP]
    return Posting.objects.filter(information=information, channel=channel, place=place, state__in=present)


def _save_new(posting: Posting) -> None:
    try:
        with transaction.atomic():
            posting.save()
    except IntegrityError as error:
        raise ValidationError({"place": TWICE}) from error


@transaction.atomic
def put_up(
    *,
    posting: Posting,
    by: User,
    at: datetime | None = None,
    who: str = "",
    until: date | None = None,
    note: str = "",
    proofs: Sequence[Given] = (),
) -> Posting:
    """It is up since `at` (now when None); `who` did it with the own hands, when not `by`."""
    row = held(posting)
    require(may_put_up(by, row))
    row.up_at = _moment(at, "at", not_before=row.information.published_at)
    row.until = until or row.until
    _go_up(row, by, who)
    attach(row, ProofOf.UP, proofs, by)
    record("posting.put_up", by, row, row.organisation, after=row.version_digest, note=one_line(note)[:200])
    followers.tell(row)
    return row


def _moment(at: datetime | None, field: str, not_before: datetime | None) -> datetime:
    now = clock.now()
    if at is None:
        return now
    if at > now:
        refuse(field, "时间不能晚于现在。")
    if not_before is not None and at < not_before:
        early = not_before.astimezone(CHINA)
        refuse(field, f"时间不能早于 {early:%Y-%m-%d %H:%M}：那以前还没有公开。")
    return at


def _go_up(row: Posting, by: User, who: str) -> None:
    """Write the state; the period is checked against the least number of days."""
    assert row.up_at is not None
    day = row.up_at.astimezone(CHINA).date()
    if row.channel in HANGS:
        row.least_until = least_until_of(row.information, row.organisation, day)
        if row.until is not None and row.until < row.least_until:
            refuse("until", f"至少要公开到 {row.least_until}，请把结束日期改到那天或者以后。")
    elif row.until is not None and row.until < day:
        refuse("until", "结束日期不能早于公开的那天。")
    row.state, row.up_by, row.up_name = PostingState.UP, by, one_line(who)[:50] or str(by)[:50]
    row.save()


@transaction.atomic
def take_down(
    *,
    posting: Posting,
    by: User,
    at: datetime | None = None,
    who: str = "",
    reason: str = "",
    note: str = "",
    proofs: Sequence[Given] = (),
) -> Posting:
    """It is down since `at`. Before its least time is over this needs a reason, unless the record is gone.

    For what cannot be taken back (a broadcast, a leaflet) this confirms that it was put right in the same
    way; `note` says how.
    """
    row = held(posting)
    require(may_keep(by, row))
    job = open_job(row)
    if row.state == PostingState.ENDED and job is not None:
        attach(row, ProofOf.DOWN, proofs, by)
        _close(job, by, note)
        record("posting.put_right", by, row, row.organisation, before=row.version_digest)
    elif row.state == PostingState.UP:
        row.down_at = _moment(at, "at", not_before=row.up_at)
        row.early_reason = _reason_for_early(row, one_line(reason)[:300])
        _go_down(row, by, who, note)
        attach(row, ProofOf.DOWN, proofs, by)
        if job is not None:
            _close(job, by, note)
        early = bool(row.early_reason)
        record("posting.take_down", by, row, row.organisation, before=row.version_digest, early=early)
    else:
        raise Denied(f"这一条现在是“{row.get_state_display()}”，不用撤下。")
    followers.tell(row)
    return row


def _reason_for_early(row: Posting, reason: str) -> str:
    assert row.down_at is not None
    early = row.least_until is not None and row.down_at.astimezone(CHINA).date() <= row.least_until
    gone = not is_listed(row.information)
    if early and not gone and not reason:
        refuse("reason", f"至少要公开到 {row.least_until}。提前撤下请写明理由。")
    return (reason or "信息已撤回") if early else ""


def _go_down(row: Posting, by: User | None, who: str, note: str) -> None:
    row.state, row.down_by = PostingState.ENDED, by
    row.down_name = one_line(who)[:50] or (str(by)[:50] if by else "系统")
    row.end_note = one_line(note)[:300]
    row.save()


def _close(job: Job, by: User, note: str) -> None:
    changed = Job.objects.filter(pk=job.pk, state=JobState.OPEN).update(
        state=JobState.DONE, closed_at=clock.now(), closed_by=by, closed_note=one_line(note)[:300]
    )
    if not changed:
        raise Denied("这件事刚刚有人办过了，请刷新页面。")


@transaction.atomic
def replace(
    *,
    posting: Posting,
    by: User,
    at: datetime | None = None,
    who: str = "",
    rendering: Rendering | None = None,
    note: str = "",
    proofs: Sequence[Given] = (),
) -> Posting:
    """The present version is out where an older one was: the old posting ends, a new one is up."""
    old = held(posting)
    require(may_keep(by, old))
    _check_replaceable(old, rendering)
    moment = _moment(at, "at", not_before=old.information.changed_at)
    if old.state == PostingState.UP:
        old.down_at = moment
        _go_down(old, by, who, note or "换成更正后的新版")
        record("posting.take_down", by, old, old.organisation, before=old.version_digest)
    new = _successor(old, by, rendering, moment)
    _go_up(new, by, who)
    attach(new, ProofOf.UP, proofs, by)
    job = open_job(old)
    if job is not None:
        _close(job, by, note)
    record("posting.put_up", by, new, new.organisation, after=new.version_digest, replaces=old.pk)
    followers.tell(old)
    followers.tell(new)
    return new


def _check_replaceable(old: Posting, rendering: Rendering | None) -> None:
    if old.state not in (PostingState.UP, PostingState.ENDED):
        raise Denied(f"这一条现在是“{old.get_state_display()}”，还没有公开过。")
    if not is_listed(old.information):
        raise Denied("这条信息已经撤回，请撤下，不是换新版。")
    if old.is_current:
        raise Denied("现在公开的就是最新的内容，不用更换。")
    if Posting.objects.filter(replaces=old).exists():
        raise Denied("这一条已经换过新版了。")
    if rendering is not None:
        require(may_use(Rendering.objects.select_related("information").get(pk=rendering.pk)))


def _successor(old: Posting, by: User, rendering: Rendering | None, moment: datetime) -> Posting:
    information = old.information
    # What hung as a correction must hang its whole time again, so its last day is not taken over.
    return Posting(
        information=information,
        version_number=information.public_number,
        version_digest=information.public_digest,
        title=information.title,
        channel=old.channel,
        place=old.place,
        outlet=old.outlet,
        rendering=rendering,
        organisation=old.organisation,
        planned_on=moment.astimezone(CHINA).date(),
        planned_by=by,
        planned_at=clock.now(),
        up_at=moment,
        replaces=old,
    )


@transaction.atomic
def cancel(*, posting: Posting, by: User, reason: str) -> Posting:
    """It shall not go up there after all."""
    row = held(posting)
    require(may_keep(by, row))
    if row.state != PostingState.PLANNED:
        raise Denied(f"这一条现在是“{row.get_state_display()}”，不能取消。已经公开的请撤下。")
    if not one_line(reason):
        refuse("reason", "请写明为什么取消。")
    row.state, row.end_note = PostingState.CANCELLED, one_line(reason)[:300]
    row.save(update_fields=["state", "end_note"])
    record("posting.cancel", by, row, row.organisation)
    followers.tell(row)
    return row


@transaction.atomic
def drop_job(*, job: Job, by: User, reason: str) -> Job:
    """What the change asks of this posting is not done, for a reason that stays on record."""
    row = held(job.posting)
    require(may_keep(by, row))
    if not is_listed(row.information) and job.kind != JobKind.CORRECT_OUT:
        raise Denied("信息已经撤回，必须撤下，不能说明不办。")
    if not one_line(reason):
        refuse("reason", "请写明为什么不用办，例如：只改了一个错别字，不影响意思。")
    changed = Job.objects.filter(pk=job.pk, state=JobState.OPEN).update(
        state=JobState.DROPPED, closed_at=clock.now(), closed_by=by, closed_note=one_line(reason)[:300]
    )
    if not changed:
        raise Denied("这件事刚刚有人办过了，请刷新页面。")
    record("posting.drop_job", by, row, row.organisation)
    followers.tell(row)
    job.refresh_from_db()
    return job
