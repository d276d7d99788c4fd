"""What the county office does: takes note of reports, keeps kinds and settings."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from mingbai.accounts.models import User
from mingbai.lib import clock
from mingbai.lib.verdict import Denied, require
from mingbai.organisations.models import Kind as OrganisationKind
from mingbai.registers import rules
from mingbai.registers.actions.recording import cleaned, record, refuse
from mingbai.registers.models import AccountStep, ActivityKind, Contact, RegisterSetting
from mingbai.registers.policies import may_receive
from mingbai.registers.queries import packaged_kinds, packaged_settings
from mingbai.registers.states import ContactKind

KEY = re.compile(r"[a-z][a-z0-9_]{1,39}")


@transaction.atomic
def receive(*, by: User, row: Contact | AccountStep) -> None:
    """Say that the county office has the report of a contact or of a step of an account."""
    require(may_receive(by))
    filed = type(row).objects.filter(pk=row.pk, received_on=None, filed_on__isnull=False)
    if not filed.update(received_on=clock.today(), received_by=by):
        raise Denied("还没有报备，或者已经确认过了。")
    row.refresh_from_db()
    record(verb="register.receive", by=by, row=row, organisation=row.organisation, after=str(row.received_on))


@transaction.atomic
def set_kind(
    *,
    by: User,
    key: str,
    name: str,
    short: str = "",
    fields: Mapping[str, str] | None = None,
    needed: tuple[str, ...] | list[str] = (),
    evidence: str = "",
    may_be_public: bool = False,
    basis: str = "",
    active: bool = True,
) -> ActivityKind:
    """Add a kind of activity, or word a packaged one otherwise. Its key never changes."""
    require(may_receive(by))
    fields = {name: words for name, words in (fields or {}).items() if words}
    if not KEY.fullmatch(key):
        refuse("key", "编号用小写英文字母、数字和下划线，字母开头，如 village_meeting。")
    if strange := set(fields) - set(rules.EXTRA):
        raise ValidationError({"fields": f"没有这样的栏目：{'、'.join(sorted(strange))}。"})
    if set(needed) - set(fields):
        refuse("needed", "必填的内容要在“要填的内容”里。")
    row = ActivityKind.objects.filter(key=key).first() or ActivityKind(key=key)
    words = cleaned({"name": name, "short": short, "evidence": evidence, "basis": basis})
    for column, value in words.items():
        setattr(row, column, value)
    row.fields, row.needed = dict(fields), list(needed)
    row.may_be_public, row.active = may_be_public, active
    row.full_clean(validate_unique=False)
    row.save()
    record(
        verb="register.kind",
        by=by,
        row=row,
        organisation=None,
        key=key,
        packaged=key in packaged_kinds(),
        active=active,
    )
    return row


@transaction.atomic
def set_setting(*, by: User, key: str, value: Any, since: date, basis: str = "") -> RegisterSetting:
    """Set a number or list of the registers from a day on; earlier ones stay as history."""
    require(may_receive(by))
    if key not in packaged_settings():
        refuse("key", "没有这一项设置。")
    _refuse_value(key, value)
    row = RegisterSetting.objects.create(
        key=key, value=value, since=since, by=by, at=clock.now(), **cleaned({"basis": basis[:300]})
    )
    record(verb="register.setting", by=by, row=row, organisation=None, key=key, value=value, since=str(since))
    return row


def _refuse_value(key: str, value: Any) -> None:
    if key == "media_stale_days":
        if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= 365:
            refuse("value", "天数要写 1 到 365 之间的整数。")
    elif not isinstance(value, dict) or set(value) - set(OrganisationKind.values):
        refuse("value", "请按机构类别填写。")
    elif any(set(kinds) - set(ContactKind.values) for kinds in value.values()):
        refuse("value", "请从列出的身份里选。")
