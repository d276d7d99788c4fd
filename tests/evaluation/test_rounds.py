"""A round: computed from the ledger, looked at by the units, frozen for good."""

from datetime import UTC, date, datetime
from decimal import Decimal as D

import pytest
from django.core.exceptions import ValidationError

from mingbai.evaluation import actions, measures
from mingbai.evaluation.models import Line, Objection, Scheme
from mingbai.evaluation.queries import rounds
from mingbai.evaluation.queries.packaged import example_schemes
from mingbai.evaluation.queries.reach import rounds_for, sheets_for
from mingbai.evaluation.queries.schemes import leaves, problems_of
from mingbai.lib import clock, digests
from mingbai.lib.verdict import Denied
from tests.evaluation.conftest import frozen, line_of, reviewed


@pytest.fixture
def ledger(owed, cast):
    """青禾镇 did three of four in time and one late; 临河镇 owed nothing."""
    for state in ("met", "met", "nil", "late"):
        owed(cast.town, state)


def points(round_, place):
    return {line.indicator.name: line.points for line in round_.sheets.get(organisation=place).lines.all()}


@pytest.mark.parametrize("key", list(example_schemes()))
def test_the_packaged_schemes_can_be_used_at_once_and_say_they_are_examples(cast, office, key):
    title = example_schemes()[key]["title"]
    scheme = actions.create_scheme(by=office, organisation=cast.county, title=title, year=2026, example=key)
    assert problems_of(scheme) == [] and sum(node.weight for node in leaves(scheme)) == 100
    assert "样例【地】" in title and "样例" in scheme.note


def test_a_scheme_in_use_is_not_edited(scheme, office):
    indicator = leaves(scheme)[0].indicator
    with pytest.raises(Denied, match="启用以后"):
        actions.edit_indicator(
            by=office, indicator=indicator, name="改", standard="", weight=D(1), rule=indicator.rule
        )


def test_a_scheme_with_an_open_point_is_not_used(cast, office):
    scheme = actions.create_scheme(by=office, organisation=cast.county, title="空", year=2026)
    with pytest.raises(ValidationError, match="还没有指标"):
        actions.use_scheme(by=office, scheme=scheme)
    actions.add_indicator(by=office, scheme=scheme, name="没有分值", rule={"kind": "manual"})
    with pytest.raises(ValidationError, match="还没有填分值"):
        actions.use_scheme(by=office, scheme=scheme)
    assert Scheme.objects.get().state == "draft"


def test_points_come_from_the_ledger_and_say_why_they_are_missing(ledger, round_, cast):
    assert points(round_, cast.town) == {"按时公开": D(45), "超期": D(15), "公开栏": None}
    late = line_of(round_, cast.town, "超期")
    assert late.deductions == [["1次，每次扣5分", "5"]]


def test_who_owed_nothing_gets_no_points_and_no_zero(ledger, round_, cast):
    assert set(points(round_, cast.next_town).values()) == {None}
    result = next(one for one in rounds.results(round_) if one.name == cast.next_town.name)
    assert (result.points, result.place, result.missing) == ("", None, 3)


def test_a_round_is_not_reviewed_while_a_line_has_neither_points_nor_reason(ledger, round_, office):
    actions.close_self_scoring(by=office, round_=round_)
    with pytest.raises(ValidationError, match="没有数据不等于得零分"):
        actions.review_round(by=office, round_=round_)


def test_what_is_left_out_needs_a_reason_and_the_rest_is_scaled(ledger, round_, office, cast):
    with pytest.raises(ValidationError, match="必须写明理由"):
        actions.exclude_indicator(
            by=office, round_=round_, indicator=line_of(round_, cast.town, "公开栏").indicator, reason=" "
        )
    reviewed(round_, office, cast)
    result = {one.name: one for one in rounds.results(round_)}
    assert result[cast.town.name].points == "75" and result[cast.town.name].how == ""
    # Of 临河镇 only the notice board counts: 15 of 20, scaled to 100.
    assert result[cast.next_town.name].points == "75" and "折算" in result[cast.next_town.name].how
    assert [one.place for one in rounds.results(round_)] == [1, 1]


def test_a_score_by_hand_needs_its_reason_and_stays_when_computed_again(ledger, round_, office, cast, owed):
    line = line_of(round_, cast.town, "公开栏")
    for given, note in ((D(21), "看过"), (D(5), "")):
        with pytest.raises(ValidationError):
            actions.score_line(by=office, line=line, points=given, note=note)
    actions.score_line(by=office, line=line, points=D(18), note="现场看过")
    owed(cast.town, "missing")
    actions.compute_round(by=office, round_=round_)
    assert points(round_, cast.town)["公开栏"] == 18 and points(round_, cast.town)["按时公开"] == 36


def test_a_unit_scores_itself_until_it_hands_in(round_, cast):
    line = line_of(round_, cast.town, "公开栏")
    actions.self_score(by=cast.drafter, line=line, points=D(20), note="每周更新")
    actions.submit_self_scores(by=cast.drafter, sheet=line.sheet)
    with pytest.raises(Denied, match="已经提交"):
        actions.self_score(by=cast.drafter, line=line, points=D(19), note="改")


def test_an_objection_is_accepted_with_new_points_or_refused(ledger, round_, office, cast):
    reviewed(round_, office, cast)
    line = line_of(round_, cast.town, "超期")
    objection = actions.object_to_line(by=cast.drafter, line=line, reason="当天停电，有公告")
    with pytest.raises(ValidationError, match="改后的得分"):
        actions.decide_line_objection(by=office, objection=objection, accepted=True, decision="属实")
    actions.decide_line_objection(
        by=office, objection=objection, accepted=True, decision="属实", points=D(20)
    )
    assert points(round_, cast.town)["超期"] == 20
    with pytest.raises(Denied, match="已经提过"):
        actions.object_to_line(by=cast.drafter, line=line, reason="再提")


def test_objections_end_on_the_last_day(ledger, round_, office, cast):
    reviewed(round_, office, cast)
    round_.refresh_from_db()
    assert round_.objections_until == date(2026, 10, 19)
    line = line_of(round_, cast.town, "超期")
    with clock.at(datetime(2026, 10, 19, 17, tzinfo=UTC)), pytest.raises(Denied, match="异议期"):
        actions.object_to_line(by=cast.drafter, line=line, reason="迟到的异议")


def test_nothing_is_frozen_before_the_time_for_objections_has_passed(ledger, round_, office, cast):
    reviewed(round_, office, cast)
    with pytest.raises(Denied, match="异议期到"):
        actions.freeze_round(by=office, round_=round_)
    actions.object_to_line(by=cast.drafter, line=line_of(round_, cast.town, "超期"), reason="有公告")
    with clock.at(datetime(2026, 11, 2, 1, tzinfo=UTC)), pytest.raises(Denied, match="还有 1 个异议"):
        actions.freeze_round(by=office, round_=round_)


def test_frozen_means_frozen(ledger, round_, office, cast, owed):
    result = frozen(round_, office, cast)
    kept = [one.points for one in rounds.results(result)]
    owed(cast.town, "missing")
    Line.objects.update(points=D(1))
    assert [one.points for one in rounds.results(result)] == kept
    assert result.digest == digests.of_value(result.snapshot)
    line = line_of(round_, cast.town, "公开栏")
    for act in (
        lambda: actions.compute_round(by=office, round_=round_),
        lambda: actions.score_line(by=office, line=line, points=D(1), note="改"),
        lambda: actions.exclude_indicator(by=office, round_=round_, indicator=line.indicator, reason="改"),
        lambda: actions.freeze_round(by=office, round_=round_),
        lambda: actions.self_score(by=cast.drafter, line=line, points=D(1), note="改"),
    ):
        with pytest.raises(Denied):
            act()


def test_recalculating_shows_what_would_differ_and_changes_nothing(ledger, round_, office, cast, owed):
    result = frozen(round_, office, cast)
    assert rounds.differences(result) == []
    owed(cast.town, "missing")
    before = result.snapshot
    (found,) = rounds.differences(result)
    assert (found.indicator, found.frozen_points, found.points_now) == ("按时公开", "45", "36")
    result.refresh_from_db()
    assert result.snapshot == before


def test_a_unit_sees_only_its_own_sheet_until_the_round_is_published(ledger, round_, office, cast):
    result = frozen(round_, office, cast)
    assert [one.organisation for one in sheets_for(cast.drafter)] == [cast.town]
    assert sheets_for(cast.auditor).count() == 2
    actions.publish_round(by=office, round_=result)
    assert sheets_for(cast.drafter).count() == 2 and rounds_for(cast.reporter).exists()


def test_a_round_of_others_is_not_known(round_, cast):
    assert not rounds_for(cast.reporter).exists() and not sheets_for(cast.reporter).exists()


def test_the_next_town_neither_scores_nor_objects_for_us(ledger, round_, office, cast):
    line = line_of(round_, cast.town, "公开栏")
    with pytest.raises(Denied):
        actions.self_score(by=cast.stranger, line=line, points=D(0), note="外人")
    reviewed(round_, office, cast)
    with pytest.raises(Denied):
        actions.object_to_line(by=cast.stranger, line=line, reason="外人")
    assert not Objection.objects.exists()


def test_a_unit_does_not_run_a_round(round_, scheme, cast):
    for act in (
        lambda: actions.compute_round(by=cast.drafter, round_=round_),
        lambda: actions.close_self_scoring(by=cast.approver, round_=round_),
        lambda: actions.publish_round(by=cast.drafter, round_=round_),
        lambda: actions.retire_scheme(by=cast.organisation_admin, scheme=scheme),
    ):
        with pytest.raises(Denied):
            act()


def test_every_measure_of_the_examples_is_registered():
    named = set()

    def walk(rows):
        for row in rows:
            named.add(row.get("rule", {}).get("measure"))
            walk(row.get("children", []))

    for scheme in example_schemes().values():
        walk(scheme["indicators"])
    assert all(measures.get(key) for key in named - {None})
