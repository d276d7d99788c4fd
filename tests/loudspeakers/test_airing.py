"""When a script is to be aired, and each time it was."""

from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from mingbai.channels import actions as channels
from mingbai.channels.states import JobState, PostingState, ProofKind
from mingbai.disclosures import actions as disclosures
from mingbai.ledger.models import Event
from mingbai.lib import clock
from mingbai.lib.verdict import Denied
from mingbai.loudspeakers import actions, queries
from mingbai.loudspeakers.models import Airing, Schedule


def test_a_plan_takes_days_times_and_number_from_the_custom(broadcast):
    plan = Schedule.objects.get(posting=broadcast)
    assert (plan.times, plan.least) == (["07:00", "18:00"], 2)
    assert plan.last - plan.first == timedelta(days=2)
    assert broadcast.until == plan.last


def test_the_first_airing_puts_the_posting_up_with_the_log_as_its_proof(broadcast, cast):
    airing = actions.air(posting=broadcast, by=cast.reporter, minutes=Decimal("1.5"), who="柳喇叭")
    broadcast.refresh_from_db()
    assert broadcast.state == PostingState.UP
    proof = broadcast.proofs.get()
    assert proof.kind == ProofKind.BROADCAST_LOG
    assert "1.5 分钟，柳喇叭" in proof.note
    assert airing.rendering_id == broadcast.rendering_id


def test_further_airings_are_lines_of_the_log_and_events_of_the_trail(broadcast, cast):
    with clock.at(clock.now() + timedelta(minutes=5)):
        actions.air(posting=broadcast, by=cast.reporter)
    with clock.at(clock.now() + timedelta(hours=5)):
        actions.air(posting=broadcast, by=cast.drafter)
    assert Airing.objects.count() == 2
    assert Event.objects.filter(verb="broadcast.air").count() == 2
    assert broadcast.proofs.count() == 1


def test_the_same_minute_is_entered_once(broadcast, cast):
    at = clock.now()
    with clock.at(at):
        actions.air(posting=broadcast, by=cast.reporter)
        with pytest.raises(ValidationError, match="已经登记过"):
            actions.air(posting=broadcast, by=cast.reporter)


def test_nothing_is_aired_in_the_future_nor_before_it_was_public(broadcast, cast):
    for at in (clock.now() + timedelta(hours=1), clock.now() - timedelta(days=30)):
        with pytest.raises(ValidationError):
            actions.air(posting=broadcast, by=cast.reporter, at=at)


def test_a_script_nobody_confirmed_is_not_planned(notice, horn, cast):
    draft = actions.write_script(information=notice, variant="short", station=cast.village, by=cast.reporter)
    with pytest.raises(Denied, match="预览"):
        actions.plan_broadcast(rendering=draft, place=horn, first=clock.today(), by=cast.reporter)


def test_a_board_is_no_loudspeaker(script, places, cast):
    with pytest.raises(ValidationError):
        actions.plan_broadcast(rendering=script, place=places.gate, first=clock.today(), by=cast.reporter)


@pytest.mark.parametrize(
    "wrong",
    [{"times": ["25:00"]}, {"times": ["七点"]}, {"days": 61}, {"days": 1, "times": ["7:00"], "least": 2}],
)
def test_impossible_plans_are_refused(script, horn, cast, wrong):
    with pytest.raises(ValidationError):
        actions.plan_broadcast(rendering=script, place=horn, first=clock.today(), by=cast.reporter, **wrong)


def test_after_a_correction_the_new_script_is_aired_and_the_job_is_done(broadcast, cast, notice, correct):
    actions.air(posting=broadcast, by=cast.reporter)
    corrected = correct(notice)
    broadcast.refresh_from_db()
    with pytest.raises(Denied, match="更正"):
        actions.air(posting=broadcast, by=cast.reporter)
    draft = actions.write_script(
        information=corrected, variant="normal", station=cast.village, by=cast.reporter
    )
    script = channels.confirm(rendering=draft, by=cast.reporter)
    with clock.at(clock.now() + timedelta(minutes=2)):
        airing = actions.air(posting=broadcast, by=cast.reporter)
    broadcast.refresh_from_db()
    assert broadcast.state == PostingState.ENDED
    assert airing.posting.replaces_id == broadcast.pk
    assert airing.rendering_id == script.pk
    assert not broadcast.jobs.filter(state=JobState.OPEN).exists()
    assert Schedule.objects.filter(posting=airing.posting).exists()


def test_a_plan_that_was_overtaken_by_a_correction_uses_the_new_script(broadcast, cast, notice, correct):
    corrected = correct(notice)
    draft = actions.write_script(
        information=corrected, variant="short", station=cast.village, by=cast.reporter
    )
    script = channels.confirm(rendering=draft, by=cast.reporter)
    with clock.at(clock.now() + timedelta(minutes=2)):
        airing = actions.air(posting=broadcast, by=cast.reporter)
    assert airing.posting_id == broadcast.pk
    broadcast.refresh_from_db()
    assert (broadcast.state, broadcast.rendering_id) == (PostingState.UP, script.pk)


def test_a_withdrawn_record_is_aired_no_more(broadcast, cast, notice):
    disclosures.withdraw(information=notice, by=cast.approver, reason="有误")
    with pytest.raises(Denied):
        actions.air(posting=broadcast, by=cast.reporter)


def test_a_slip_of_the_pen_is_void_with_a_reason_and_stays(broadcast, cast):
    first = actions.air(posting=broadcast, by=cast.reporter)
    with pytest.raises(Denied, match="唯一"):
        actions.void(airing=first, reason="重复", by=cast.reporter)
    with clock.at(clock.now() + timedelta(minutes=3)):
        second = actions.air(posting=broadcast, by=cast.reporter)
    with pytest.raises(ValidationError):
        actions.void(airing=second, reason=" ", by=cast.reporter)
    assert actions.void(airing=second, reason="登记重复", by=cast.reporter).void_at
    assert Airing.objects.count() == 2


def test_people_of_the_next_town_enter_nothing(broadcast, cast):
    with pytest.raises(Denied):
        actions.air(posting=broadcast, by=cast.stranger)


def test_what_is_to_be_aired_today_and_what_was_aired_too_seldom(broadcast, cast):
    (today,) = queries.on_day(cast.reporter, clock.today())
    assert today.open_times == ["07:00", "18:00"]
    actions.air(posting=broadcast, by=cast.reporter)
    (today,) = queries.on_day(cast.reporter, clock.today())
    assert today.open_times == ["18:00"]
    later = clock.today() + timedelta(days=4)
    (short,) = queries.short_of(cast.reporter, later)
    assert (short.posting_id, short.count) == (broadcast.pk, 1)
    assert queries.on_day(cast.stranger, clock.today()) == []


def test_the_log_of_a_month_at_a_place(broadcast, cast, horn):
    actions.air(posting=broadcast, by=cast.reporter, minutes=Decimal(2))
    today = clock.today()
    rows = list(queries.airings_between(cast.reporter, today, today, horn))
    assert queries.total_minutes(rows) == 2.0
    assert not queries.airings_between(cast.stranger, today, today, None)


def test_the_nearest_custom_counts_and_the_township_may_set_it(cast):
    words = {
        "greeting": "乡亲们",
        "closing": "完了",
        "table_rows": 5,
        "times": ["6:30"],
        "days": 1,
        "least_airings": 1,
    }
    actions.set_custom(organisation=cast.town, per_minute=180, by=cast.drafter, **words)
    found = queries.customs_of(cast.village)
    assert (found.greeting, found.per_minute, found.times) == ("乡亲们。", 180, ("06:30",))
    assert queries.customs_of(cast.next_town).per_minute == 190
    with pytest.raises(Denied):
        actions.set_custom(organisation=cast.next_town, per_minute=180, by=cast.drafter, **words)
    with pytest.raises(ValidationError):
        actions.set_custom(organisation=cast.town, per_minute=900, by=cast.drafter, **words)


def test_the_county_s_readings_go_before_the_packaged_ones(cast):
    row = actions.set_reading(written="gdp", spoken="生产总值", by=cast.county_office)
    known = queries.readings()
    assert known["gdp"] == "生产总值" and "GDP" not in known
    with pytest.raises(ValidationError):
        actions.set_reading(written="GDP2", spoken="GDP 2", by=cast.county_office)
    with pytest.raises(Denied):
        actions.set_reading(written="x", spoken="未知数", by=cast.drafter)
    actions.drop_reading(reading=row, by=cast.county_office)
    assert queries.readings()["GDP"] == "国内生产总值"


def test_an_entry_within_the_minute_of_publication_counts_from_then(broadcast, cast, notice):
    moment = notice.published_at.replace(second=0, microsecond=0)
    airing = actions.air(posting=broadcast, by=cast.reporter, at=moment)
    assert isinstance(airing.at, datetime) and airing.at >= notice.published_at
