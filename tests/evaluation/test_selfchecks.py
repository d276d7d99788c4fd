"""The self-check: pre-filled, answered by the unit, differences explained, received by the office."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from mingbai.evaluation import actions, measures
from mingbai.evaluation.actions.selfchecks import Answer
from mingbai.evaluation.queries import selfchecks
from mingbai.evaluation.queries.packaged import questions
from mingbai.evaluation.queries.reach import self_checks_for
from mingbai.evaluation.rules.comparing import differs, expectation
from mingbai.lib.verdict import Denied
from mingbai.timelimits.periods import of_key


@pytest.fixture
def form(cast, owed, today):
    owed(cast.town, "met")
    owed(cast.town, "missing")
    return actions.start_selfcheck(by=cast.drafter, organisation=cast.town, year=2026)


def answers(**changed):
    kept = {one.key: Answer("yes", "", "") for one in questions()}
    kept |= {key: Answer("no", "有一项没有公开", "") for key in ("missing",)}
    kept |= {"coverage": Answer("partly", "一项没有公开"), "quotas": Answer("yes")}
    return kept | changed


def fill(form, cast, **changed):
    actions.answer_selfcheck(by=cast.drafter, selfcheck=form, answers=answers(**changed), summary="总体较好")


def test_the_form_is_prefilled_by_the_machine(form):
    lines = {line.key: (line.machine, line.machine_note) for line in form.lines.all()}
    assert lines["coverage"] == ("partly", "按时公开率：50%（1／2）")
    assert lines["missing"] == ("no", "未履行：1")
    assert lines["quotas"][0] == "no_data" and lines["copies"] == ("", "")
    assert form.due_on == date(2026, 11, 10)


def test_beginning_twice_gives_the_same_form(form, cast):
    again = actions.start_selfcheck(by=cast.second_drafter, organisation=cast.town, year=2026)
    assert again == form and form.lines.count() == len(questions())


def test_a_difference_must_be_explained_before_handing_in(form, cast):
    fill(form, cast, missing=Answer("yes", "都公开了"))
    with pytest.raises(ValidationError, match="不一致，请写明原因"):
        actions.submit_selfcheck(by=cast.drafter, selfcheck=form)
    fill(form, cast, missing=Answer("yes", "都公开了", "这一项已并入另一项公开"))
    assert actions.submit_selfcheck(by=cast.drafter, selfcheck=form).state == "submitted"


def test_every_line_is_answered_and_shortcomings_described(form, cast):
    fill(form, cast, copies=Answer(""), register=Answer("no"))
    with pytest.raises(ValidationError) as refusal:
        actions.submit_selfcheck(by=cast.drafter, selfcheck=form)
    assert any("还没有选" in one for one in refusal.value.messages) and len(refusal.value.messages) == 2


def test_handed_in_it_is_received_or_sent_back_by_the_office(form, cast, office):
    fill(form, cast)
    actions.submit_selfcheck(by=cast.drafter, selfcheck=form)
    with pytest.raises(Denied):
        actions.answer_selfcheck(by=cast.drafter, selfcheck=form, answers={})
    actions.return_selfcheck(by=office, selfcheck=form, note="请补充公开栏照片")
    fill(form, cast)
    actions.submit_selfcheck(by=cast.drafter, selfcheck=form)
    with pytest.raises(Denied):
        actions.receive_selfcheck(by=cast.approver, selfcheck=form)
    assert actions.receive_selfcheck(by=office, selfcheck=form).state == "received"


def test_handed_in_in_time_it_counts_for_the_evaluation(form, cast):
    fill(form, cast)
    actions.submit_selfcheck(by=cast.drafter, selfcheck=form)
    measure = measures.get("selfchecks.in_time")
    found = measures.compute(measure, {cast.town.pk: cast.town.pk}, of_key("2026"))
    assert found[cast.town.pk].value == 1


def test_the_office_sees_who_has_not_handed_in(form, cast, office):
    rows = {one.organisation.name: one for one in selfchecks.owed(office, 2026, date(2026, 11, 11))}
    assert set(rows) == {cast.town.name, cast.next_town.name}
    assert rows[cast.town.name].late and rows[cast.next_town.name].selfcheck is None
    assert [one.organisation for one in selfchecks.owed(cast.drafter, 2026, date(2026, 11, 1))] == [cast.town]


def test_the_next_town_neither_sees_nor_fills_in(form, cast):
    assert not self_checks_for(cast.stranger).exists() and self_checks_for(cast.auditor).exists()
    with pytest.raises(Denied):
        actions.answer_selfcheck(by=cast.stranger, selfcheck=form, answers=answers())
    with pytest.raises(Denied):
        actions.start_selfcheck(by=cast.stranger, organisation=cast.town, year=2026)


@pytest.mark.parametrize(
    ("expects", "value", "answer"),
    [
        ({"yes_from": 1}, 1, "yes"),
        ({"yes_from": 1}, 0.5, "partly"),
        ({"yes_from": 1}, 0, "no"),
        ({"yes_from": 1}, None, "no_data"),
        ({"at_most": 0}, 0, "yes"),
        ({"at_most": 0}, 2, "no"),
    ],
)
def test_how_a_number_answers(expects, value, answer):
    assert expectation(expects).answer(value) == answer


@pytest.mark.parametrize(
    ("own", "machine", "differ"),
    [
        ("yes", "yes", False),
        ("yes", "no", True),
        ("", "no", False),
        ("yes", "no_data", False),
        ("yes", "", False),
    ],
)
def test_when_answers_differ(own, machine, differ):
    assert differs(own, machine) is differ
