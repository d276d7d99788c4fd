"""When a script is to be aired, and each time it was."""

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db import IntegrityError, transaction

from mingbai.accounts.models import User
from mingbai.channels import actions as channels
from mingbai.channels.models import Place, Posting, Rendering
from mingbai.channels.policies import may_use
from mingbai.channels.states import Channel, PlaceKind, PostingState, ProofKind
from mingbai.channels.values import Given
from mingbai.lib import clock
from mingbai.lib.clock import CHINA
from mingbai.lib.text import one_line
from mingbai.lib.verdict import Denied, require
from mingbai.loudspeakers.actions.recording import refuse
from mingbai.loudspeakers.models import Airing, Schedule
from mingbai.loudspeakers.policies import KEEP, may_air, may_void
from mingbai.loudspeakers.queries import customs_of, usable_script
from mingbai.organisations.trail import record

CLOCK = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d")
MOST_DAYS, MOST_TIMES, MOST_AIRINGS = 60, 8, 200
AHEAD = timedelta(days=366)
TWICE = "这个时间已经登记过一次播出了。"
NO_SCRIPT = "信息已经更正过，要先按现在的内容做好广播稿并预览确认，再登记播出。"


@transaction.atomic
def plan_broadcast(
    *,
    rendering: Rendering,
    place: Place,
    first: date,
    by: User,
    days: int = 0,
    times: Sequence[str] = (),
    least: int = 0,
) -> Posting:
    """A confirmed script is to be aired there, at these times on so many days from the first."""
    rendering = Rendering.objects.select_related("information__organisation").get(pk=rendering.pk)
    require(may_use(rendering))
    if place.kind != PlaceKind.LOUDSPEAKER:
        refuse("place", "请选一处广播。")
    customs = customs_of(place.organisation)
    days, least = days or customs.days, least or customs.least_airings
    moments = checked_times(times or customs.times)
    if not 1 <= days <= MOST_DAYS:
        refuse("days", f"请填 1 到 {MOST_DAYS} 天。")
    if first < clock.today():
        refuse("first", "开始日期不能早于今天。已经播过的，安排在今天，再按实际时间登记。")
    if first > clock.today() + AHEAD:
        refuse("first", "最多提前一年安排，请看一看年份。")
    if not 1 <= least <= days * len(moments):
        refuse("least", f"按这样安排一共播 {days * len(moments)} 次，请填 1 到 {days * len(moments)}。")
    last = first + timedelta(days=days - 1)
    posting = channels.plan(
        information=rendering.information,
        channel=Channel.BROADCAST,
        by=by,
        place=place,
        planned_on=first,
        until=last,
        rendering=rendering,
    )
    Schedule.objects.create(posting=posting, times=moments, first=first, last=last, least=least)
    return posting


def checked_times(times: Sequence[str]) -> list[str]:
    """7:00 and 07:00 alike, in order, each once."""
    plain = [one_line(one).replace("：", ":").zfill(5) for one in times if one_line(one)]
    if not plain or len(plain) > MOST_TIMES or not all(map(CLOCK.fullmatch, plain)):
        refuse("times", "请写几点几分，例如：7:00、18:00。")
    return sorted(set(plain))


@transaction.atomic
def air(
    *,
    posting: Posting,
    by: User,
    at: datetime | None = None,
    minutes: Decimal | None = None,
    who: str = "",
    note: str = "",
) -> Airing:
    """It was read out once. The first time puts the posting up, with the log as its proof.

    After a correction the new script is aired: then the old posting ends and its successor begins.
    """
    row = _held(posting)
    require(may_air(by, row))
    moment = _moment(at, row)
    script = row.rendering if row.rendering and row.rendering.is_current else usable_script(row.information)
    if script is None:
        raise Denied(NO_SCRIPT)
    name = one_line(who)[:50] or str(by)[:50]
    length = _length(minutes, script)
    row = _up(row, script, moment, name, length, by)
    airing = Airing(
        posting=row,
        rendering=script,
        at=moment,
        minutes=length,
        who=name,
        note=one_line(note)[:200],
        entered_by=by,
        entered_at=clock.now(),
    )
    try:
        with transaction.atomic():
            airing.save()
    except IntegrityError:
        refuse("at", TWICE)
    record("broadcast.air", by, row, row.organisation, KEEP, at=moment.isoformat(), minutes=length)
    return airing


def _held(posting: Posting) -> Posting:
    rows = Posting.objects.select_for_update(of=("self",)).select_related(
        "information__organisation", "organisation", "place", "rendering__information"
    )
    return rows.get(pk=posting.pk)


def _moment(at: datetime | None, row: Posting) -> datetime:
    moment = (at or clock.now()).replace(second=0, microsecond=0)
    published = row.information.published_at
    if moment > clock.now():
        refuse("at", "播出时间不能晚于现在。")
    if published is not None and moment < published:
        # Within the minute of publication: the entry's minute begins before it.
        moment = published if published - moment < timedelta(minutes=1) else moment
    if row.up_at is not None and row.is_current and moment < row.up_at:
        early = row.up_at.astimezone(CHINA)
        refuse("at", f"第一次播出登记的是 {early:%Y-%m-%d %H:%M}，这一次不能更早。")
    if Airing.objects.filter(posting=row, void_at=None).count() >= MOST_AIRINGS:
        refuse("at", f"一条最多登记 {MOST_AIRINGS} 次播出。")
    return moment


def _length(minutes: Decimal | None, script: Rendering) -> Decimal:
    length = minutes if minutes is not None else Decimal(str(script.content.get("minutes", 1)))
    if not Decimal("0.1") <= length <= 240:
        refuse("minutes", "请填 0.1 到 240 分钟。")
    return length.quantize(Decimal("0.1"))


def _up(row: Posting, script: Rendering, at: datetime, who: str, length: Decimal, by: User) -> Posting:
    """The posting that this airing belongs to, up."""
    words = f"{at.astimezone(CHINA):%Y-%m-%d %H:%M} 播出，{length} 分钟，{who}"
    proofs = [Given(ProofKind.BROADCAST_LOG, words)]
    if row.state == PostingState.UP and not row.is_current:
        new = channels.replace(posting=row, by=by, at=at, who=who, rendering=script, proofs=proofs)
        old = Schedule.objects.filter(posting=row).first()
        today = clock.today()
        if old is not None:
            last = max(old.last, today)
            Schedule.objects.create(posting=new, times=old.times, first=today, last=last, least=old.least)
        return new
    if row.state == PostingState.PLANNED:
        if row.rendering_id != script.pk:
            Posting.objects.filter(pk=row.pk, state=PostingState.PLANNED).update(rendering=script)
        day = at.astimezone(CHINA).date()
        until = max(row.until, day) if row.until else None
        return channels.put_up(posting=row, by=by, at=at, who=who, until=until, proofs=proofs)
    return row


@transaction.atomic
def void(*, airing: Airing, reason: str, by: User) -> Airing:
    """The entry was a mistake; it stays in the log with the reason."""
    row = Airing.objects.select_for_update(of=("self",)).get(pk=airing.pk)
    posting = _held(row.posting)
    require(may_void(by, posting))
    if row.void_at is not None:
        raise Denied("这一次播出已经作废了。")
    if not Airing.objects.filter(posting=posting, void_at=None).exclude(pk=row.pk).exists():
        raise Denied(
            "这是登记的唯一一次播出，证明这一条已经播过，不能作废。没有播过的，请在“张贴”里撤下并说明。"
        )
    words = one_line(reason)[:200]
    if not words:
        refuse("reason", "请写明为什么作废，例如：登记重复。")
    row.void_at, row.void_by, row.void_reason = clock.now(), by, words
    row.save(update_fields=["void_at", "void_by", "void_reason"])
    record("broadcast.void", by, posting, posting.organisation, KEEP, at=row.at.isoformat(), reason=words)
    return row
