"""What people say about a line: proofs, nil reports, exemptions."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from mingbai.disclosures import actions as disclosures
from mingbai.duties import actions
from mingbai.duties.models import Duty, Exemption, Instance
from mingbai.duties.queries import count, doubtful, evidence_of, instances
from mingbai.ledger.models import Event
from mingbai.lib.verdict import Denied
from mingbai.organisations.models import Membership, Role


@pytest.fixture
def monthly(cast, ledger):
    item = ledger.row(cast.town, "每月公布一次")
    ledger.refresh()
    return item


@pytest.fixture
def january(ledger, monthly) -> Instance:
    return ledger.line(monthly, "2026-01")


# -- proofs ----------------------------------------------------------------------


def test_a_proof_meets_the_line_it_was_given_to_and_leaves_one_event(cast, ledger, monthly, january):
    actions.prove(instance=january, by=cast.drafter, what="张贴了公开栏", done_on=date(2026, 1, 20))

    assert ledger.states(monthly)["2026-01"] == "met"
    assert ledger.states(monthly)["2026-02"] == "missing"
    assert [one.label for one in evidence_of(january)] == ["张贴了公开栏"]
    assert Event.objects.filter(verb="duty.prove").count() == 1


def test_a_proof_taken_back_stays_in_the_books_and_counts_no_more(cast, ledger, monthly, january):
    proof = actions.prove(instance=january, by=cast.drafter, what="张贴了公开栏", done_on=date(2026, 1, 20))

    actions.take_back(proof=proof, by=cast.drafter, reason="登记错了月份")

    assert ledger.states(monthly)["2026-01"] == "missing"
    proof.refresh_from_db()
    assert proof.taken_back == "登记错了月份"


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"what": "", "done_on": date(2026, 1, 20)}, "what"),
        ({"what": "张贴", "done_on": date(2026, 6, 16)}, "done_on"),
    ],
)
def test_a_proof_says_what_was_done_on_a_day_that_has_come(cast, january, values, field):
    with pytest.raises(ValidationError) as refused:
        actions.prove(instance=january, by=cast.drafter, **values)

    assert field in refused.value.message_dict


def test_a_record_proves_a_duty_once(cast, ledger, monthly, january):
    other = ledger.row(cast.town, "20个工作日")
    record = ledger.record(cast.town, other, date(2026, 1, 8))
    actions.prove(instance=january, by=cast.drafter, what="", done_on=date(2026, 1, 8), record=record)

    with pytest.raises(ValidationError):
        february = ledger.line(monthly, "2026-02")
        actions.prove(instance=february, by=cast.drafter, what="", done_on=date(2026, 1, 8), record=record)

    assert ledger.states(monthly)["2026-01"] == "met"


def test_nobody_from_the_next_town_proves_anything(cast, january):
    with pytest.raises(Denied):
        actions.prove(instance=january, by=cast.stranger, what="张贴", done_on=date(2026, 1, 20))


# -- nil reports -----------------------------------------------------------------


def declared(cast, content, january, **values):
    needed = {name: content[name] for name in ("theme", "genre")}
    return actions.declare_nil(
        organisation=cast.town,
        instances=[january],
        by=cast.drafter,
        reason="经核实，一月没有发生。",
        **needed,
        **values,
    )


def test_a_nil_report_counts_from_the_day_it_is_signed_and_public(
    cast, content, desk, ledger, monthly, january
):
    report = declared(cast, content, january)
    assert ledger.states(monthly)["2026-01"] == "missing"

    information = report.information
    disclosures.submit(information=information, by=cast.drafter)
    information.refresh_from_db()
    desk.approve_all(information)
    disclosures.publish(information=information, by=cast.approver)

    line = ledger.line(monthly, "2026-01")
    assert (line.state, line.met_on) == ("nil", date(2026, 6, 15))
    assert ledger.states(monthly)["2026-02"] == "missing"


def test_a_nil_report_that_is_withdrawn_is_silence_again(cast, content, desk, ledger, monthly, january):
    information = declared(cast, content, january).information
    disclosures.submit(information=information, by=cast.drafter)
    information.refresh_from_db()
    desk.approve_all(information)
    disclosures.publish(information=information, by=cast.approver)

    disclosures.withdraw(information=information, reason="核实有误，已有公开内容。", by=cast.approver)

    assert ledger.states(monthly)["2026-01"] == "missing"


def test_the_nil_report_itself_does_not_count_as_something_published(
    cast, content, desk, ledger, monthly, january
):
    information = declared(cast, content, january).information
    disclosures.submit(information=information, by=cast.drafter)
    information.refresh_from_db()
    desk.approve_all(information)
    disclosures.publish(information=information, by=cast.approver)

    assert ledger.states(monthly)["2026-06"] == "open"
    assert not Instance.objects.filter(record=information).exists()


def test_what_has_ended_cannot_be_declared_nil(cast, content, ledger, monthly, january):
    ledger.record(cast.town, monthly, date(2026, 1, 8))
    ledger.refresh()

    with pytest.raises(ValidationError):
        declared(cast, content, ledger.line(monthly, "2026-01"))


def test_the_lines_of_another_organisation_cannot_be_declared_nil(cast, content, ledger):
    item = ledger.row(cast.next_town, "每月公布一次")
    ledger.refresh()

    with pytest.raises(ValidationError):
        declared(cast, content, ledger.line(item, "2026-01"))


def test_three_nil_reports_in_a_row_raise_a_question(cast, content, desk, ledger, monthly):
    lines = [ledger.line(monthly, f"2026-0{number}") for number in (3, 4, 5)]
    needed = {name: content[name] for name in ("theme", "genre")}
    report = actions.declare_nil(
        organisation=cast.town, instances=lines, by=cast.drafter, reason="经核实，没有发生。", **needed
    )
    disclosures.submit(information=report.information, by=cast.drafter)
    report.information.refresh_from_db()
    desk.approve_all(report.information)
    disclosures.publish(information=report.information, by=cast.approver)

    (doubt,) = doubtful(cast.county_office)

    assert "连续3期零报告" in doubt.reason
    assert doubtful(cast.stranger) == []


# -- what does not apply -----------------------------------------------------------


def asked(cast, duty: Duty) -> Exemption:
    return actions.ask_exemption(
        duty=duty, by=cast.drafter, reason="本镇没有国有土地上的房屋征收", starts_on=date(2026, 1, 1)
    )


def test_what_the_body_above_grants_does_not_apply(cast, ledger, monthly):
    exemption = asked(cast, ledger.duty(monthly))
    assert ledger.states(monthly)["2026-01"] == "missing"

    actions.decide_exemption(exemption=exemption, by=cast.county_office, granted=True, decision="")

    assert set(ledger.states(monthly).values()) == {"not_applicable"}


def test_a_unit_does_not_excuse_itself(cast, ledger, monthly):
    exemption = asked(cast, ledger.duty(monthly))

    with pytest.raises(Denied):
        actions.decide_exemption(exemption=exemption, by=cast.approver, granted=True, decision="")


def test_nobody_decides_what_they_asked_for_themselves(cast, ledger, monthly):
    Membership.objects.create(
        user=cast.drafter, organisation=cast.county, role=Role.APPROVER, valid_from=date(2020, 1, 1)
    )
    exemption = asked(cast, ledger.duty(monthly))

    with pytest.raises(Denied):
        actions.decide_exemption(exemption=exemption, by=cast.drafter, granted=True, decision="")


def test_a_refusal_needs_words_and_changes_nothing(cast, ledger, monthly):
    exemption = asked(cast, ledger.duty(monthly))
    with pytest.raises(ValidationError):
        actions.decide_exemption(exemption=exemption, by=cast.county_office, granted=False, decision=" ")

    actions.decide_exemption(exemption=exemption, by=cast.county_office, granted=False, decision="有此项业务")

    assert ledger.states(monthly)["2026-01"] == "missing"


def test_an_exemption_that_ends_keeps_the_past_excused(cast, ledger, monthly):
    exemption = asked(cast, ledger.duty(monthly))
    actions.decide_exemption(exemption=exemption, by=cast.county_office, granted=True, decision="")

    actions.end_exemption(exemption=exemption, by=cast.county_office, decision="已有此项业务")

    states = ledger.states(monthly)
    assert (states["2026-05"], states["2026-06"]) == ("not_applicable", "open")


def test_one_question_is_asked_at_a_time(cast, ledger, monthly):
    asked(cast, ledger.duty(monthly))

    with pytest.raises(ValidationError):
        asked(cast, ledger.duty(monthly))


def test_a_nil_report_that_came_late_is_late_in_every_count_and_list(
    cast, content, desk, ledger, monthly, january, client
):
    information = declared(cast, content, january).information
    disclosures.submit(information=information, by=cast.drafter)
    information.refresh_from_db()
    desk.approve_all(information)
    disclosures.publish(information=information, by=cast.approver)

    counts = count(instances(organisations=[cast.town]))
    client.force_login(cast.drafter)
    listed = client.get("/desk/duties/lines/?year=2026&state=late").content.decode()

    assert (counts.late, counts.nil, counts.percent) == (1, 0, "0%")
    assert "共 1 项" in listed and "零报告" in listed


def test_an_exemption_that_has_run_out_excuses_its_days_and_lets_another_be_asked_for(cast, ledger, monthly):
    duty = ledger.duty(monthly)
    first = actions.ask_exemption(
        duty=duty,
        by=cast.drafter,
        reason="一季度大棚改造停工",
        starts_on=date(2026, 1, 1),
        ends_on=date(2026, 3, 31),
    )
    actions.decide_exemption(exemption=first, by=cast.county_office, granted=True, decision="")

    actions.ask_exemption(duty=duty, by=cast.drafter, reason="六月再次停工", starts_on=date(2026, 6, 1))

    ledger.refresh()
    states = ledger.states(monthly)
    assert (states["2026-03"], states["2026-04"]) == ("not_applicable", "missing")
