"""What a unit might try in order to look better than it is, and what the ledger makes of it."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from mingbai.disclosures import actions as disclosures
from mingbai.duties import actions
from mingbai.duties.actions import load_quotas, refresh
from mingbai.duties.models import Duty, Instance


@pytest.fixture
def monthly(cast, ledger):
    item = ledger.row(cast.town, "每月公布一次")
    ledger.refresh()
    return item


def given(content: dict) -> dict:
    return {name: content[name] for name in ("theme", "genre")}


def test_a_proof_whose_record_was_withdrawn_counts_no_more(cast, ledger, desk, content, monthly):
    other = ledger.row(cast.town, "20个工作日")
    ledger.refresh()
    record = desk.published(**{**content, "catalogue_item": other, "written_on": date(2026, 6, 10)})
    june = ledger.line(monthly, "2026-06")
    actions.prove(instance=june, by=cast.drafter, what="", done_on=date(2026, 6, 15), record=record)
    assert ledger.states(monthly)["2026-06"] == "met"

    disclosures.withdraw(information=record, reason="内容有误，更正后重新公开。", by=cast.approver)

    assert ledger.states(monthly)["2026-06"] == "open"
    assert refresh().changed == 0


def test_a_record_of_another_unit_proves_nothing(cast, ledger, monthly):
    village = ledger.row(cast.village, "每月公布一次")
    record = ledger.record(cast.village, village, date(2026, 1, 8))

    with pytest.raises(ValidationError) as refused:
        actions.prove(
            instance=ledger.line(monthly, "2026-01"),
            by=cast.drafter,
            what="",
            done_on=date(2026, 1, 8),
            record=record,
        )

    assert "record" in refused.value.message_dict


def test_a_statement_that_there_was_nothing_proves_nothing(cast, ledger, desk, content, monthly):
    report = actions.declare_nil(
        organisation=cast.town,
        instances=[ledger.line(monthly, "2026-01")],
        by=cast.drafter,
        reason="经核实，一月没有发生。",
        **given(content),
    )
    disclosures.submit(information=report.information, by=cast.drafter)
    report.information.refresh_from_db()
    record = disclosures.publish(information=desk.approve_all(report.information), by=cast.approver)

    with pytest.raises(ValidationError):
        actions.prove(
            instance=ledger.line(monthly, "2026-06"),
            by=cast.drafter,
            what="",
            done_on=date(2026, 6, 15),
            record=record,
        )


@pytest.mark.parametrize("done_on", [date(2025, 11, 30), date(2020, 1, 1)])
def test_what_was_done_long_before_a_period_does_not_prove_it(cast, ledger, monthly, done_on):
    with pytest.raises(ValidationError) as refused:
        actions.prove(
            instance=ledger.line(monthly, "2026-01"), by=cast.drafter, what="张贴了公开栏", done_on=done_on
        )

    assert "done_on" in refused.value.message_dict
    assert ledger.states(monthly)["2026-01"] == "missing"


def test_what_was_done_a_little_early_proves_the_period(cast, ledger, monthly):
    line = ledger.line(monthly, "2026-02")
    actions.prove(instance=line, by=cast.drafter, what="提前张贴", done_on=date(2026, 1, 30))

    assert ledger.states(monthly)["2026-02"] == "met"


def test_an_old_record_does_not_prove_a_new_period(cast, ledger, monthly):
    other = ledger.row(cast.town, "20个工作日")
    record = ledger.record(cast.town, other, date(2026, 1, 8))

    with pytest.raises(ValidationError) as refused:
        actions.prove(
            instance=ledger.line(monthly, "2026-06"),
            by=cast.drafter,
            what="",
            done_on=date(2026, 6, 15),
            record=record,
        )

    assert "record" in refused.value.message_dict


def test_nobody_declares_that_a_number_of_times_was_nothing(cast, ledger, content):
    load_quotas()
    ledger.refresh()
    quota = Instance.objects.filter(organisation=cast.town, duty__source="quota").first()

    with pytest.raises(ValidationError):
        actions.declare_nil(
            organisation=cast.town,
            instances=[quota],
            by=cast.drafter,
            reason="经核实，没有举办。",
            catalogue_item=content["catalogue_item"],
            **given(content),
        )


def test_ending_an_exemption_never_makes_it_longer(cast, ledger, monthly):
    row = actions.ask_exemption(
        duty=Duty.objects.get(item=monthly),
        by=cast.drafter,
        reason="本镇没有这项业务",
        starts_on=date(2026, 1, 1),
        ends_on=date(2026, 2, 28),
    )
    actions.decide_exemption(exemption=row, by=cast.county_office, granted=True, decision="同意")

    row = actions.end_exemption(exemption=row, by=cast.county_office, decision="业务已经划转来了")

    assert row.ends_on == date(2026, 2, 28)
    assert ledger.states(monthly)["2026-03"] == "missing"


def test_a_record_moved_to_another_row_leaves_its_old_row(cast, ledger, desk, content):
    first, second = ledger.row(cast.town, "每月公布一次"), ledger.row(cast.town, "每季度公布一次")
    ledger.refresh()
    record = desk.published(**{**content, "catalogue_item": first, "written_on": date(2026, 6, 10)})
    assert ledger.states(first)["2026-06"] == "met"

    base = record.latest_revision_id
    copy = disclosures.edit(information=record, by=cast.drafter, base=base, catalogue_item=second)
    disclosures.submit(information=copy, by=cast.drafter, change_note="换到相应的公开事项")
    copy.refresh_from_db()
    disclosures.publish(information=desk.approve_all(copy), by=cast.approver)

    assert (ledger.states(first)["2026-06"], ledger.states(second)["2026Q2"]) == ("open", "met")
    assert refresh().changed == 0


def test_lines_with_numbers_no_database_knows_are_no_lines(client, cast):
    client.force_login(cast.drafter)

    for number in ("9" * 30, "9" * 5000):
        assert client.get(reverse("duties:nil"), {"line": number}).status_code == 302


def test_a_nil_report_that_came_late_says_how_late(cast, ledger, desk, content, monthly):
    report = actions.declare_nil(
        organisation=cast.town,
        instances=[ledger.line(monthly, "2026-05")],
        by=cast.drafter,
        reason="经核实，五月没有发生。",
        **given(content),
    )
    disclosures.submit(information=report.information, by=cast.drafter)
    report.information.refresh_from_db()
    disclosures.publish(information=desk.approve_all(report.information), by=cast.approver)

    assert (ledger.line(monthly, "2026-05").state, ledger.line(monthly, "2026-05").overdue) == ("nil", 15)


@pytest.mark.parametrize(
    ("address", "query"),
    [
        ("duties:lines", {"column": "\x00", "quota": "\x00"}),
        ("catalogue:list", {"q": "\x00"}),
        ("villages:list", {"year": "9" * 5000}),
        ("disclosures:counted", {"by": "topic", "key": "²"}),
        ("disclosures:counted", {"by": "topic", "key": "9" * 5000}),
    ],
)
def test_no_query_in_the_address_breaks_a_page(client, cast, address, query):
    client.force_login(cast.county_office)

    assert client.get(reverse(address), query).status_code in {200, 302, 404, 422}
