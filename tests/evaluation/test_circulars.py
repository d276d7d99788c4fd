"""Circulars stand on fixed numbers, are edited by a person and go the way of every record."""

import pytest

from mingbai.disclosures.models import Information
from mingbai.evaluation import actions
from mingbai.evaluation.rules.papers import Table, as_html
from mingbai.lib.verdict import Denied
from mingbai.organisations.models import Membership
from mingbai.organisations.queries import forget
from tests.evaluation.conftest import frozen, verdicts


@pytest.fixture
def closed(inspection, office, cast):
    for item in inspection.items.all():
        problem = {"accurate": "电话写错"} if item.organisation == cast.town else {}
        actions.check_item(by=office, item=item, verdicts=verdicts(**problem))
    actions.notify_findings(by=office, inspector=cast.county, findings=inspection.findings.all())
    return actions.close_inspection(by=office, inspection=inspection)


def test_the_circular_of_an_inspection_has_its_numbers(closed, office, cast):
    circular = actions.draft_circular(by=office, organisation=cast.county, source=closed)
    assert "从 6 条信息中抽取 5 条" in circular.paragraphs[0]
    assert [cast.town.name, "2", "2", "2"] in circular.table["rows"]
    assert any(cast.next_town.name in one for one in circular.paragraphs)


def test_the_circular_of_a_round_has_the_frozen_ranking(round_, office, cast, owed):
    owed(cast.town, "met")
    owed(cast.next_town, "missing")
    actions.compute_round(by=office, round_=round_)
    result = frozen(round_, office, cast)
    circular = actions.draft_circular(by=office, organisation=cast.county, source=result)
    assert [row[1:3] for row in circular.table["rows"]] == [
        ["1", cast.town.name], ["2", cast.next_town.name],
    ]  # fmt: skip
    assert circular.source_digest == result.digest


def test_nothing_is_drafted_while_numbers_may_change(inspection, round_, office, cast):
    for source in (inspection, round_):
        with pytest.raises(Denied, match="以后才能起草"):
            actions.draft_circular(by=office, organisation=cast.county, source=source)


def test_a_unit_does_not_read_everybodys_results_by_drafting_a_circular(round_, office, cast):
    result = frozen(round_, office, cast)
    for user, place in ((cast.drafter, cast.town), (cast.stranger, cast.next_town)):
        with pytest.raises(Denied):
            actions.draft_circular(by=user, organisation=place, source=result)


def test_handed_over_it_is_a_draft_like_any_other(closed, office, cast):
    circular = actions.draft_circular(by=office, organisation=cast.county, source=closed)
    actions.edit_circular(
        by=office, circular=circular, title="第三季度抽查情况通报", paragraphs=["<b>一</b>", " "]
    )
    with pytest.raises(Denied):
        actions.hand_over_circular(by=office, circular=circular)
    Membership.objects.create(user=office, organisation=cast.county, role="drafter", valid_from="2020-01-01")
    forget(office)
    record = actions.hand_over_circular(by=office, circular=circular)
    assert (record.title, record.stage, record.status) == ("第三季度抽查情况通报", "draft", "unpublished")
    assert "&lt;b&gt;" in record.body and "<table>" in record.body and record.openness == "proactive"
    with pytest.raises(Denied, match="已经转为稿件"):
        actions.edit_circular(by=office, circular=circular, title="改", paragraphs=["改"])
    assert Information.objects.filter(title="第三季度抽查情况通报").count() == 1


def test_markup_in_names_stays_text():
    assert as_html(["<script>"], Table("", ("甲",), [("<i>",)])).count("<script>") == 0
