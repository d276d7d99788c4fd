from datetime import date, datetime

import pytest
from django.contrib.auth.models import AnonymousUser

from mingbai.accounts.models import User
from mingbai.lib import clock
from mingbai.organisations.authorisation import ACTIONS, scope_for
from mingbai.organisations.models import Membership, Organisation, Role
from mingbai.organisations.policies import may, may_anywhere
from mingbai.organisations.queries import memberships_of, roles_of, scope_of

pytestmark = pytest.mark.django_db


def on(day):
    return clock.at(datetime.combine(day, datetime.min.time(), tzinfo=clock.CHINA))


def again(user):
    return User.objects.get(pk=user.pk)


def test_a_clerk_of_one_town_may_not_read_drafts_of_another(county, person):
    clerk = person("zhou", drafter=county["qinghe"])

    assert may(clerk, "record.read", county["qinghe"])
    assert not may(clerk, "record.read", county["liudu"])


def test_a_drafter_does_not_reach_the_villages_below(county, person):
    assert not may(person("zhou", drafter=county["qinghe"]), "record.edit", county["dongtang"])


def test_a_township_checker_handles_stations_and_villages_below(county, person):
    checker = person("chen", checker=county["qinghe"])

    allowed = {slug for slug, place in county.items() if may(checker, "record.check", place)}

    assert allowed == {"qinghe", "hall", "dongtang"}


def test_a_refusal_names_the_missing_role_and_whom_to_ask(county, person):
    reason = may(person("zhou", drafter=county["qinghe"]), "record.approve", county["qinghe"]).reason

    assert reason == (
        "您在“青禾镇人民政府”没有“签发人”角色，不能签发。"
        "确需办理的，请联系本单位的单位管理员；没有单位管理员的，请联系安全管理员。"
    )


def test_visitors_and_inactive_people_may_nothing(county, person):
    gone = person("gone", approver=county["qinghe"])
    gone.is_active = False

    assert may(AnonymousUser(), "record.read", county["qinghe"]).reason == "请先登录。"
    assert "已停用" in may(gone, "record.read", county["qinghe"]).reason
    assert not may_anywhere(AnonymousUser(), "record.read")
    assert not scope_of(gone, "record.read")


def test_a_superuser_has_no_rights_of_its_own(county, person):
    root = person("root")
    root.is_superuser = True

    assert not any(may_anywhere(root, action) for action in ACTIONS)


def test_something_that_belongs_to_no_organisation_needs_a_grant_everywhere(county, person):
    assert may(person("shen", county_office=county["county"]), "catalogue.manage", None)
    assert not may(person("ye", organisation_admin=county["qinghe"]), "route.manage", None)


@pytest.mark.parametrize(
    ("day", "counts"),
    [
        (date(2026, 2, 28), False),
        (date(2026, 3, 1), True),
        (date(2026, 3, 31), True),
        (date(2026, 4, 1), False),
    ],
)
def test_a_membership_counts_from_its_first_to_its_last_day(county, person, day, counts):
    user = person("zhou")
    dates = {"valid_from": date(2026, 3, 1), "valid_to": date(2026, 3, 31)}
    Membership.objects.create(user=user, organisation=county["qinghe"], role=Role.DRAFTER, **dates)

    with on(day):
        assert bool(may(user, "record.edit", county["qinghe"])) is counts


def stand_in(user, absent, organisation, role):
    dates = {"valid_from": date(2026, 3, 1), "valid_to": date(2026, 3, 31)}
    Membership.objects.create(user=user, organisation=organisation, role=role, stand_in_for=absent, **dates)


def test_a_stand_in_counts_within_the_dates_only(county, person):
    mayor, deputy = person("gu", approver=county["qinghe"]), person("ye")
    stand_in(deputy, mayor, county["qinghe"], Role.APPROVER)

    with on(date(2026, 3, 31)):
        assert may(deputy, "record.approve", county["dongtang"])
    with on(date(2026, 4, 1)):
        assert not may(deputy, "record.approve", county["dongtang"])


def test_a_stand_in_has_only_roles_the_represented_person_holds(county, person):
    mayor, deputy = person("gu", approver=county["qinghe"]), person("ye")
    stand_in(deputy, mayor, county["qinghe"], Role.CHECKER)
    stand_in(deputy, mayor, county["liudu"], Role.APPROVER)

    with on(date(2026, 3, 15)):
        assert memberships_of(deputy) == ()


def test_a_stand_in_ends_when_the_represented_person_loses_the_role(county, person):
    mayor, deputy = person("gu", approver=county["qinghe"]), person("ye")
    stand_in(deputy, mayor, county["qinghe"], Role.APPROVER)
    mayor.memberships.update(valid_to=date(2026, 3, 10))

    with on(date(2026, 3, 11)):
        assert not may(deputy, "record.approve", county["qinghe"])


def test_whoever_took_over_an_organisation_reaches_its_records(county, person):
    Organisation.objects.filter(slug="finance").update(merged_into=county["land"])
    clerk, other = person("qin", drafter=county["land"]), person("wu", drafter=county["liudu"])

    assert may(clerk, "record.correct", county["finance"])
    assert not may(other, "record.correct", county["finance"])


def test_all_answers_of_a_request_cost_a_handful_of_queries(county, person, django_assert_num_queries):
    user = again(person("chen", checker=county["qinghe"], drafter=county["hall"]))

    with django_assert_num_queries(2):
        for place in county.values():
            may(user, "record.read", place)
            may(user, "record.edit", place)
            roles_of(user, place)


@pytest.mark.parametrize("role", Role)
def test_the_filter_and_the_policy_agree_on_every_action(county, person, role):
    user = person("someone", **{role: county["qinghe"]})

    for action in ACTIONS:
        scope = scope_of(user, action)
        listed = set(scope.filter(Organisation.objects.all(), field="").values_list("slug", flat=True))
        assert listed == {slug for slug, place in county.items() if may(user, action, place)}
        assert bool(listed) == (scope_for(role, action) is not None)


def test_rows_of_another_table_are_filtered_by_their_organisation(county, person):
    checker = person("chen", checker=county["qinghe"])
    person("tang", reporter=county["dongtang"])
    person("wu", drafter=county["liudu"])

    rows = scope_of(checker, "record.check").filter(Membership.objects.all())

    assert {row.user.username for row in rows} == {"chen", "tang"}
