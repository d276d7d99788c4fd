"""Entering what took place or is planned, correcting it, cancelling it. Nothing is deleted."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from mingbai.accounts.models import User
from mingbai.disclosures.models import Information
from mingbai.lib import clock
from mingbai.lib.verdict import Denied, require
from mingbai.organisations.models import Organisation
from mingbai.organisations.queries import existing
from mingbai.registers import followers, rules
from mingbai.registers.actions.recording import (
    keep_change,
    known,
    nameable,
    reason_of,
    record,
    refuse,
    shown,
    valid,
)
from mingbai.registers.models import Activity
from mingbai.registers.policies import may_keep
from mingbai.registers.queries import kind_of, kinds, same_as
from mingbai.registers.states import ActivityState

FIELDS = frozenset(
    ("held_on", "title", "place", "chair", "chair_post", "speaker", "speaker_post")
    + ("attendance", "summary", "outcome", "link")
)
POSTS = {"chair": "chair_post", "speaker": "speaker_post"}
OLDEST = date(2000, 1, 1)


class Duplicate(ValidationError):
    """The same thing stands in the register already, as `other`."""

    def __init__(self, other: Activity) -> None:
        super().__init__(
            f"这件事已经登记过：{other.held_on}“{other.title}”。要补充内容，请打开那一条修改。",
            code="duplicate",
        )
        self.other = other


@transaction.atomic
def add_activity(
    *,
    by: User,
    organisation: Organisation,
    kind: str,
    held_on: date,
    title: str,
    records: Iterable[Information] = (),
    **values: Any,
) -> Activity:
    """Enter something that took place; a day in the future makes it a plan.

    `values`: the columns the kind asks for (see `rules.EXTRA`), `attendance` as [{"group", "people"}].
    Raises Denied, Duplicate (with the other entry), or ValidationError by field.
    """
    require(may_keep(by, organisation))
    if kind not in kinds():
        refuse("kind", "请从列出的种类里选一种。")
    _refuse_ended(organisation, held_on)
    row = Activity(
        organisation=organisation,
        kind=kind,
        created_by=by,
        created_at=clock.now(),
        state=rules.state_for(held_on, clock.today()),
    )
    _fill(row, {"held_on": held_on, "title": title, **values})
    _save(row)
    _link(row, by, records)
    record(
        verb="register.add",
        by=by,
        row=row,
        organisation=organisation,
        after=row.state,
        kind=kind,
        held_on=str(held_on),
    )
    followers.tell(row)
    return row


@transaction.atomic
def correct_activity(
    *,
    by: User,
    activity: Activity,
    note: str = "",
    records: Iterable[Information] | None = None,
    **values: Any,
) -> Activity:
    """Change an entry; what it said before stays in its history. Kind and organisation stay.

    A plan moved into the past stays a plan until somebody says that it was held.
    """
    row = _locked(by, activity)
    if row.state == ActivityState.CANCELLED:
        raise Denied("这一条已经取消，不能再改。确实开展了的，请重新登记。")
    before, day = shown(row, sorted(FIELDS)), row.held_on
    if row.state == ActivityState.HELD and values.get("held_on", day) > clock.today():
        refuse("held_on", "已经开展的事，日期不能晚于今天。还没有开展的，请取消这一条，另外登记计划。")
    _fill(row, values)
    _save(row)
    names = keep_change(row, by, before, shown(row, sorted(FIELDS)), "correct", note)
    if records is not None and _link(row, by, records):
        names.append("已公开的信息")
    row.previous_held_on = day if day != row.held_on else None
    record(verb="register.correct", by=by, row=row, organisation=row.organisation, fields=names)
    followers.tell(row)
    return row


@transaction.atomic
def hold_activity(*, by: User, activity: Activity, **values: Any) -> Activity:
    """Say that something planned took place, with the facts the kind asks for."""
    row = _locked(by, activity)
    if row.state != ActivityState.PLANNED:
        raise Denied("这一条不是计划，不用再登记开展情况。要改内容，请选“修改”。")
    before, day = shown(row, sorted(FIELDS)), row.held_on
    if values.get("held_on", day) > clock.today():
        refuse("held_on", "日期还没有到，不能登记为已开展。提前开展的，请把日期改成实际的那一天。")
    row.state = ActivityState.HELD
    _fill(row, values)
    _save(row)
    keep_change(row, by, before, shown(row, sorted(FIELDS)), "hold")
    row.previous_held_on = day if day != row.held_on else None
    record(
        verb="register.hold",
        by=by,
        row=row,
        organisation=row.organisation,
        before=ActivityState.PLANNED,
        after=ActivityState.HELD,
        held_on=str(row.held_on),
    )
    followers.tell(row)
    return row


@transaction.atomic
def cancel_activity(*, by: User, activity: Activity, reason: str) -> Activity:
    """Take an entry out of every count: a plan that fell through, or something entered by mistake."""
    row = _locked(by, activity)
    if row.state == ActivityState.CANCELLED:
        raise Denied("这一条已经取消了。")
    before = row.state
    row.cancel_reason, row.state, row.changed_at = reason_of(reason), ActivityState.CANCELLED, clock.now()
    row.save(update_fields=["cancel_reason", "state", "changed_at"])
    record(
        verb="register.cancel",
        by=by,
        row=row,
        organisation=row.organisation,
        before=before,
        after=ActivityState.CANCELLED,
    )
    followers.tell(row)
    return row


def _locked(by: User, activity: Activity) -> Activity:
    """The row as it now is, held until the transaction ends."""
    row = Activity.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=activity.pk)
    require(may_keep(by, row.organisation))
    return row


def _refuse_ended(organisation: Organisation, day: date) -> None:
    if not Organisation.objects.filter(existing(day), pk=organisation.pk).exists():
        refuse("held_on", f"“{organisation}”在这一天还没有设立，或者已经撤销。")


def _fill(row: Activity, values: dict[str, Any]) -> None:
    """Set the columns the kind asks for and refuse what is missing or impossible."""
    kind = kind_of(row.kind)
    given = known(values, FIELDS)
    asked = {*kind.fields, *(post for name, post in POSTS.items() if name in kind.fields), "held_on", "title"}
    for name, value in given.items():
        if name in asked:
            setattr(row, name, value)
    problems: dict[str, str] = {}
    if not row.title:
        problems["title"] = "请填写名称。"
    if row.held_on < OLDEST:
        problems["held_on"] = f"日期不能早于 {OLDEST}。"
    if wrong := rules.attendance_problem(row.attendance):
        problems["attendance"] = wrong
    if row.state == ActivityState.HELD:
        held = {name: getattr(row, name) for name in kind.fields}
        problems |= {name: f"请填写{kind.fields[name]}。" for name in rules.missing(kind, held)}
    if problems:
        raise ValidationError(problems)
    row.changed_at = clock.now()
    valid(row)


def _save(row: Activity) -> None:
    """Save, or tell which other entry says the same. The constraint catches who was quicker."""
    other = same_as(row.organisation_id, row.kind, row.held_on, row.title)
    if other is not None and other.pk != row.pk:
        raise Duplicate(other)
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        other = same_as(row.organisation_id, row.kind, row.held_on, row.title)
        if other is None:
            raise
        raise Duplicate(other) from error


def _link(row: Activity, by: User, records: Iterable[Information]) -> bool:
    """Let the entry name exactly these records; those the person may not see stay as they are."""
    wanted = {one.pk for one in records}
    if wanted - nameable(by, wanted):
        refuse("records", "有的信息您不能查看，不能关联。")
    before = set(row.records.values_list("pk", flat=True))
    after = wanted | (before - nameable(by, before))
    row.records.set(after)
    return before != after
