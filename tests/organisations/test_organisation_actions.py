from datetime import date

import pytest
from django.core.exceptions import ValidationError

from mingbai.ledger.models import Event
from mingbai.ledger.queries import verify_chain
from mingbai.lib.verdict import Denied
from mingbai.organisations import actions
from mingbai.organisations.models import Membership, Organisation
from mingbai.organisations.policies import may

pytestmark = pytest.mark.django_db
DAY = date(2025, 3, 31)


def fields_of(problem):
    return {field: messages[0] for field, messages in problem.value.message_dict.items()}


def village(parent, **values):
    given = {"code": "xq-01", "name": "西桥村村民委员会", "kind": "village", "short_names": ["西桥村"]}
    return actions.create_organisation(by=None, parent=parent, **{**given, **values})


def test_creating_writes_one_event_with_what_was_set(county):
    made = village(county["qinghe"], telephone="0989-6131309")

    event = Event.objects.get()
    assert (event.verb, event.organisation_code, event.actor_name) == ("create_organisation", "XQ-01", "系统")
    assert event.detail["telephone"] == [None, "0989-6131309"]
    assert made.get_parent().slug == "qinghe"
    assert verify_chain().broken_at is None


@pytest.mark.parametrize(
    ("values", "field", "message"),
    [
        ({"code": "11990001009910131F"}, "code", "校验位不对"),
        ({"code": "QH 机构"}, "code", "只能用字母、数字"),
        ({"name": " "}, "name", "不能为空"),
        ({"name": "青禾镇便民服务中心"}, "name", "已经是“青禾镇便民服务中心”的全称或简称"),
        ({"short_names": ["东塘村村民委员会"]}, "short_names", "已经是“东塘村村民委员会”"),
        ({"kind": "planet"}, "kind", "planet"),
        ({"slug": "finance"}, "slug", "已经用于“明白县财政局”"),
    ],
)
def test_bad_values_are_refused_by_field_and_nothing_is_stored(county, values, field, message):
    with pytest.raises(ValidationError) as problem:
        village(county["qinghe"], **values)

    assert message in fields_of(problem)[field]
    assert Organisation.objects.count() == len(county)
    assert not Event.objects.exists()


def test_a_code_in_use_is_refused_with_its_bearer(county):
    village(county["qinghe"])

    with pytest.raises(ValidationError) as problem:
        village(county["liudu"], code="XQ-01")

    assert fields_of(problem)["code"] == "这个机构代码已经用于“西桥村村民委员会”，请核对。"


def test_two_townships_may_each_have_a_village_of_the_same_name(county):
    village(county["qinghe"])
    village(county["liudu"], code="xq-02")

    assert Organisation.objects.filter(name="西桥村村民委员会").count() == 2


def test_only_one_root_is_made(county):
    with pytest.raises(ValidationError, match="已经有最上级机构"):
        village(None)


def test_paths_of_others_stay_when_organisations_come(county):
    before = dict(Organisation.objects.values_list("slug", "path"))

    village(county["qinghe"], name="阿村村民委员会", order=1)

    assert before.items() <= dict(Organisation.objects.values_list("slug", "path")).items()


def test_an_administrator_creates_below_the_own_organisation_only(county, person):
    admin = person("ye", organisation_admin=county["qinghe"])
    values = {"code": "XQ", "name": "西桥村村民委员会", "kind": "village"}

    actions.create_organisation(by=admin, parent=county["qinghe"], **values)
    with pytest.raises(Denied, match="单位管理员"):
        actions.create_organisation(by=admin, parent=county["liudu"], **{**values, "code": "XQ2"})


def test_editing_records_what_changed_and_who_did_it_as_what(county, person):
    admin = person("ye", organisation_admin=county["qinghe"])

    actions.edit_organisation(by=admin, organisation=county["hall"], telephone="0989-6131116")

    event = Event.objects.get()
    assert event.detail == {"telephone": ["", "0989-6131116"]}
    assert (event.role, event.actor_id) == ("organisation_admin", str(admin.pk))
    assert event.before != event.after


def test_a_former_name_is_kept_until_the_day_before(county):
    actions.rename_organisation(
        by=None, organisation=county["land"], name="明白县自然资源和规划局", on=date(2019, 3, 29)
    )

    row = Organisation.objects.get(slug="land")
    assert row.name == "明白县自然资源和规划局"
    assert [(old.name, old.until) for old in row.former_names.all()] == [
        ("明白县自然资源局", date(2019, 3, 28))
    ]


def test_correcting_a_typing_error_keeps_no_former_name(county):
    actions.rename_organisation(
        by=None, organisation=county["land"], name="明白县自然资源厅", on=DAY, correction=True
    )

    assert not Organisation.objects.get(slug="land").former_names.exists()


@pytest.mark.parametrize(
    ("on", "message"), [(date(2999, 1, 1), "还没有到"), (date(2019, 3, 1), "晚于上一次")]
)
def test_renaming_keeps_the_order_of_time(county, on, message):
    actions.rename_organisation(by=None, organisation=county["land"], name="甲局", on=date(2019, 3, 29))

    with pytest.raises(ValidationError, match=message):
        actions.rename_organisation(by=None, organisation=county["land"], name="乙局", on=on)
    assert Organisation.objects.get(slug="land").name == "甲局"


def test_after_a_merger_roles_end_and_the_successor_reaches_the_records(county, person):
    old, new = person("lin", drafter=county["finance"]), person("qin", drafter=county["land"])

    actions.merge_organisation(by=None, source=county["finance"], into=county["land"], on=DAY)

    source = Organisation.objects.get(slug="finance")
    assert (source.valid_to, source.merged_into.slug) == (DAY, "land")
    assert Membership.objects.get(user=old).valid_to == DAY
    assert may(new, "record.edit", source)
    assert "已于 2025-03-31 撤销" in may(new, "record.create", source).reason


def test_whoever_came_after_the_day_of_the_end_leaves_too(county, person):
    user = person("late")
    Membership.objects.create(
        user=user, organisation=county["finance"], role="drafter", valid_from=date(2025, 6, 1)
    )

    actions.close_organisation(by=None, organisation=county["finance"], on=DAY)

    assert Membership.objects.get(user=user).valid_to == date(2025, 6, 1)


def test_an_organisation_with_living_ones_below_does_not_end(county):
    with pytest.raises(ValidationError, match="下面还有"):
        actions.close_organisation(by=None, organisation=county["qinghe"], on=DAY)


@pytest.mark.parametrize("into", ["finance", "gone"])
def test_nobody_merges_into_itself_or_into_an_ended_one(county, into):
    gone = village(county["county"], slug="gone")
    actions.close_organisation(by=None, organisation=gone, on=DAY)

    with pytest.raises(ValidationError) as problem:
        target = Organisation.objects.get(slug=into)
        actions.merge_organisation(by=None, source=county["finance"], into=target, on=DAY)
    assert "请另选机构" in fields_of(problem)["into"]


def test_an_ended_organisation_does_not_end_twice(county):
    actions.close_organisation(by=None, organisation=county["finance"], on=DAY)

    with pytest.raises(ValidationError, match="已于 2025-03-31 撤销"):
        actions.close_organisation(by=None, organisation=county["finance"], on=DAY)


def test_moving_takes_everything_below_along(county):
    actions.move_organisation(by=None, organisation=county["qinghe"], parent=county["land"])

    assert {row.slug for row in Organisation.objects.get(slug="land").get_descendants()} == {
        "qinghe", "hall", "dongtang",
    }  # fmt: skip


@pytest.mark.parametrize("into", ["qinghe", "dongtang"])
def test_nothing_moves_below_itself(county, into):
    with pytest.raises(ValidationError, match="不能移到自己"):
        actions.move_organisation(by=None, organisation=county["qinghe"], parent=county[into])


def test_two_townships_are_merged_by_somebody_responsible_for_both(county, person):
    admin = person("ye", organisation_admin=county["qinghe"])

    with pytest.raises(Denied):
        actions.merge_organisation(by=admin, source=county["hall"], into=county["liudu"], on=DAY)
