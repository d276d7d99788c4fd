"""Entering notices and local holidays."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from mingbai.accounts.models import User
from mingbai.ledger.actions import append
from mingbai.lib import clock
from mingbai.lib.verdict import require
from mingbai.organisations.models import Organisation
from mingbai.organisations.policies import may
from mingbai.organisations.queries import acting_role
from mingbai.timelimits import notices, packaged, queries
from mingbai.timelimits.actions import stamping
from mingbai.timelimits.models import LocalHoliday, Notice, NoticeDay
from mingbai.timelimits.notices import Day
from mingbai.timelimits.recomputing import Moved, following

MANAGE = "calendar.manage"
FIRST_YEAR, LAST_YEAR = 2000, 2100
LONGEST_TEXT = 20_000


@dataclass(frozen=True)
class Reading:
    """What would be entered: all days of the year, whether they cover it, and what to look at again."""

    year: int
    days: tuple[Day, ...]
    covers_year: bool
    text: str
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Entered:
    """A notice as it was entered, and the due dates that moved. `changed` is false for a repetition."""

    notice: Notice
    days: tuple[Day, ...]
    moved: tuple[Moved, ...]
    changed: bool = True
    warnings: tuple[str, ...] = ()


def read_text(text: str, year: int | None = None) -> Reading:
    """Read a notice without entering it. Raises ValidationError with what to do."""
    if len(text) > LONGEST_TEXT:
        raise ValidationError({"text": "文字太长，不像一份放假通知。请只粘贴通知全文。"})
    try:
        notice = notices.parse(text, year)
        _check_year(notice.year)
        standing = queries.days_of_year(notice.year)
        if notice.complete:
            return Reading(notice.year, notice.days, True, text)
        if standing:
            changes = f"按局部调整录入：{notice.year}年其余的安排不变。要重录全年，请粘贴七个节日齐全的通知。"
            covers = notice.year in queries.known().calendar().years
            return Reading(notice.year, notices.amend(standing, notice), covers, text, (changes,))
        days = notices.amend((), notice)
    except notices.Unreadable as problem:
        raise ValidationError({"text": str(problem)}) from problem
    lacking = (
        f"没有看到{'、'.join(notice.missing)}的安排，{notice.year}年的其他日子仍按预计。请核对通知是否贴全。"
    )
    return Reading(notice.year, days, False, text, (lacking,))


def read_days(data: Any, year: int | None = None) -> Reading:
    """Read days in the shape of the packaged files: {year, days: [{date, isOffDay, name}]}."""
    try:
        found = int(data["year"])
        days = packaged.days_of(data["days"])
    except (KeyError, TypeError, ValueError, AttributeError) as problem:
        raise ValidationError(
            {"text": "文件内容不对，应写成 {year, days: [{date, isOffDay, name}]}，每天只写一次。"}
        ) from problem
    if year is not None and year != found:
        raise ValidationError({"year": f"文件写的是{found}年，和您填的{year}年不一样，请核对。"})
    _check_year(found)
    if not days or any(abs(day.date.year - found) > 1 for day in days):
        raise ValidationError({"text": f"文件里的日期不在{found}年前后，请核对。"})
    return Reading(found, days, True, "")


def _check_year(year: int) -> None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValidationError({"year": f"年份应在 {FIRST_YEAR} 到 {LAST_YEAR} 之间，请核对。"})


@transaction.atomic
def enter_notice(*, by: User | None, reading: Reading, source: str = "") -> Entered:
    """Enter a year's arrangement in place of the one before it. Entering the same again changes nothing."""
    _demand(by, None)
    stamping.lock()
    latest = Notice.objects.filter(year=reading.year).order_by("-pk").first()
    if latest is not None and latest.covers_year == reading.covers_year and _same(latest, reading.days):
        return Entered(latest, reading.days, (), changed=False, warnings=reading.warnings)
    with following() as moved:
        notice = Notice.objects.create(
            year=reading.year,
            text=reading.text,
            source=source,
            covers_year=reading.covers_year,
            entered_by=by,
            entered_at=clock.now(),
        )
        NoticeDay.objects.bulk_create(
            NoticeDay(notice=notice, date=day.date, off=day.off, name=day.name[:40]) for day in reading.days
        )
        stamping.renew()
    append(
        verb="calendar.enter",
        by=by,
        subject=notice,
        role=acting_role(by, MANAGE, None) if by else "",
        detail={"year": notice.year, "days": len(reading.days), "moved": len(moved)},
    )
    return Entered(notice, reading.days, tuple(moved), warnings=reading.warnings)


def _same(notice: Notice, days: Sequence[Day]) -> bool:
    return {(one.date, one.off, one.name) for one in notice.days.all()} == {
        (one.date, one.off, one.name) for one in days
    }


@transaction.atomic
def add_local_holiday(
    *, by: User | None, organisation: Organisation, name: str, first_day: date, last_day: date, basis: str
) -> tuple[LocalHoliday, list[Moved]]:
    """Days off for `organisation` and everything below it, and the due dates that moved."""
    _demand(by, organisation)
    holiday = LocalHoliday(
        organisation=organisation,
        name=name.strip(),
        first_day=first_day,
        last_day=last_day,
        basis=basis.strip(),
    )
    errors = {}
    if not holiday.name:
        errors["name"] = "请填写节日名称，如“古尔邦节”。"
    if not holiday.basis:
        errors["basis"] = "请写明依据，如自治州或者自治县的放假规定。"
    if last_day < first_day:
        errors["last_day"] = "最后一天早于第一天，请核对。"
    elif (last_day - first_day).days > 14:
        errors["last_day"] = "一次超过 15 天，请核对日期。"
    if errors:
        raise ValidationError(errors)
    stamping.lock()
    overlapping = LocalHoliday.objects.filter(
        organisation=organisation, cancelled_at=None, first_day__lte=last_day, last_day__gte=first_day
    )
    if other := overlapping.first():
        raise ValidationError({"first_day": f"这几天和已有的“{other}”重叠，请核对。"})
    with following() as moved:
        holiday.save()
        stamping.renew()
    _record("calendar.add_local", by, holiday, len(moved))
    return holiday, moved


@transaction.atomic
def cancel_local_holiday(*, by: User | None, holiday: LocalHoliday, reason: str) -> list[Moved]:
    """The days count as usual again; the row stays with the reason."""
    _demand(by, holiday.organisation)
    if not reason.strip():
        raise ValidationError({"reason": "请写明取消的原因。"})
    stamping.lock()
    with following() as moved:
        changed = LocalHoliday.objects.filter(pk=holiday.pk, cancelled_at=None).update(
            cancelled_at=clock.now(), cancel_reason=reason.strip()
        )
        if changed != 1:
            raise ValidationError("这个节日已经取消过了，请刷新页面查看。")
        stamping.renew()
    _record("calendar.cancel_local", by, holiday, len(moved))
    return moved


def _record(verb: str, by: User | None, holiday: LocalHoliday, moved: int) -> None:
    append(
        verb=verb,
        by=by,
        subject=holiday,
        organisation=holiday.organisation,
        role=acting_role(by, MANAGE, holiday.organisation) if by else "",
        detail={"name": holiday.name, "first_day": str(holiday.first_day), "moved": moved},
    )


def _demand(by: User | None, organisation: Organisation | None) -> None:
    if by is not None:
        require(may(by, MANAGE, organisation))
