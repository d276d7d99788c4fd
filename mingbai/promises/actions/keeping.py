"""Entering promises, having them confirmed, changing their target, settling them."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from mingbai.accounts.models import User
from mingbai.disclosures.models import Information
from mingbai.disclosures.queries import listed
from mingbai.lib import clock
from mingbai.lib.text import one_line, storable
from mingbai.lib.verdict import require
from mingbai.organisations.models import Organisation
from mingbai.organisations.policies import may
from mingbai.promises import queries, rules
from mingbai.promises.actions.recording import held, record, refuse, refuse_personal_data
from mingbai.promises.followers import tell
from mingbai.promises.models import Change, Promise
from mingbai.promises.policies import KEEP, may_confirm, may_keep, may_settle
from mingbai.promises.states import OPEN, Kind, State


@transaction.atomic
def add(
    *,
    organisation: Organisation,
    year: int,
    number: int,
    title: str,
    responsible: Iterable[Organisation],
    target_text: str,
    due_on: date,
    by: User,
    kind: str = Kind.PROJECT,
    responsible_person: str = "",
    target_number: Decimal | None = None,
    target_unit: str = "",
    source: Information | None = None,
) -> Promise:
    """Enter a promise. The public sees it when a second person has confirmed it."""
    require(may(by, KEEP, organisation))
    promise = Promise(organisation=organisation, year=year, entered_by=by, entered_at=clock.now())
    _write(
        promise,
        responsible=list(responsible),
        number=number,
        kind=kind,
        title=title,
        responsible_person=responsible_person,
        target_text=target_text,
        target_number=target_number,
        target_unit=target_unit,
        due_on=due_on,
        source=source,
    )
    record("promise.add", by, promise, organisation, year=year, number=number)
    return promise


@transaction.atomic
def edit(*, promise: Promise, by: User, responsible: Iterable[Organisation], **values: Any) -> Promise:
    """Correct what was entered. A promise that is public already must be confirmed again.

    The target of a public promise is changed by `change_target`, so that the public can see it.
    """
    require(may_keep(by, promise))
    row = held(promise)
    if row.confirmed_at is not None and _target_differs(row, values):
        raise ValidationError("这一项已经公开，目标和期限要用“调整目标”来改，并写明原因。")
    row.entered_by, row.confirmed_by, row.confirmed_at = by, None, None
    _write(row, responsible=list(responsible), **values)
    record("promise.edit", by, row, row.organisation, fields=sorted(values))
    tell(row)
    promise.refresh_from_db()
    return row


TARGET = ("target_text", "target_number", "target_unit", "due_on")


def _target_differs(row: Promise, values: dict[str, Any]) -> bool:
    return any(name in values and values[name] != getattr(row, name) for name in TARGET)


def _write(promise: Promise, *, responsible: list[Organisation], **values: Any) -> None:
    for name, value in values.items():
        if isinstance(value, str):
            value = storable(value).strip() if name == "target_text" else one_line(value)
        setattr(promise, name, value)
    _check(promise, responsible)
    promise.save()
    promise.responsible.set(responsible)


def _check(promise: Promise, responsible: list[Organisation]) -> None:
    found: dict[str, str] = {}
    if not promise.title:
        found["title"] = "请填写名称。"
    if not promise.target_text:
        found["target_text"] = "请写明要做到什么程度。"
    if not responsible:
        found["responsible"] = "请至少选择一个责任单位。"
    if promise.target_number is not None and promise.target_number <= 0:
        found["target_number"] = "目标数要大于 0；不计数的不用填。"
    if promise.target_number is not None and not promise.target_unit:
        found["target_unit"] = "填了目标数，还要填单位，例如：公里、户。"
    if not 2000 <= promise.year <= 2199:
        found["year"] = "请填四位数的年份。"
    elif promise.due_on.year < promise.year:
        found["due_on"] = "完成期限早于承诺的年度，请核对。"
    if _number_taken(promise):
        found["number"] = f"{promise.year}年已经有第 {promise.number} 项，请换一个序号。"
    if promise.source_id and not listed().filter(pk=promise.source_id).exists():
        found["source"] = "出处要选已经公开的信息。"
    if found:
        raise ValidationError(found)
    texts = [("title", promise.title), ("target_text", promise.target_text)]
    refuse_personal_data(texts, promise.organisation)


def _number_taken(promise: Promise) -> bool:
    rows = Promise.objects.filter(
        organisation=promise.organisation, year=promise.year, number=promise.number, cancelled_at=None
    )
    return rows.exclude(pk=promise.pk).exists()


@transaction.atomic
def confirm(*, promise: Promise, by: User) -> Promise:
    """A second person has compared it with its source; from now on the public sees it."""
    require(may_confirm(by, promise))
    row = held(promise)
    require(may_confirm(by, row))
    row.confirmed_by, row.confirmed_at = by, clock.now()
    row.save()
    record("promise.confirm", by, row, row.organisation)
    tell(row)
    promise.refresh_from_db()
    return row


@transaction.atomic
def cancel(*, promise: Promise, by: User, reason: str) -> Promise:
    """Take back an entry that was a mistake; the row and its history stay."""
    require(may_keep(by, promise))
    row = held(promise)
    require(may_keep(by, row))
    if not one_line(reason):
        refuse("reason", "请写明作废的原因。")
    row.cancelled_at, row.cancel_reason = clock.now(), one_line(reason)[:300]
    row.save()
    record("promise.cancel", by, row, row.organisation)
    tell(row)
    promise.refresh_from_db()
    return row


@transaction.atomic
def change_target(
    *,
    promise: Promise,
    by: User,
    reason: str,
    target_text: str,
    due_on: date,
    target_number: Decimal | None = None,
    target_unit: str = "",
) -> Promise:
    """Change the target of a running promise; what it was and why stay visible to the public."""
    require(may_keep(by, promise))
    row = held(promise)
    require(may_keep(by, row))
    if row.state not in OPEN:
        refuse("__all__", f"这一项已经是“{row.get_state_display()}”，不能再调整目标。")
    reason = one_line(reason)[:300]
    if not reason:
        refuse("reason", "请写明为什么调整目标，公众会看到。")
    refuse_personal_data([("reason", reason)], row.organisation)
    before = Change(
        promise=row,
        on=clock.today(),
        reason=reason,
        before_text=row.target_text,
        before_number=row.target_number,
        before_unit=row.target_unit,
        before_due_on=row.due_on,
        by=by,
    )
    row.state, row.state_note = State.CHANGED, reason
    row.entered_by, row.confirmed_by, row.confirmed_at = by, None, None
    values = {"target_text": target_text, "target_number": target_number, "target_unit": target_unit}
    _write(row, responsible=list(row.responsible.all()), due_on=due_on, **values)
    before.save()
    record("promise.change", by, row, row.organisation)
    tell(row)
    promise.refresh_from_db()
    return row


@transaction.atomic
def settle(*, promise: Promise, state: str, by: User, reason: str = "") -> Promise:
    """End a promise as fulfilled, partly fulfilled or missed, or take an ended one up again (running)."""
    require(may_settle(by, promise))
    row = held(promise)
    require(may_settle(by, row))
    reason = one_line(reason)[:300]
    last = queries.last_progress(row)
    met = row.target_number is None or bool(last and last.number and last.number >= row.target_number)
    found = rules.end_problem(
        row.state, state, reason, queries.has_evidence(row), last.percent if last else 0, met
    )
    if found:
        raise ValidationError(found)
    refuse_personal_data([("reason", reason)], row.organisation)
    before = row.state
    row.state, row.state_note = state, reason
    row.settled_on = clock.today() if state not in OPEN else None
    row.save()
    record("promise.settle", by, row, row.organisation, before=before, state=state)
    tell(row)
    promise.refresh_from_db()
    return row
