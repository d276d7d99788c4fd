"""No duty without an owner when somebody leaves."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from mingbai.ledger.models import Event
from mingbai.lib import clock
from mingbai.lib.verdict import Denied
from mingbai.notifications.models import Notice
from mingbai.organisations.models import Kind, Membership, Role
from mingbai.organisations.queries import Scope, scope_of
from mingbai.registers import actions, queries
from mingbai.registers.models import Contact, GroupMember
from tests.registers.conftest import DAY

EVERYWHERE = Scope(all=True)


def missing(organisation) -> dict[str, str]:
    return {gap.kind: gap.reason for gap in queries.gaps(EVERYWHERE) if gap.organisation == organisation}


def leave(user) -> None:
    Membership.objects.filter(user=user).update(valid_to=clock.today() - timedelta(days=1))


def test_a_unit_without_anybody_is_found(cast, contact):
    assert set(missing(cast.town)) == {"responsible"}
    assert set(missing(cast.village)) == {"liaison"}
    assert set(missing(cast.next_town)) == {"staff", "responsible"}


@pytest.mark.parametrize("how", ["leaves", "inactive"])
def test_whoever_leaves_is_a_gap_and_a_successor_closes_it(cast, contact, how):
    if how == "leaves":
        leave(cast.checker)
    else:
        cast.checker.is_active = False
        cast.checker.save()
    assert "请登记接替" in missing(cast.town)["staff"]
    actions.add_contact(
        by=cast.drafter,
        organisation=cast.town,
        kind="staff",
        user=cast.second_drafter,
        name="丁二",
        valid_from=clock.today(),
        succeeds=contact,
    )
    contact.refresh_from_db()
    assert "staff" not in missing(cast.town)
    assert contact.valid_to == clock.today() - timedelta(days=1) and "丁二" in contact.end_reason


def test_the_body_above_answers_for_a_unit_without_anybody_and_says_so(cast, contact):
    found = queries.responsible_for(cast.village)
    assert found == contact
    assert found.said_for(cast.town) == "沈核（专职人员）"
    assert "暂由上级“青禾镇人民政府”的沈核" in found.said_for(cast.village)
    assert queries.responsible_for(cast.next_town) is None
    leave(cast.checker)
    assert queries.responsible_for(cast.village) is None


def test_a_reminder_climbs_past_somebody_without_an_account(cast, contact):
    values = {"organisation": cast.village, "kind": "liaison", "name": "柳大伯", "valid_from": DAY}
    liaison = actions.add_contact(by=cast.reporter, **values)
    assert queries.responsible_for(cast.village) == liaison
    assert queries.responsible_for(cast.village, reachable=True) == contact


def test_who_does_the_work_is_asked_before_who_answers_for_it(cast, contact):
    actions.add_contact(
        by=cast.drafter,
        organisation=cast.town,
        kind="responsible",
        user=cast.approver,
        name="钱发",
        valid_from=DAY,
    )
    assert queries.responsible_for(cast.town) == contact
    actions.end_contact(by=cast.drafter, contact=contact, on=clock.today() - timedelta(days=1), reason="离任")
    assert queries.responsible_for(cast.town).name == "钱发"
    assert queries.responsible_for(cast.town, DAY) == contact


def test_a_county_of_gaps_takes_few_queries(cast, contact, django_assert_max_num_queries):
    for number in range(60):
        cast.town.add_child(code=f"V{number}", kind=Kind.VILLAGE, name=f"村{number}", slug=f"v{number}")
    with django_assert_max_num_queries(6):
        found = queries.gaps(EVERYWHERE)
    assert len(found) > 60
    with django_assert_max_num_queries(3):
        queries.responsible_for_many([gap.organisation for gap in found])


def test_gaps_show_only_within_reach(cast):
    found = queries.gaps(scope_of(cast.stranger, "register.read"))
    assert {gap.organisation for gap in found} == {cast.next_town}


def test_a_successor_is_asked_for_once_and_the_week_summed_up_once(cast, contact):
    leave(cast.checker)
    assert actions.ask_for_successors() == "提醒补登联络人员 3 次"
    assert actions.ask_for_successors() == ""
    told = set(Notice.objects.values_list("user__username", "key"))
    week = "contact_gaps:{}W{:02}".format(*clock.today().isocalendar()[:2])
    assert told == {("orgadmin", f"successor:{contact.pk}"), ("orgadmin", week), ("office", week)}
    with clock.at(clock.now() + timedelta(days=7)):
        assert actions.ask_for_successors() == "提醒补登联络人员 2 次"


def test_no_name_or_telephone_reaches_the_trail(cast, contact):
    actions.correct_contact(by=cast.drafter, contact=contact, telephone="0999-7770000", post="主任")
    kept = f"{list(Event.objects.values_list('detail', 'subject_label', 'before', 'after'))}"
    assert "沈核" not in kept and "0999" not in kept
    assert queries.history_of(contact).get().changes["电话"] == ["0999-5550199", "0999-7770000"]


def test_the_county_takes_note_of_a_report_once(cast, contact):
    with pytest.raises(Denied, match="没有报备"):
        actions.receive(by=cast.county_office, row=contact)
    contact = actions.correct_contact(by=cast.drafter, contact=contact, filed_on=DAY, filing_number="青函1号")
    with pytest.raises(Denied):
        actions.receive(by=cast.drafter, row=contact)
    actions.receive(by=cast.county_office, row=contact)
    assert contact.received_on == clock.today()
    with pytest.raises(Denied, match="已经确认"):
        actions.receive(by=cast.county_office, row=contact)


def test_a_changed_report_waits_for_the_county_again(cast, contact):
    contact = actions.correct_contact(by=cast.drafter, contact=contact, filed_on=DAY)
    actions.receive(by=cast.county_office, row=contact)
    contact = actions.correct_contact(by=cast.drafter, contact=contact, filing_number="青函2号")
    assert contact.received_on is None and "等县公开办确认" in contact.filing


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "沈核"}, "name"),
        ({"kind": "king"}, "kind"),
        ({"filed_on": date(2999, 1, 1)}, "filed_on"),
        ({"telephone": "1" * 61}, "telephone"),
    ],
)
def test_a_contact_that_cannot_be_is_refused(cast, contact, values, field):
    with pytest.raises(ValidationError) as refused:
        actions.add_contact(
            **{"by": cast.drafter, "organisation": cast.town, "kind": "staff", "name": "新人"}
            | {"valid_from": DAY}
            | values
        )
    assert field in refused.value.message_dict
    assert Contact.objects.count() == 1


def test_a_contact_does_not_end_before_it_began_nor_twice(cast, contact):
    with pytest.raises(ValidationError, match="不能早于"):
        actions.end_contact(by=cast.drafter, contact=contact, on=DAY - timedelta(days=1), reason="离任")
    actions.end_contact(by=cast.drafter, contact=contact, on=DAY, reason="离任")
    with pytest.raises(Denied, match="已经结束"):
        actions.end_contact(by=cast.drafter, contact=contact, on=DAY, reason="离任")
    with pytest.raises(Denied):
        actions.end_contact(by=cast.stranger, contact=contact, on=DAY, reason="离任")


def test_the_county_sets_whom_a_unit_must_have(cast):
    actions.set_setting(
        by=cast.county_office, key="contacts_needed", value={"village": []}, since=clock.today()
    )
    assert queries.gaps(EVERYWHERE) == []
    assert queries.setting("contacts_needed", DAY)["village"] == ["liaison"]


# -- leading groups ------------------------------------------------------------------


@pytest.fixture
def group(cast):
    return actions.add_group(
        by=cast.drafter, organisation=cast.town, name="政务公开领导小组", basis="青政发1号", valid_from=DAY
    )


def test_members_come_and_go_and_the_group_ends_with_them(cast, group):
    head = actions.add_member(by=cast.drafter, group=group, name="钱发", role="head", valid_from=DAY)
    actions.add_member(by=cast.drafter, group=group, name="丁二", valid_from=DAY)
    actions.end_member(by=cast.drafter, member=head, on=date(2026, 5, 1), reason="调离")
    actions.end_group(by=cast.drafter, group=group, on=date(2026, 6, 1), reason="机构改革")
    assert list(GroupMember.objects.values_list("name", "valid_to")) == [
        ("钱发", date(2026, 5, 1)),
        ("丁二", date(2026, 6, 1)),
    ]
    with pytest.raises(Denied, match="结束"):
        actions.add_member(by=cast.drafter, group=group, name="新人", valid_from=DAY)


def test_a_group_and_a_member_are_entered_once(cast, group):
    with pytest.raises(ValidationError, match="同名"):
        actions.add_group(by=cast.drafter, organisation=cast.town, name="政务公开领导小组", valid_from=DAY)
    actions.add_member(by=cast.drafter, group=group, name="钱发", role="head", valid_from=DAY)
    with pytest.raises(ValidationError, match="已经在"):
        actions.add_member(by=cast.drafter, group=group, name="钱发", role="head", valid_from=DAY)
    with pytest.raises(Denied):
        actions.add_member(by=cast.stranger, group=group, name="外人", valid_from=DAY)


def test_a_village_clerk_keeps_the_village_alone(cast):
    values = {"kind": "liaison", "name": "柳报", "user": cast.reporter, "valid_from": DAY}
    actions.add_contact(by=cast.reporter, organisation=cast.village, **values)
    with pytest.raises(Denied):
        actions.add_contact(by=cast.reporter, organisation=cast.town, **values)
    assert Role.REPORTER in {one.role for one in cast.reporter.memberships.all()}
