"""A sample is frozen when drawn, checked by a person, and closed."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from mingbai.evaluation import actions, machine
from mingbai.evaluation.models import Finding, Inspection
from mingbai.evaluation.queries.packaged import checklist
from mingbai.evaluation.queries.populations import draws_again
from mingbai.lib.verdict import Denied
from tests.evaluation.conftest import verdicts


def test_the_population_holds_the_records_of_the_quarter_below_the_office(inspection, public, cast):
    public(cast.town)
    assert (inspection.population_size, inspection.items.count()) == (6, 5)
    assert {one.stratum for one in inspection.items.all()} == {
        cast.town.name, cast.next_town.name, cast.village.name,
    }  # fmt: skip


def test_what_was_not_public_in_the_quarter_is_not_drawn_from(cast, office, public, today):
    public(cast.town)
    public(cast.town, on=date(2026, 6, 30))
    public(cast.town, status="withdrawn")
    public(cast.town, audience="internal")
    public(cast.county)
    drawn = actions.draw_inspection(
        by=office, organisation=cast.county, title="抽查", subject="records",
        period_key="2026Q3", strata="none", percent=100,
    )  # fmt: skip
    assert drawn.population_size == 1


def test_the_sample_can_be_drawn_again_and_tampering_shows(inspection, public, cast):
    public(cast.town)
    assert draws_again(inspection)
    inspection.population.members[0][2] = "x"
    assert not draws_again(inspection)


def test_the_same_seed_draws_the_same_sample(inspection, cast, office):
    again = actions.draw_inspection(
        by=office, organisation=cast.county, title="复抽", subject="records",
        period_key="2026Q3", strata="organisation", each=2, seed=inspection.seed,
    )  # fmt: skip
    first = inspection.items.values_list("information", flat=True)
    assert list(first) == list(again.items.values_list("information", flat=True))
    assert again.population_digest == inspection.population_digest


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"each": 0}, "只填一个"),
        ({"each": 2, "percent": 5}, "只填一个"),
        ({"title": " "}, "请填写名称"),
        ({"period_key": "2025Q1"}, "没有可抽"),
    ],
)
def test_what_cannot_be_drawn_is_refused_with_words(inspection, cast, office, wrong, says):
    values = {
        "title": "抽查", "subject": "records", "period_key": "2026Q3", "strata": "none", "each": 2,
    }  # fmt: skip
    with pytest.raises(ValidationError, match=says):
        actions.draw_inspection(by=office, organisation=cast.county, **(values | wrong))
    assert Inspection.objects.count() == 1


def test_only_the_county_office_draws(cast, public, today):
    public(cast.town)
    for user in (cast.drafter, cast.checker, cast.auditor, cast.system_admin):
        with pytest.raises(Denied):
            actions.draw_inspection(
                by=user, organisation=cast.county, title="抽查", subject="records",
                period_key="2026Q3", strata="none", each=1,
            )  # fmt: skip


def test_a_problem_becomes_one_finding_however_often_it_is_saved(inspection, office):
    item = inspection.items.first()
    for note in ("电话写错", "联系电话写错一位"):
        actions.check_item(by=office, item=item, verdicts=verdicts(accurate=note))
    finding = Finding.objects.get()
    assert "联系电话写错一位" in finding.what and finding.organisation == item.organisation
    assert (finding.state, finding.severity) == ("found", "serious")


def test_a_problem_taken_back_before_the_notice_takes_its_finding_along(inspection, office):
    item = inspection.items.first()
    actions.check_item(by=office, item=item, verdicts=verdicts(accurate="电话写错"))
    actions.check_item(by=office, item=item, verdicts=verdicts())
    assert Finding.objects.get().state == "cancelled"


def test_a_finding_that_was_notified_is_not_changed_by_checking_again(inspection, office, cast):
    item = inspection.items.first()
    actions.check_item(by=office, item=item, verdicts=verdicts(accurate="电话写错"))
    actions.notify_findings(by=office, inspector=cast.county, findings=Finding.objects.all())
    actions.check_item(by=office, item=item, verdicts=verdicts())
    assert Finding.objects.get().state == "noticed"


def test_every_line_needs_a_verdict_and_a_problem_its_words(inspection, office):
    item = inspection.items.first()
    with pytest.raises(ValidationError, match="还没有选结论"):
        actions.check_item(by=office, item=item, verdicts={})
    with pytest.raises(ValidationError, match="请写明问题在哪里"):
        actions.check_item(by=office, item=item, verdicts=verdicts(links=" "))
    assert not item.lines.exists() and not Finding.objects.exists()


def test_what_was_not_checked_needs_a_reason_at_closing(inspection, office):
    with pytest.raises(ValidationError, match="还有 5 条没有检查"):
        actions.close_inspection(by=office, inspection=inspection)
    actions.close_inspection(by=office, inspection=inspection, note="改为下季度检查")
    with pytest.raises(Denied):
        actions.check_item(by=office, item=inspection.items.first(), verdicts=verdicts())


def test_the_machine_looks_at_every_line_that_names_it():
    named = {check.machine for subject in ("records", "website") for check in checklist(subject)}
    assert named - {""} == set(machine.LOOKS)


@pytest.mark.parametrize(
    ("values", "line", "result"),
    [
        ({"written_on": date(2026, 8, 3)}, "timely", "ok"),
        ({"written_on": date(2026, 7, 1)}, "timely", "problem"),
        ({}, "timely", "unknown"),
        ({}, "complete", "problem"),
        ({"attachments": [987654]}, "attachments", "problem"),
        ({"body": '<p><a href="/r/987654/">见</a></p>'}, "links", "problem"),
        ({"body": '<p><a href="https://example.org/">见</a></p>'}, "links", "unknown"),
        ({"body": ""}, "links", "ok"),
        ({"read_back_note": "公开页面返回 500。"}, "page", "unknown"),
        ({"validity": "in_force", "expires_on": date(2026, 1, 1)}, "validity", "problem"),
        ({"body": "<p>身份证号11010519491231002X。</p>"}, "personal", "problem"),
        ({}, "personal", "ok"),
    ],
)
def test_what_the_machine_sees(public, cast, today, values, line, result):
    record = public(cast.town, **values)
    assert machine.look(line, machine.Subject(record, record.public_digest)).result == result
