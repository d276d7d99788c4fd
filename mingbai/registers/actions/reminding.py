"""The rounds of the registers: who left, which accounts stand still, which plans nobody reported on."""

from collections.abc import Iterable

from django.urls import reverse

from mingbai.accounts.models import User
from mingbai.lib import clock
from mingbai.notifications.actions import Draft, notify_many
from mingbai.organisations.models import Organisation, Role
from mingbai.organisations.queries import Scope, nearest_holders, reaches, valid_memberships
from mingbai.registers.models import Activity, MediaAccount
from mingbai.registers.policies import KEEP
from mingbai.registers.queries import Gap, gaps, responsible_for_many, watched
from mingbai.registers.states import AccountState, ActivityState

KEEPERS = (Role.ORGANISATION_ADMIN, Role.COUNTY_OFFICE)


def ask_for_successors() -> str:
    """No duty without an owner: each person who left is asked for once, and once a week whoever keeps
    the registers is told how many units have nobody."""
    everywhere = gaps(Scope(all=True))
    drafts = [draft for gap in everywhere if gap.contact is not None for draft in _for_one(gap)]
    number = notify_many([*drafts, *_weekly(everywhere)])
    return f"提醒补登联络人员 {number} 次" if number else ""


def _for_one(gap: Gap) -> list[Draft]:
    assert gap.contact is not None
    text = f"“{gap.organisation}”的{gap.kind_label}已经不在岗，请登记接替的人。"
    return [
        Draft(user, text, f"successor:{gap.contact.pk}", reverse("registers:gaps"))
        for user in keepers(gap.organisation)
    ]


def keepers(organisation: Organisation) -> list[User]:
    """Who can enter a successor: the nearest administrator, else the county office."""
    for role in KEEPERS:
        if held := nearest_holders(organisation, role):
            return list({one.user_id: one.user for one in held}.values())
    return []


def _weekly(found: list[Gap]) -> list[Draft]:
    year, week, _ = clock.today().isocalendar()
    held = valid_memberships(clock.today()).filter(role__in=KEEPERS, user__is_active=True)
    places: dict[int, set[int]] = {}
    people: dict[int, User] = {}
    for one in held.select_related("user", "organisation"):
        people[one.user_id] = one.user
        places.setdefault(one.user_id, set()).update(
            gap.organisation.pk for gap in found if reaches(one, KEEP, gap.organisation)
        )
    return [
        Draft(
            people[pk],
            f"您管理范围内有 {len(missing)} 个单位还缺政务公开联络人员，请补登。",
            f"contact_gaps:{year}W{week:02}",
            reverse("registers:gaps"),
        )
        for pk, missing in places.items()
        if missing
    ]


def remind_of_stale_accounts() -> str:
    """Tell whoever answers for the unit once for each standstill of an account."""
    today = clock.today()
    rows = MediaAccount.objects.filter(state=AccountState.OPEN).select_related("organisation")
    still = [one for one in watched(rows, today) if one.stale]
    told = _told(one.account.organisation for one in still)
    number = notify_many(
        Draft(
            user,
            f"{one.account}已经 {one.silent} 天没有更新记录。更新过的，请补登最近更新日期；"
            "无力维护的，请关停并报备。",
            f"account_stale:{one.account.pk}:{one.account.last_sign}",
            one.account.get_absolute_url(),
        )
        for one in still
        for user in told[one.account.organisation_id]
    )
    return f"提醒新媒体账号未更新 {number} 次" if number else ""


def _told(organisations: Iterable[Organisation]) -> dict[int, list[User]]:
    """Whom to tell in each unit: its contact, if that person signs in, else who keeps its registers."""
    places = {one.pk: one for one in organisations}
    if not places:
        return {}
    contacts = responsible_for_many(places.values(), reachable=True)
    return {
        pk: [found.user] if (found := contacts[pk]) and found.user else keepers(place)
        for pk, place in places.items()
    }


def remind_of_plans() -> str:
    """Ask who entered a plan whether it took place, once for each day it stood under."""
    rows = Activity.objects.filter(
        state=ActivityState.PLANNED, held_on__lt=clock.today(), created_by__is_active=True
    ).select_related("created_by")
    number = notify_many(
        Draft(
            row.created_by,
            f"“{row.title}”计划在 {row.held_on} 开展。请登记开展情况；没有开展的，请改日期或者取消。",
            f"activity_planned:{row.pk}:{row.held_on}",
            row.get_absolute_url(),
        )
        for row in rows
        if row.created_by is not None
    )
    return f"提醒登记开展情况 {number} 次" if number else ""
