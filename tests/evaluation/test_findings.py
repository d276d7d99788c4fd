"""From a finding over the notice to the end, with an answer, a re-check, an objection."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError

from mingbai.evaluation import actions, sources
from mingbai.evaluation.models import Notice
from mingbai.evaluation.queries.reach import findings_for, notices_for
from mingbai.ledger.models import Event
from mingbai.lib import clock
from mingbai.lib.verdict import Denied
from mingbai.notifications.models import Notice as Reminder
from mingbai.organisations.models import Membership
from mingbai.organisations.queries import forget
from mingbai.timelimits.periods import of_key


def test_a_notice_is_numbered_dated_and_told(noticed, cast):
    notice = Notice.objects.get()
    assert notice.number == "政务公开改〔2026〕1号"
    # Ten working days after Monday 12 October 2026.
    assert notice.due_on == noticed.due_on == date(2026, 10, 26)
    assert "公开栏八月没有更新" in notice.text["table"]["rows"][0][2]
    assert Reminder.objects.filter(user=cast.drafter, text__contains=notice.number).exists()


def test_every_organisation_gets_one_notice_with_its_own_number(cast, office, finding):
    others = [
        actions.add_finding(
            by=office, inspector=cast.county, organisation=place, source="monitoring", what="链接打不开"
        )
        for place in (cast.town, cast.next_town)
    ]
    notices = actions.notify_findings(by=office, inspector=cast.county, findings=[finding, *others], days=5)
    assert [(one.addressee.code, one.serial, one.findings.count()) for one in notices] == [
        ("MB10", 1, 2), ("MB20", 2, 1),
    ]  # fmt: skip


def test_the_pattern_of_numbers_is_the_countys(cast, office, finding):
    actions.set_parameters(
        by=office, values={"notice_prefix": "明政公开改", "notice_pattern": "{prefix}[{year}]{serial}"}
    )
    notice = actions.notify_findings(by=office, inspector=cast.county, findings=[finding])[0]
    assert notice.number == "明政公开改[2026]1"


def test_answered_by_one_person_and_passed_by_another(noticed, cast, office):
    actions.answer_finding(by=cast.drafter, finding=noticed, text="已补登八月内容。")
    actions.recheck_finding(by=office, finding=noticed, passed=True)
    noticed.refresh_from_db()
    assert (noticed.state, noticed.settled_on) == ("rechecked", date(2026, 10, 12))
    assert [step.verb for step in noticed.steps.all()] == ["notify", "answer", "pass"]


def test_who_answered_does_not_recheck_though_holding_both_roles(noticed, cast, office):
    Membership.objects.create(
        user=office, organisation=cast.town, role="drafter", valid_from=date(2020, 1, 1)
    )
    forget(office)
    actions.answer_finding(by=office, finding=noticed, text="已补登。")
    with pytest.raises(Denied, match="另一个人"):
        actions.recheck_finding(by=office, finding=noticed, passed=True)


def test_sent_back_a_new_term_runs(noticed, cast, office):
    actions.answer_finding(by=cast.drafter, finding=noticed, text="已补登。")
    with pytest.raises(ValidationError, match="还差什么"):
        actions.recheck_finding(by=office, finding=noticed, passed=False)
    with clock.at(datetime(2026, 10, 20, 1, tzinfo=UTC)):
        actions.recheck_finding(by=office, finding=noticed, passed=False, text="缺照片", days=3)
    noticed.refresh_from_db()
    assert (noticed.state, noticed.due_on) == ("sent_back", date(2026, 10, 23))


def test_an_objection_is_decided_once_with_a_reason(noticed, cast, office):
    actions.object_to_finding(by=cast.drafter, finding=noticed, text="八月停电检修，已公告。")
    actions.decide_objection(by=office, finding=noticed, upheld=True, text="公告不能代替更新。")
    noticed.refresh_from_db()
    assert noticed.state == "upheld"
    with pytest.raises(Denied):
        actions.object_to_finding(by=cast.drafter, finding=noticed, text="再说一次")


def test_an_accepted_objection_cancels_the_finding(noticed, cast, office, today):
    actions.object_to_finding(by=cast.drafter, finding=noticed, text="八月停电检修，已公告。")
    actions.decide_objection(by=office, finding=noticed, upheld=False, text="情况属实。")
    noticed.refresh_from_db()
    assert noticed.state == "cancelled"
    assert not sources._told(of_key("2026Q4")).exists()


def test_a_unit_does_not_know_of_a_finding_before_the_notice(finding, cast):
    assert not findings_for(cast.drafter).exists()
    assert findings_for(cast.auditor).get() == finding


def test_the_next_town_neither_sees_nor_answers(noticed, cast):
    assert findings_for(cast.drafter).get() == noticed and findings_for(cast.checker).exists()
    assert not findings_for(cast.stranger).exists() and not notices_for(cast.stranger).exists()
    for act in (actions.answer_finding, actions.object_to_finding):
        with pytest.raises(Denied):
            act(by=cast.stranger, finding=noticed, text="外人")
    noticed.refresh_from_db()
    assert noticed.state == "noticed"


def test_a_unit_does_not_pass_its_own_rectification(noticed, cast):
    actions.answer_finding(by=cast.drafter, finding=noticed, text="已补登。")
    for user in (cast.second_drafter, cast.approver, cast.organisation_admin):
        with pytest.raises(Denied):
            actions.recheck_finding(by=user, finding=noticed, passed=True)


def test_late_answers_are_counted_as_late(noticed, cast, office):
    late = datetime(2026, 10, 28, 1, tzinfo=UTC)
    with clock.at(late):
        assert sources._overdue(of_key("2026Q4")).get() == noticed
        actions.answer_finding(by=cast.drafter, finding=noticed, text="已补登。")
        actions.recheck_finding(by=office, finding=noticed, passed=True)
        assert sources._overdue(of_key("2026Q4")).exists()
        assert not sources._settled(of_key("2026Q4")).exists()


def test_every_step_writes_one_event(noticed, cast, office):
    actions.answer_finding(by=cast.drafter, finding=noticed, text="已补登。")
    actions.recheck_finding(by=office, finding=noticed, passed=True)
    verbs = Event.objects.filter(verb__startswith="finding.").values_list("verb", "organisation_code")
    assert list(verbs) == [
        ("finding.add", "MB00"), ("finding.notify", "MB00"), ("finding.answer", "MB10"), ("finding.pass", "MB00"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"notice_pattern": "{prefix}〔{year}〕"}, "serial"),
        ({"notice_pattern": "{0}"}, "只能写"),
        ({"notice_pattern": "{year"}, "不成对"),
        ({"rectification_days": "十"}, "整数"),
        ({"self_check_due": "11月10日"}, "月-日"),
        ({"self_check_kinds": "township,school"}, "school"),
        ({"notice_prefix": ""}, "不能为空"),
    ],
)
def test_parameters_that_cannot_be_are_refused(office, values, says):
    with pytest.raises(ValidationError, match=says):
        actions.set_parameters(by=office, values=values)
