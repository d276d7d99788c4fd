"""Leading groups with their members, and the contact people of every unit."""

from datetime import date
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import transaction

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
    refuse_unreadable,
    shown,
    valid,
)
from mingbai.registers.models import Contact, GroupMember, LeadingGroup
from mingbai.registers.policies import may_keep
from mingbai.registers.queries import holding

GROUP_FIELDS = frozenset(("kind", "name", "basis", "basis_record", "tasks", "valid_from"))
MEMBER_FIELDS = frozenset(("user", "name", "post", "role", "order", "valid_from"))
CONTACT_FIELDS = frozenset(
    ("kind", "user", "name", "post", "telephone", "valid_from", "filed_on", "filing_number")
)

Row = TypeVar("Row", LeadingGroup, GroupMember, Contact)


# -- contacts ---------------------------------------------------------------------


@transaction.atomic
def add_contact(
    *, by: User, organisation: Organisation, succeeds: Contact | None = None, **values: Any
) -> Contact:
    """Enter who answers for open affairs in a unit.

    With `succeeds` the predecessor of the same unit and kind ends the day before.
    """
    require(may_keep(by, organisation))
    row = Contact(organisation=organisation)
    _set(row, values, CONTACT_FIELDS)
    refuse_future(row.filed_on, "filed_on", "报备日期")
    if succeeds is not None:
        _succeed(by, row, succeeds)
    _refuse_twice(row)
    row.save()
    record(
        verb="register.contact",
        by=by,
        row=row,
        organisation=organisation,
        kind=row.kind,
        valid_from=str(row.valid_from),
    )
    return row


def _succeed(by: User, row: Contact, before: Contact) -> None:
    if (before.organisation_id, before.kind) != (row.organisation_id, row.kind):
        raise Denied("接替的人要和原来的人在同一个单位、同一种身份。")
    last = date.fromordinal(row.valid_from.toordinal() - 1)
    end_contact(by=by, contact=before, on=max(last, before.valid_from), reason=f"由{row.name}接替")


def _refuse_twice(row: Contact) -> None:
    same = Contact.objects.filter(
        holding(row.valid_from), organisation=row.organisation_id, kind=row.kind, name=row.name
    )
    if same.exclude(pk=row.pk).exists():
        refuse("name", f"{row.name}已经登记为这个单位的{row.get_kind_display()}。")


@transaction.atomic
def correct_contact(*, by: User, contact: Contact, **values: Any) -> Contact:
    row = Contact.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=contact.pk)
    require(may_keep(by, row.organisation))
    _refuse_over(row)
    before = shown(row, sorted(CONTACT_FIELDS))
    _set(row, values, CONTACT_FIELDS)
    refuse_future(row.filed_on, "filed_on", "报备日期")
    _refuse_twice(row)
    names = keep_change(row, by, before, shown(row, sorted(CONTACT_FIELDS)), "correct")
    if {"报备日期", "报备文号"} & set(names):
        row.received_on = row.received_by = None
    row.save()
    record(verb="register.contact_correct", by=by, row=row, organisation=row.organisation, fields=names)
    return row


@transaction.atomic
def end_contact(*, by: User, contact: Contact, on: date, reason: str) -> Contact:
    """Let a contact end with the day `on`."""
    require(may_keep(by, contact.organisation))
    row = _ended(contact, on, reason)
    record(verb="register.contact_end", by=by, row=row, organisation=contact.organisation, valid_to=str(on))
    return row


# -- leading groups ------------------------------------------------------------------


@transaction.atomic
def add_group(*, by: User, organisation: Organisation, **values: Any) -> LeadingGroup:
    """Enter a leading group or working office, with the document that set it up."""
    require(may_keep(by, organisation))
    row = LeadingGroup(organisation=organisation)
    _set(row, values, GROUP_FIELDS)
    refuse_unreadable(by, row.basis_record, "basis_record")
    same = LeadingGroup.objects.filter(holding(row.valid_from), organisation=organisation, name=row.name)
    if same.exists():
        refuse("name", "这个单位已经登记过同名的领导小组。要改内容，请打开那一条修改。")
    row.save()
    record(
        verb="register.group",
        by=by,
        row=row,
        organisation=organisation,
        kind=row.kind,
        valid_from=str(row.valid_from),
    )
    return row


@transaction.atomic
def correct_group(*, by: User, group: LeadingGroup, **values: Any) -> LeadingGroup:
    row = LeadingGroup.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=group.pk)
    require(may_keep(by, row.organisation))
    _refuse_over(row)
    before = shown(row, sorted(GROUP_FIELDS))
    _set(row, values, GROUP_FIELDS)
    refuse_unreadable(by, row.basis_record, "basis_record")
    row.save()
    names = keep_change(row, by, before, shown(row, sorted(GROUP_FIELDS)), "correct")
    record(verb="register.group_correct", by=by, row=row, organisation=row.organisation, fields=names)
    return row


@transaction.atomic
def end_group(*, by: User, group: LeadingGroup, on: date, reason: str) -> LeadingGroup:
    """Dissolve a group with its last day; its members end with it."""
    require(may_keep(by, group.organisation))
    row = _ended(group, on, reason)
    for member in group.members.filter(valid_to=None):
        _ended(member, max(on, member.valid_from), reason)
    record(verb="register.group_end", by=by, row=row, organisation=group.organisation, valid_to=str(on))
    return row


@transaction.atomic
def add_member(*, by: User, group: LeadingGroup, **values: Any) -> GroupMember:
    require(may_keep(by, group.organisation))
    _refuse_over(group)
    row = GroupMember(group=group)
    _set(row, values, MEMBER_FIELDS)
    if row.valid_from < group.valid_from:
        refuse("valid_from", f"不能早于小组成立的日期 {group.valid_from}。")
    if GroupMember.objects.filter(
        holding(row.valid_from), group=group, name=row.name, role=row.role
    ).exists():
        refuse("name", f"{row.name}已经在这个小组里担任{row.get_role_display()}。")
    row.save()
    record(
        verb="register.member",
        by=by,
        row=row,
        organisation=group.organisation,
        group=group.pk,
        member_role=row.role,
    )
    return row


@transaction.atomic
def end_member(*, by: User, member: GroupMember, on: date, reason: str) -> GroupMember:
    require(may_keep(by, member.group.organisation))
    row = _ended(member, on, reason)
    record(
        verb="register.member_end",
        by=by,
        row=row,
        organisation=member.group.organisation,
        valid_to=str(on),
    )
    return row


def _set(row: Row, values: dict[str, Any], allowed: frozenset[str]) -> None:
    for name, value in known(values, allowed).items():
        setattr(row, name, value)
    if isinstance(row, Contact | GroupMember) and row.user is not None and not row.user.is_active:
        refuse("user", "这个账号已停用，请选别的人。")
    if not row.name:
        raise ValidationError({"name": "请填写名称。" if isinstance(row, LeadingGroup) else "请填写姓名。"})
    valid(row)


def _refuse_over(row: LeadingGroup | Contact) -> None:
    if row.valid_to is not None and row.valid_to < clock.today():
        raise Denied(f"这一条已于 {row.valid_to} 结束，不能再改。")


def _ended(row: Row, on: date, reason: str) -> Row:
    """One guarded write: whoever comes second is told."""
    if on < row.valid_from:
        refuse("on", f"结束日期不能早于开始日期 {row.valid_from}。")
    ended = type(row).objects.filter(pk=row.pk, valid_to=None)
    if not ended.update(valid_to=on, end_reason=reason_of(reason)[:200]):
        raise Denied("这一条已经结束了。")
    row.refresh_from_db()
    return row
