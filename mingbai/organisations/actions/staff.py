"""Everything that changes who works where, as what."""

from datetime import date

from django.db import transaction
from django.db.models import Q

from mingbai.accounts.models import User
from mingbai.ledger.actions import append
from mingbai.lib import clock, digests
from mingbai.lib.verdict import Denied
from mingbai.organisations import rules
from mingbai.organisations.actions.refusals import demand, refuse, refuse_ended
from mingbai.organisations.authorisation import ADMINISTRATORS, FROM_SECURITY
from mingbai.organisations.models import Membership, Organisation, Role, SecondFactorDemand
from mingbai.organisations.queries import acting_role, forget, scope_of, valid_memberships


@transaction.atomic
def appoint(
    *,
    by: User | None,
    user: User,
    organisation: Organisation,
    role: str,
    valid_from: date | None = None,
    valid_to: date | None = None,
) -> Membership:
    """Give a person a role in an organisation, from today on unless said otherwise.

    `valid_to` is the last day.
    """
    _demand_staffing(by, organisation, role, user)
    return _place(by, Membership(
        user=user, organisation=organisation, role=role,
        valid_from=valid_from or clock.today(), valid_to=valid_to,
    ))  # fmt: skip


@transaction.atomic
def appoint_stand_in(
    *,
    by: User | None,
    user: User,
    stand_in_for: User,
    organisation: Organisation,
    role: str,
    valid_from: date,
    valid_to: date,
) -> Membership:
    """Let `user` do for some days what `stand_in_for` does as `role` in the organisation.

    Both work there, or `user` in a body above it (a township covers for a station of one person).
    """
    _demand_staffing(by, organisation, role, user)
    held = valid_memberships(valid_from).filter(stand_in_for=None)
    if role in (*ADMINISTRATORS, Role.ORGANISATION_ADMIN):
        refuse("role", "管理员角色不能请人代办，请另行任命。")
    if user.pk == stand_in_for.pk:
        refuse("user", "不能自己代自己，请另选代办人。")
    if not held.filter(user=stand_in_for, organisation=organisation, role=role).exists():
        refuse("stand_in_for", f"“{stand_in_for}”在“{organisation}”没有这个角色，不能由别人代办。")
    paths = [organisation.path[:end] for end in range(len(organisation.path), 0, -Organisation.steplen)]
    if not held.filter(user=user, organisation__path__in=paths).exists():
        refuse("user", f"“{user}”不是“{organisation}”或其上级机构的人员，请另选代办人。")
    return _place(by, Membership(
        user=user, organisation=organisation, role=role, stand_in_for=stand_in_for,
        valid_from=valid_from, valid_to=valid_to,
    ))  # fmt: skip


@transaction.atomic
def end_membership(*, by: User | None, membership: Membership, on: date) -> Membership:
    """The role ends with the day `on` (its last day)."""
    row = Membership.objects.select_for_update().get(pk=membership.pk)
    _demand_staffing(by, row.organisation, row.role)
    if on < row.valid_from:
        refuse("on", f"结束日期不能早于开始日期 {row.valid_from}。")
    if row.valid_to is not None and on > row.valid_to:
        refuse("on", f"这个角色到 {row.valid_to} 就结束了。要延长请重新任命。")
    row.valid_to = on
    row.save()
    return _record_membership("end_membership", by, row)


@transaction.atomic
def demand_second_factor(*, role: str, by: User | None, since: date | None = None) -> SecondFactorDemand:
    """From `since` (today) on, whoever holds the role signs in with a second factor."""
    demand(by, "second_factor.demand", None)
    values = {"since": since or clock.today()}
    row, _ = SecondFactorDemand.objects.update_or_create(role=Role(role), defaults=values)
    append(verb="demand_second_factor", by=by, subject=row, detail={"role": role, "since": str(row.since)})
    return row


@transaction.atomic
def lift_second_factor(*, role: str, by: User | None) -> None:
    """The role alone no longer demands a second factor."""
    demand(by, "second_factor.demand", None)
    for row in SecondFactorDemand.objects.filter(role=Role(role)):
        append(verb="lift_second_factor", by=by, subject=row, detail={"role": role})
        row.delete()


def _demand_staffing(
    by: User | None, organisation: Organisation, role: str, user: User | None = None
) -> None:
    """Nobody appoints themselves; the county's own roles and administrators come from the security side."""
    demand(by, "staff.manage", organisation)
    if by is None:
        return
    if user is not None and user.pk == by.pk:
        raise Denied("不能给自己安排角色。请由其他管理员办理。")
    if role in FROM_SECURITY and not scope_of(by, "staff.manage").all:
        raise Denied(f"“{Role(role).label}”只能由安全管理员安排或取消。")


def _place(by: User | None, membership: Membership) -> Membership:
    """Validate against what the person holds already, save and record."""
    User.objects.select_for_update().get(pk=membership.user_id)
    membership.full_clean(validate_unique=False, validate_constraints=False)
    refuse_ended(membership.organisation, "organisation")
    if not membership.user.is_active:
        refuse("user", f"“{membership.user}”的账号已停用，请先启用账号。")
    if membership.valid_to is not None and membership.valid_to < membership.valid_from:
        refuse("valid_to", "结束日期不能早于开始日期。")
    _refuse_overlap(membership)
    membership.save()
    forget(membership.user)
    return _record_membership("appoint_stand_in" if membership.stand_in_for_id else "appoint", by, membership)


def _refuse_overlap(new: Membership) -> None:
    overlapping = Membership.objects.filter(Q(valid_to=None) | Q(valid_to__gte=new.valid_from), user=new.user)
    if new.valid_to is not None:
        overlapping = overlapping.filter(valid_from__lte=new.valid_to)
    if overlapping.filter(organisation=new.organisation, role=new.role).exists():
        refuse("role", f"“{new.user}”在这段时间已经有这个角色，不用重复安排。")
    others = [role for role in ADMINISTRATORS if role != new.role]
    if new.role in ADMINISTRATORS and overlapping.filter(role__in=others).exists():
        refuse("role", "系统管理员、安全管理员、审计管理员不能由同一人担任，请另选一人。")


def _record_membership(verb: str, by: User | None, row: Membership) -> Membership:
    fields = ("user_id", "role", "valid_from", "valid_to", "stand_in_for_id")
    values = {field: rules.plain(getattr(row, field)) for field in fields}
    append(
        verb=verb,
        by=by,
        subject=row,
        organisation=row.organisation,
        role=acting_role(by, "staff.manage", row.organisation),
        after=digests.of_value(values),
        detail=values,
    )
    return row
