from datetime import date

import pytest

from mingbai.organisations.models import FormerName, Membership, Organisation
from mingbai.organisations.queries import (
    Former,
    acting_role,
    by_code,
    find_by_name,
    names_for_checks,
    nearest_holders,
    scope_of,
    tree,
)

DAY = date(2025, 3, 31)


def slugs(rows):
    return [row.slug for row in rows]


def test_the_tree_is_listed_depth_first_by_order_and_name(county, django_assert_num_queries):
    Organisation.objects.filter(slug="liudu").update(order=1)

    with django_assert_num_queries(1):
        rows = tree()

    assert slugs(rows)[:2] == ["county", "liudu"]
    assert slugs(rows).index("qinghe") < slugs(rows).index("dongtang")
    assert {row.slug: row.depth for row in rows}["dongtang"] == 3


@pytest.mark.parametrize(("day", "there"), [(date(2025, 3, 31), True), (date(2025, 4, 1), False)])
def test_the_tree_of_a_day_leaves_out_what_had_ended(county, day, there):
    Organisation.objects.filter(slug="finance").update(valid_to=DAY)

    assert ("finance" in slugs(tree(day))) is there


def test_codes_are_found_however_they_are_typed(county):
    assert by_code(" ｆinance ").slug == "finance"
    assert by_code("nothing") is None


def test_names_are_found_full_first_then_short_then_former(county):
    Organisation.objects.filter(slug="land").update(short_names=["明白县财政局"])
    FormerName.objects.create(organisation=county["hall"], name="明白县财政局", until=DAY)

    assert slugs(find_by_name("明白县 财政局")) == ["finance", "land", "hall"]
    assert find_by_name("财政") == ()
    assert find_by_name(" ") == ()


def test_checks_learn_names_former_names_and_telephones(county):
    Organisation.objects.filter(slug="land").update(short_names=["自然资源局"], telephone="0989-1、0989-2")
    FormerName.objects.create(organisation=county["land"], name="明白县国土资源局", until=DAY)
    Organisation.objects.filter(slug="finance").update(valid_to=DAY, merged_into=county["land"])

    names = names_for_checks()

    assert "明白县财政局" not in names.names and "明白县自然资源局" in names.names
    assert names.short_names == ("自然资源局",)
    assert names.telephones == ("0989-1", "0989-2")
    assert names.former == (
        Former("明白县国土资源局", DAY, "明白县自然资源局"),
        Former("明白县财政局", DAY, "明白县自然资源局"),
    )


def test_a_village_is_handled_by_the_nearest_body_that_has_the_role(county, person):
    person("tang", checker=county["county"])
    person("chen", checker=county["qinghe"])

    assert [row.user.username for row in nearest_holders(county["dongtang"], "checker")] == ["chen"]
    assert [row.user.username for row in nearest_holders(county["finance"], "checker")] == ["tang"]
    assert nearest_holders(county["finance"], "approver") == ()


def test_the_trail_learns_the_role_somebody_acts_in(county, person):
    user = person("chen", drafter=county["hall"], checker=county["qinghe"])

    assert acting_role(user, "record.edit", county["hall"]) == "drafter"
    assert acting_role(user, "record.check", county["dongtang"]) == "checker"
    assert acting_role(user, "record.check", county["liudu"]) == ""


def test_mergers_in_a_row_all_lead_to_the_last_successor(county, person):
    Organisation.objects.filter(slug="hall").update(merged_into=county["finance"])
    Organisation.objects.filter(slug="finance").update(merged_into=county["land"])

    scope = scope_of(person("qin", drafter=county["land"]), "record.edit")

    assert set(slugs(scope.filter(Organisation.objects.all(), field=""))) == {"land", "finance", "hall"}
    assert scope.contains(county["hall"]) and not scope.contains(county["qinghe"])


def test_an_empty_scope_finds_nothing(county, person):
    person("zhou", drafter=county["qinghe"])

    assert not scope_of(person("nobody"), "record.read").filter(Membership.objects.all()).exists()
