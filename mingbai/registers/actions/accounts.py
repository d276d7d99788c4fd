"""Accounts on other platforms: opened, changed, closed, each step reported to the county."""

from datetime import date
from typing import Any

from django.db import IntegrityError, transaction

from mingbai.accounts.models import User
from mingbai.lib import clock
from mingbai.lib.verdict import Denied, require
from mingbai.organisations.models import Organisation
from mingbai.registers.actions.recording import (
    keep_change,
    known,
    reason_of,
    record,
    refuse,
    refuse_future,
    shown,
    valid,
)
from mingbai.registers.models import AccountStep, MediaAccount
from mingbai.registers.policies import may_keep
from mingbai.registers.states import AccountState, Platform, StepKind

FIELDS = frozenset(("platform", "platform_name", "name", "account_id", "url", "main"))
FILING = ("filed_on", "filing_number")


@transaction.atomic
def open_account(
    *,
    by: User,
    organisation: Organisation,
    opened_on: date,
    filed_on: date | None = None,
    filing_number: str = "",
    **values: Any,
) -> MediaAccount:
    """Enter an account, with the report of its opening. One main account for each unit."""
    require(may_keep(by, organisation))
    refuse_future(opened_on, "opened_on", "开设日期")
    row = MediaAccount(organisation=organisation, opened_on=opened_on)
    _set(row, values)
    _save(row)
    _step(row, by, StepKind.OPENED, opened_on, filed_on, filing_number)
    record(verb="register.account", by=by, row=row, organisation=organisation, platform=row.platform)
    return row


@transaction.atomic
def change_account(
    *,
    by: User,
    account: MediaAccount,
    on: date,
    filed_on: date | None = None,
    filing_number: str = "",
    note: str = "",
    **values: Any,
) -> MediaAccount:
    """Change what an account is called, where it is or whether it is the main one; a step to be reported."""
    row = _locked_open(by, account)
    refuse_future(on, "on", "变更日期")
    if on < row.opened_on:
        refuse("on", f"变更日期不能早于开设日期 {row.opened_on}。")
    before = shown(row, sorted(FIELDS))
    _set(row, values)
    _save(row)
    names = keep_change(row, by, before, shown(row, sorted(FIELDS)), "change", note)
    if names or note:
        text = note or f"变更{'、'.join(names)}"
        _step(row, by, StepKind.CHANGED, on, filed_on, filing_number, text)
    record(verb="register.account_change", by=by, row=row, organisation=row.organisation, fields=names)
    return row


@transaction.atomic
def close_account(
    *,
    by: User,
    account: MediaAccount,
    on: date,
    reason: str,
    filed_on: date | None = None,
    filing_number: str = "",
    cancelled: bool = False,
) -> MediaAccount:
    """Close an account (关停), or cancel it with the platform (注销). The row stays."""
    row = _locked_open(by, account)
    refuse_future(on, "on", "关停日期")
    if on < row.opened_on:
        refuse("on", f"关停日期不能早于开设日期 {row.opened_on}。")
    row.state = AccountState.CANCELLED if cancelled else AccountState.CLOSED
    row.closed_on, row.close_reason, row.main = on, reason_of(reason), False
    row.save()
    kind = StepKind.CANCELLED if cancelled else StepKind.CLOSED
    _step(row, by, kind, on, filed_on, filing_number, row.close_reason)
    record(
        verb="register.account_close",
        by=by,
        row=row,
        organisation=row.organisation,
        before=AccountState.OPEN,
        after=row.state,
    )
    return row


@transaction.atomic
def see_account(*, by: User, account: MediaAccount, updated_on: date) -> MediaAccount:
    """Write down the day of the last post that somebody saw; an earlier day than before is a correction."""
    row = _locked_open(by, account)
    refuse_future(updated_on, "updated_on", "更新日期")
    if updated_on < row.opened_on:
        refuse("updated_on", f"更新日期不能早于开设日期 {row.opened_on}。")
    before = shown(row, ["updated_on"])
    row.updated_on, row.updated_seen_by, row.updated_seen_at = updated_on, by, clock.now()
    row.save(update_fields=["updated_on", "updated_seen_by", "updated_seen_at"])
    keep_change(row, by, before, shown(row, ["updated_on"]), "see")
    record(
        verb="register.account_see", by=by, row=row, organisation=row.organisation, updated_on=str(updated_on)
    )
    return row


@transaction.atomic
def note_sending(*, by: User, account: MediaAccount, on: date) -> None:
    """Something was put out on the account: it is alive, and nobody has to look. For the outbox alone, whose
    own policy let it send; an account that was closed since, or a later day, is left as it is."""
    row = (
        MediaAccount.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=account.pk)
    )
    if row.state != AccountState.OPEN or on < row.opened_on or (row.updated_on and on <= row.updated_on):
        return
    row.updated_on, row.updated_seen_by, row.updated_seen_at = on, by, clock.now()
    row.save(update_fields=["updated_on", "updated_seen_by", "updated_seen_at"])
    record(
        verb="register.account_see",
        by=by,
        row=row,
        organisation=row.organisation,
        updated_on=str(on),
        outbox=True,
    )


@transaction.atomic
def file_step(*, by: User, step: AccountStep, filed_on: date, filing_number: str) -> AccountStep:
    """Write down that a step was reported to the county office, and under which number."""
    require(may_keep(by, step.organisation))
    refuse_future(filed_on, "filed_on", "报备日期")
    given = known({"filing_number": filing_number}, frozenset(FILING))
    filed = AccountStep.objects.filter(pk=step.pk, received_on=None)
    if not filed.update(filed_on=filed_on, **given):
        raise Denied("县公开办已经确认收到，不能再改报备情况。")
    step.refresh_from_db()
    record(
        verb="register.account_file", by=by, row=step, organisation=step.organisation, filed_on=str(filed_on)
    )
    return step


def _locked_open(by: User, account: MediaAccount) -> MediaAccount:
    rows = MediaAccount.objects.select_for_update(of=("self",)).select_related("organisation")
    row = rows.get(pk=account.pk)
    require(may_keep(by, row.organisation))
    if row.state != AccountState.OPEN:
        raise Denied(f"这个账号{row.get_state_display()}，不能再改。重新开设的，请另外登记。")
    return row


def _set(row: MediaAccount, values: dict[str, Any]) -> None:
    for name, value in known(values, FIELDS).items():
        setattr(row, name, value)
    if not row.name:
        refuse("name", "请填写账号名称。")
    if row.platform == Platform.OTHER and not row.platform_name:
        refuse("platform_name", "选了“其他”，请写明是什么平台。")
    if row.platform != Platform.OTHER:
        row.platform_name = ""
    valid(row)


def _save(row: MediaAccount) -> None:
    """The two constraints (one main account, one row for one account) told in words."""
    opened = MediaAccount.objects.filter(state=AccountState.OPEN).exclude(pk=row.pk)
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        if row.main and (other := opened.filter(organisation=row.organisation_id, main=True).first()):
            refuse("main", f"这个单位的主账号已经是{other}。请先把它改成不是主账号。")
        if opened.filter(platform=row.platform, platform_name=row.platform_name, name=row.name).exists():
            refuse("name", "这个平台上已经登记了同名的账号。")
        raise


def _step(
    row: MediaAccount,
    by: User,
    kind: StepKind,
    on: date,
    filed_on: date | None,
    filing_number: str,
    note: str = "",
) -> AccountStep:
    refuse_future(filed_on, "filed_on", "报备日期")
    step = AccountStep(
        account=row,
        kind=kind,
        on=on,
        filed_on=filed_on,
        note=note[:300],
        by=by,
        filing_number=filing_number.strip(),
    )
    valid(step)
    step.save()
    return step
