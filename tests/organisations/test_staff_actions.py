from datetime import date

import pytest
from django.core.exceptions import ValidationError

from mingbai.accounts.policies import second_factor_demanded
from mingbai.ledger.models import Event
from mingbai.lib.verdict import Denied
from mingbai.organisations import actions
from mingbai.organisations.authorisation import ADMINISTRATORS
from mingbai.organisations.models import Membership, Role
from mingbai.organisations.policies import may
from mingbai.organisations.queries import forget

pytestmark = pytest.mark.django_db
MARCH = {"valid_from": date(2026, 3, 1), "valid_to": date(2026, 3, 31)}


def test_an_appointment_counts_at_once_and_is_recorded(county, person):
    admin, clerk = person("ye", organisation_admin=county["qinghe"]), person("zhou")
    assert not may(clerk, "record.create", county["dongtang"])

    actions.appoint(by=admin, user=clerk, organisation=county["dongtang"], role="reporter")

    assert may(clerk, "record.create", county["dongtang"])
    event = Event.objects.get()
    assert (event.verb, event.detail["role"], event.role) == ("appoint", "reporter", "organisation_admin")


def test_nobody_appoints_themselves(county, person):
    admin = person("ye", organisation_admin=county["qinghe"])

    with pytest.raises(Denied, match="不能给自己安排角色"):
        actions.appoint(by=admin, user=admin, organisation=county["qinghe"], role="approver")


def test_nobody_appoints_in_another_township(county, person):
    admin = person("ye", organisation_admin=county["qinghe"])

    with pytest.raises(Denied):
        actions.appoint(by=admin, user=person("wu"), organisation=county["liudu"], role="drafter")


@pytest.mark.parametrize(
    "role", ["county_office", "auditor", "system_admin", "security_admin", "audit_admin"]
)
def test_an_organisation_gives_no_role_that_reaches_the_whole_county(county, person, role):
    admin, security = (
        person("ye", organisation_admin=county["county"]),
        person("jin", security_admin=county["county"]),
    )
    user = person("zhou")

    with pytest.raises(Denied, match="只能由安全管理员"):
        actions.appoint(by=admin, user=user, organisation=county["county"], role=role)
    assert actions.appoint(by=security, user=user, organisation=county["county"], role=role).pk


@pytest.mark.parametrize("second", ADMINISTRATORS[1:])
def test_the_three_administrators_are_three_people(county, person, second):
    user = person("wei", system_admin=county["county"])

    with pytest.raises(ValidationError, match="不能由同一人担任"):
        actions.appoint(by=None, user=user, organisation=county["county"], role=second)


def test_one_may_become_another_administrator_after_the_first_role_ended(county, person):
    user = person("wei", system_admin=county["county"])
    actions.end_membership(by=None, membership=user.memberships.get(), on=date(2026, 2, 28))

    start = date(2026, 3, 1)
    assert actions.appoint(
        by=None, user=user, organisation=county["county"], role="audit_admin", valid_from=start
    ).pk


def test_a_small_station_may_let_one_person_draft_and_approve(county, person):
    user = person("tian", drafter=county["hall"])

    assert actions.appoint(by=None, user=user, organisation=county["hall"], role="approver").pk


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"role": "drafter"}, "role"),
        ({"role": "king"}, "role"),
        ({"role": "checker", "valid_from": date(2026, 3, 2), "valid_to": date(2026, 3, 1)}, "valid_to"),
    ],
)
def test_bad_appointments_are_explained_by_field(county, person, values, field):
    user = person("zhou", drafter=county["qinghe"])

    with pytest.raises(ValidationError) as problem:
        actions.appoint(by=None, user=user, organisation=county["qinghe"], **values)

    assert list(problem.value.message_dict) == [field]
    assert Membership.objects.count() == 1


def test_an_ended_role_no_longer_counts_and_may_be_given_again(county, person):
    user = person("zhou", drafter=county["qinghe"])
    actions.end_membership(by=None, membership=user.memberships.get(), on=date(2020, 12, 31))
    forget(user)
    assert not may(user, "record.edit", county["qinghe"])

    actions.appoint(by=None, user=user, organisation=county["qinghe"], role="drafter")
    assert may(user, "record.edit", county["qinghe"])


def stand_in(county, user, absent, place="qinghe", role="approver"):
    return actions.appoint_stand_in(
        by=None, user=user, stand_in_for=absent, organisation=county[place], role=role, **MARCH
    )


def test_a_colleague_stands_in(county, person):
    made = stand_in(county, person("ye", drafter=county["qinghe"]), person("gu", approver=county["qinghe"]))

    assert (made.stand_in_for.username, made.valid_to) == ("gu", date(2026, 3, 31))
    assert Event.objects.get().verb == "appoint_stand_in"


def test_a_township_covers_for_the_only_person_of_a_station(county, person):
    user, absent = person("zhou", drafter=county["qinghe"]), person("tian", drafter=county["hall"])

    assert stand_in(county, user, absent, "hall", "drafter").pk


def test_a_stranger_does_not_stand_in(county, person):
    with pytest.raises(ValidationError, match="请另选代办人"):
        stand_in(county, person("wu", drafter=county["liudu"]), person("gu", approver=county["qinghe"]))


def test_nobody_stands_in_for_a_role_the_other_does_not_hold(county, person):
    with pytest.raises(ValidationError, match="没有这个角色"):
        stand_in(county, person("ye", drafter=county["qinghe"]), person("chen", checker=county["qinghe"]))


@pytest.mark.parametrize("role", [*ADMINISTRATORS, Role.ORGANISATION_ADMIN])
def test_administrators_have_no_stand_ins(county, person, role):
    absent = person("boss", **{role: county["qinghe"]})

    with pytest.raises(ValidationError, match="不能请人代办"):
        stand_in(county, person("ye", drafter=county["qinghe"]), absent, role=role)


def test_a_second_factor_is_demanded_of_whoever_holds_the_role(county, person):
    approver, drafter = person("gu", approver=county["qinghe"]), person("zhou", drafter=county["qinghe"])
    security = person("jin", security_admin=county["county"])

    actions.demand_second_factor(role="approver", by=security)

    assert second_factor_demanded(approver) == "安全管理员要求“签发人”登录时使用两步验证。"
    assert second_factor_demanded(drafter) == ""
    actions.lift_second_factor(role="approver", by=security)
    assert second_factor_demanded(approver) == ""


def test_only_the_security_administrator_demands_a_second_factor(county, person):
    with pytest.raises(Denied):
        actions.demand_second_factor(role="approver", by=person("ye", organisation_admin=county["county"]))
