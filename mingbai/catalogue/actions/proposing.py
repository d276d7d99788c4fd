"""Drafting changes of the catalogue and handing them in."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from mingbai.accounts.models import User
from mingbai.catalogue.actions.checking import clean_values
from mingbai.catalogue.actions.moving import move
from mingbai.catalogue.models import CatalogueItem, Change
from mingbai.catalogue.policies import may_cancel, may_edit, may_propose
from mingbai.catalogue.states import State, Verb
from mingbai.ledger.actions import append
from mingbai.lib import clock
from mingbai.lib.text import storable
from mingbai.lib.verdict import require
from mingbai.organisations.models import Organisation
from mingbai.organisations.queries import acting_role


@transaction.atomic
def propose(
    *,
    by: User,
    kind: str,
    organisation: Organisation | None,
    item: CatalogueItem | None = None,
    values: Mapping[str, Any] | None = None,
    reason: str,
    effective_on: date,
) -> Change:
    """Draft a change of the organisation's layer (None: the national rows); `submit` hands it in.

    `values` by `kind`: ADD, ALTER: columns of a row; OVERLAY: limit_text, channels (text with ■/□),
    extra; IMPORT: rows; the others none. ValidationError by field when it could not take effect.
    """
    require(may_propose(by, organisation))
    change = Change(
        kind=kind,
        organisation=organisation,
        item=item,
        drafted_by=by,
        drafted_at=clock.now(),
        state=State.DRAFT,
    )
    _fill(change, values or {}, reason, effective_on)
    change.save()
    trail("catalogue.propose", by, change, {"kind": kind})
    return change


@transaction.atomic
def revise(
    *, by: User, change: Change, values: Mapping[str, Any] | None = None, reason: str, effective_on: date
) -> Change:
    """Alter a draft, or a change that was sent back; whoever revises it counts as its drafter."""
    require(may_edit(by, change))
    _fill(change, values or {}, reason, effective_on)
    change.drafted_by = by
    written = Change.objects.filter(pk=change.pk, state=change.state).update(
        values=change.values, reason=change.reason, effective_on=effective_on, drafted_by=by
    )
    if not written:
        raise ValidationError("这项变更刚刚被别人办理过，请刷新页面后再改。")
    trail("catalogue.revise", by, change, {})
    return change


@transaction.atomic
def submit(*, by: User, change: Change) -> Change:
    """Hand a draft in for review by a second person."""
    require(may_edit(by, change))
    clean_values(change)
    move(change, Verb.SUBMIT, review_note="")
    trail("catalogue.submit", by, change, {})
    return change


@transaction.atomic
def cancel(*, by: User, change: Change) -> Change:
    """Give up a change that is not yet in effect; it stays on record."""
    require(may_cancel(by, change))
    move(change, Verb.CANCEL)
    trail("catalogue.cancel", by, change, {})
    return change


def _fill(change: Change, values: Mapping[str, Any], reason: str, effective_on: date) -> None:
    errors = {}
    if not reason.strip():
        errors["reason"] = "请写明理由，例如“机构职责调整”或者有关文件的名称和文号。"
    if effective_on < clock.today():
        errors["effective_on"] = "生效日期不能早于今天。"
    change.values, change.reason = dict(values), storable(reason).strip()[:300]
    change.effective_on = effective_on
    try:
        change.values = clean_values(change)
    except ValidationError as problem:
        raise ValidationError({**errors, **problem.error_dict}) from problem
    if errors:
        raise ValidationError(errors)


def trail(verb: str, by: User | None, change: Change, detail: dict[str, Any]) -> None:
    """One event about a change, with its number and state."""
    action = "catalogue.overlay" if change.organisation is not None else "catalogue.manage"
    append(
        verb=verb,
        by=by,
        subject=change,
        organisation=change.organisation,
        role=acting_role(by, action, change.organisation) if by is not None else "",
        after=change.state,
        detail=detail,
    )
