"""Checked, approved, hung, corrected, taken down. Who entered a list neither checks nor approves it."""

from datetime import date

from django.db import transaction

from mingbai.accounts.models import User
from mingbai.disclosures import actions as disclosures
from mingbai.disclosures.models import Information, Openness
from mingbai.households.actions.recording import held, locked, refuse
from mingbai.households.exports.totals import as_html
from mingbai.households.models import HouseholdList, Pause, Row
from mingbai.households.policies import CHECK, EDIT, PUBLISH, may_make_totals, right_for
from mingbai.households.queries import amounts, rows_of, standing_of
from mingbai.households.states import ObjectionState, State, Verb
from mingbai.lib import clock
from mingbai.lib.text import one_line
from mingbai.lib.verdict import require
from mingbai.notifications.actions import settle
from mingbai.organisations.trail import record


@transaction.atomic
def check(*, row: HouseholdList, by: User) -> HouseholdList:
    """A second person has compared the list with its papers."""
    now, to = held(row, Verb.CHECK, by)
    now.totals = amounts(rows_of(now), now.rules.definition)
    return _moved(now, to, "household.check", by, CHECK, checked_by=by, checked_at=clock.now())


@transaction.atomic
def send_back(*, row: HouseholdList, by: User, reason: str) -> HouseholdList:
    now, to = held(row, Verb.RETURN, by)
    now.reason = _reason(reason)
    fresh = {"checked_by": None, "checked_at": None, "approved_by": None, "approved_at": None}
    return _moved(now, to, "household.return", by, CHECK, **fresh)


@transaction.atomic
def approve(*, row: HouseholdList, by: User) -> HouseholdList:
    """The list may hang; its sums are fixed now and outlive its lines."""
    now, to = held(row, Verb.APPROVE, by)
    now.totals, now.reason = (
        amounts(rows_of(now), now.rules.definition),
        now.reason if now.replaces_id else "",
    )
    return _moved(now, to, "household.approve", by, PUBLISH, approved_by=by, approved_at=clock.now())


@transaction.atomic
def post(*, row: HouseholdList, by: User, wanted_until: date | None = None) -> HouseholdList:
    """Names are public from now on, until the limit is full; `wanted_until` may only be later."""
    now, to = held(row, Verb.POST, by)
    now.posted_on = clock.today()
    now.state = to
    last = standing_of(now).last
    assert last is not None
    if wanted_until is not None and wanted_until < last:
        refuse("wanted_until", f"至少要公示到 {last}（{now.rules.definition.basis or '按时限计算'}）。")
    if wanted_until is not None and (wanted_until - last).days > 60:
        refuse("wanted_until", "公示时间太长，姓名不宜久挂：最多比法定期限多 60 天。")
    now.state = State.APPROVED
    return _moved(now, to, "household.post", by, PUBLISH, wanted_until=wanted_until)


@transaction.atomic
def correct(*, row: HouseholdList, by: User, reason: str) -> HouseholdList:
    """A new version to be put right, checked, approved and hung anew; the names of the old one go at once.

    Open objections go with it: they are answered when the new version is checked against them.
    """
    now, to = held(row, Verb.CORRECT, by)
    made = HouseholdList.objects.create(
        organisation=now.organisation,
        area=now.area,
        rules=now.rules,
        period_key=now.period_key,
        number=now.number + 1,
        replaces=now,
        information=now.information,
        telephone=now.telephone,
        complaints=now.complaints,
        reason=_reason(reason),
        created_by=by,
        created_at=clock.now(),
        entered_by=by,
        entered_at=clock.now(),
    )
    _copy_rows(now, made)
    _end_pause(now)
    now.ended_on = now.ended_on or clock.today()
    _moved(now, to, "household.correct", by, EDIT, version=made.pk)
    return made


def _copy_rows(now: HouseholdList, made: HouseholdList) -> None:
    fresh = []
    for one in now.rows.all():
        one.pk, one.list = None, made
        fresh.append(one)
    Row.objects.bulk_create(fresh, batch_size=500)


@transaction.atomic
def withdraw(*, row: HouseholdList, by: User, reason: str) -> HouseholdList:
    """Nothing of it is shown any more, not even sums. What was never posted loses its lines at once."""
    now, to = held(row, Verb.WITHDRAW, by)
    right = right_for(Verb.WITHDRAW, now)
    now.reason, now.ended_on = _reason(reason), clock.today()
    if now.posted_on is None:
        now.rows.all().delete()
        now.erased_at = clock.now()
    _end_pause(now)
    return _moved(now, to, "household.withdraw", by, right)


@transaction.atomic
def draft_totals(*, row: HouseholdList, by: User) -> Information:
    """A draft of the public record with the sums alone; it is reviewed and published as any other."""
    require(may_make_totals(by, row))
    now = locked(row)
    require(may_make_totals(by, now))
    made = disclosures.create(
        organisation=now.organisation,
        by=by,
        title=f"{now.title.removesuffix('名单')}发放情况",
        body=as_html(now),
        written_on=clock.today(),
        openness=Openness.PROACTIVE,
    )
    HouseholdList.objects.filter(pk=now.pk).update(information=made)
    record("household.totals", by, now, now.organisation, EDIT, index_number=made.index_number)
    return made


# -- the end ------------------------------------------------------------------------------------------------


def end_due() -> str:
    """Lists whose time is full are over: their names were gone from midnight on. A round."""
    rows = HouseholdList.objects.filter(state=State.POSTED).select_related(
        "organisation", "area", "rules__kind"
    )
    done = sum(_end(row) for row in rows if not standing_of(row).shown)
    return f"到户名单公示期满 {done} 份" if done else ""


@transaction.atomic
def _end(row: HouseholdList) -> bool:
    now = locked(row)
    standing = standing_of(now)
    if now.state != State.POSTED or standing.shown:
        return False
    now.ended_on = standing.last
    _moved(now, State.ENDED, "household.end", None, "", until=standing.last)
    return True


def _moved(
    now: HouseholdList, to: State, verb: str, by: User | None, right: str, **values: object
) -> HouseholdList:
    fields = {one.name for one in HouseholdList._meta.fields}
    before, now.state = now.state, to
    for name, value in values.items():
        if name in fields:
            setattr(now, name, value)
    now.save()
    detail = {name: str(value) for name, value in values.items() if name not in fields and value}
    record(verb, by, now, now.organisation, right, before=before, after=to, **detail)
    settle(key=f"household:{now.pk}:")
    return now


def _end_pause(now: HouseholdList) -> None:
    Pause.objects.filter(list=now, resumed_on=None).update(resumed_on=clock.today())


def _reason(text: str) -> str:
    reason = one_line(text)[:300]
    if not reason:
        refuse("reason", "请写明理由。")
    return reason


def open_objections(row: HouseholdList) -> int:
    return row.objections.filter(state=ObjectionState.OPEN).count()
