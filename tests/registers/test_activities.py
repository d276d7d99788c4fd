"""What took place is entered once, corrected with history, cancelled with a reason."""

from datetime import date, timedelta
from threading import Barrier, Thread

import pytest
from django.core.exceptions import ValidationError
from django.db import connections

from mingbai.ledger.models import Event
from mingbai.lib import clock
from mingbai.lib.verdict import Denied
from mingbai.registers import actions, followers, queries
from mingbai.registers.models import Activity
from mingbai.registers.states import ActivityState
from tests.registers.conftest import DAY


def test_what_is_over_was_held_and_what_lies_ahead_is_a_plan(training, plan):
    assert training().state == ActivityState.HELD
    assert plan.state == ActivityState.PLANNED


@pytest.mark.parametrize(
    ("kind", "values", "field"),
    [
        ("training", {"summary": " "}, "summary"),
        ("training", {"title": "\n"}, "title"),
        ("open_day", {"place": "办事大厅"}, "attendance"),
        ("meeting_heard", {"summary": "听取汇报"}, "chair"),
        ("no_such_kind", {}, "kind"),
        ("training", {"held_on": date(1999, 1, 1)}, "held_on"),
        ("training", {"attendance": [{"group": "干部", "people": 0}]}, "attendance"),
        ("training", {"attendance": [{"group": "干部", "people": True}]}, "attendance"),
        ("training", {"title": "长" * 201}, "title"),
    ],
)
def test_what_the_kind_needs_is_asked_for(training, kind, values, field):
    with pytest.raises(ValidationError) as refused:
        training(kind=kind, **values)
    assert field in refused.value.message_dict
    assert not Activity.objects.exists()


def test_a_plan_needs_its_facts_only_when_it_is_said_to_be_held(cast, plan):
    with clock.at(clock.now() + timedelta(days=800)):
        with pytest.raises(ValidationError, match="培训主题"):
            actions.hold_activity(by=cast.drafter, activity=plan)
        held = actions.hold_activity(by=cast.drafter, activity=plan, summary="条例")
        assert held.state == ActivityState.HELD
        with pytest.raises(Denied, match="不是计划"):
            actions.hold_activity(by=cast.drafter, activity=plan)


def test_a_plan_is_not_held_before_its_day_but_may_be_held_earlier(cast, plan):
    with pytest.raises(ValidationError, match="还没有到"):
        actions.hold_activity(by=cast.drafter, activity=plan, summary="条例")
    held = actions.hold_activity(by=cast.drafter, activity=plan, summary="条例", held_on=clock.today())
    assert (held.state, held.held_on) == (ActivityState.HELD, clock.today())


def test_what_was_held_is_not_moved_into_the_future(cast, training):
    with pytest.raises(ValidationError, match="不能晚于今天"):
        actions.correct_activity(
            by=cast.drafter, activity=training(), held_on=clock.today() + timedelta(days=1)
        )


def test_the_same_thing_is_entered_once_and_the_other_is_named(training):
    first = training()
    with pytest.raises(actions.Duplicate, match="已经登记过") as refused:
        training(summary="别的话", title=" 政务公开培训 ")
    assert refused.value.other == first
    assert training(title="第二期").pk != first.pk


def test_after_a_cancellation_it_may_be_entered_again(cast, training):
    actions.cancel_activity(by=cast.drafter, activity=training(), reason="录错")
    assert training().state == ActivityState.HELD


def test_a_correction_keeps_what_stood_there_and_tells_the_trail_only_the_names(cast, training):
    row = training(speaker="王老师")
    actions.correct_activity(by=cast.drafter, activity=row, speaker="李老师", note="听错了")
    kept = queries.history_of(row).get()
    assert kept.changes == {"主讲人": ["王老师", "李老师"]} and kept.note == "听错了"
    event = Event.objects.get(verb="register.correct")
    assert event.detail == {"fields": ["主讲人"]}
    assert "老师" not in f"{list(Event.objects.values_list('detail', 'subject_label'))}"


def test_a_cancelled_entry_stays_and_cannot_be_changed(cast, training):
    row = training()
    with pytest.raises(ValidationError, match="原因"):
        actions.cancel_activity(by=cast.drafter, activity=row, reason=" ")
    actions.cancel_activity(by=cast.drafter, activity=row, reason="没有开成")
    with pytest.raises(Denied, match="已经取消"):
        actions.correct_activity(by=cast.drafter, activity=row, title="改")
    with pytest.raises(Denied, match="已经取消"):
        actions.cancel_activity(by=cast.drafter, activity=row, reason="再来")
    assert Activity.objects.get().cancel_reason == "没有开成"


def test_columns_the_kind_does_not_ask_for_stay_empty(training):
    assert training(chair="某领导").chair == ""
    with pytest.raises(TypeError, match="state"):
        training(title="x", state="held")


@pytest.mark.parametrize("who", ["stranger", "reporter", "auditor", "checker"])
def test_nobody_enters_for_a_unit_whose_registers_they_do_not_keep(cast, training, who):
    with pytest.raises(Denied):
        training(by=getattr(cast, who))
    assert not Activity.objects.exists()


def test_a_stranger_changes_nothing(cast, training):
    row = training()
    for do in (
        lambda: actions.correct_activity(by=cast.stranger, activity=row, title="改"),
        lambda: actions.cancel_activity(by=cast.stranger, activity=row, reason="改"),
        lambda: actions.add_proof(by=cast.stranger, subject=row, data=b"x", filename="a.txt"),
    ):
        with pytest.raises(Denied):
            do()
    assert not queries.readable_activities(cast.stranger).exists()
    assert queries.readable_activities(cast.approver).count() == 1


def test_a_unit_that_had_ended_held_nothing(cast, training):
    cast.town.valid_to = DAY - timedelta(days=1)
    cast.town.save()
    with pytest.raises(ValidationError, match="撤销"):
        training()


# -- what counts --------------------------------------------------------------------


def test_only_what_was_held_counts(cast, training, plan):
    held = training()
    actions.cancel_activity(by=cast.drafter, activity=training(title="取消的"), reason="没有开")
    found = queries.counted(start=date(2026, 1, 1), end=date(2099, 12, 31))
    assert found == {(cast.town.pk, "training"): [(held.pk, DAY, "政务公开培训")]}
    assert list(queries.activities("training", [cast.town.pk])) == [held]
    assert not queries.activities("training", [cast.next_town.pk]).exists()
    assert queries.counted(["open_day"]) == {}


@pytest.mark.parametrize(
    ("start", "end", "found"), [(DAY, DAY, 1), (None, DAY - timedelta(days=1), 0), (DAY, None, 1)]
)
def test_both_ends_of_a_period_belong_to_it(training, start, end, found):
    training()
    assert len(queries.counted(start=start, end=end)) == found


def test_counting_a_county_takes_one_query(training, django_assert_num_queries):
    for number in range(20):
        training(title=f"第{number}期")
    with django_assert_num_queries(1):
        assert sum(map(len, queries.counted().values())) == 20


def test_followers_hear_of_every_change_with_the_day_it_left(cast, plan, training, monkeypatch):
    heard = []
    monkeypatch.setattr(
        followers,
        "_followers",
        {"t": lambda one: heard.append((one.state, one.held_on, one.previous_held_on))},
    )
    row = training()
    actions.correct_activity(by=cast.drafter, activity=row, held_on=date(2026, 4, 1))
    actions.cancel_activity(by=cast.drafter, activity=row, reason="错")
    moved = date(2026, 4, 1)
    assert heard == [("held", DAY, None), ("held", moved, DAY), ("cancelled", moved, None)]


def test_a_failing_follower_fails_the_entry(training, monkeypatch):
    def broken(activity):
        raise RuntimeError

    monkeypatch.setattr(followers, "_followers", {"t": broken})
    with pytest.raises(RuntimeError):
        training()
    assert not Activity.objects.exists()


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_clerks_at_once_enter_a_thing_once(training, cast):
    start, told = Barrier(2), []

    def run():
        start.wait()
        try:
            training()
        except actions.Duplicate:
            told.append("twice")
        finally:
            connections.close_all()

    threads = [Thread(target=run) for _ in range(2)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert told == ["twice"] and Activity.objects.count() == 1


# -- records, files, kinds -------------------------------------------------------------


def test_public_records_of_others_may_be_named_but_no_drafts(cast, training, desk, content):
    row = training()
    draft = desk.approved(**content)
    with pytest.raises(ValidationError, match="不能查看"):
        actions.add_activity(
            by=cast.stranger,
            organisation=cast.next_town,
            kind="training",
            held_on=DAY,
            title="培训",
            summary="x",
            records=[draft],
        )
    actions.correct_activity(by=cast.drafter, activity=row, records=[draft])
    assert list(row.records.all()) == [draft]


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.exe", b"MZ\x90\x00\x03\x00\x00", "不支持"),
        ("a.html", b"<script>alert(1)</script>", "佐证文件可以是"),
        ("a.pdf", b"<html></html>", "实际内容"),
        ("a.png", b"%PDF-1.7", "实际内容"),
        ("a.txt", b"", "空的"),
        ("a.txt", b"x" * (20 * 1024 * 1024 + 1), "20 MB"),
    ],
)
def test_a_file_that_is_no_proof_is_refused(cast, training, name, data, said):
    row = training()
    with pytest.raises(ValidationError, match=said):
        actions.add_proof(by=cast.drafter, subject=row, data=data, filename=name)
    assert not row.proofs.exists()


def test_a_file_is_kept_once_and_taken_off_with_a_reason(cast, training):
    row = training()
    proof = actions.add_proof(by=cast.drafter, subject=row, data="签到".encode(), filename="../签到表.txt")
    assert proof.name == "签到表.txt" and row.kept_proofs == 1
    with pytest.raises(ValidationError, match="已经在"):
        actions.add_proof(by=cast.drafter, subject=row, data="签到".encode(), filename="b.txt")
    actions.drop_proof(by=cast.drafter, proof=proof, reason="传错")
    assert row.kept_proofs == 0 and proof.file.open().read() == "签到".encode()
    with pytest.raises(Denied):
        actions.drop_proof(by=cast.drafter, proof=proof, reason="传错")


def test_the_county_adds_a_kind_and_words_a_packaged_one_otherwise(cast, training):
    actions.set_kind(
        by=cast.county_office,
        key="village_meeting",
        name="村民会议",
        fields={"summary": "议题"},
        needed=["summary"],
    )
    assert training(kind="village_meeting").kind == "village_meeting"
    actions.set_kind(by=cast.county_office, key="training", name="业务培训", fields={}, active=False)
    assert "training" not in queries.kinds()
    assert queries.kind_of("training").name == "业务培训"


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"key": "Bad Key", "name": "x"}, "key"),
        ({"key": "good", "name": ""}, "name"),
        ({"key": "good", "name": "x", "fields": {"state": "状态"}}, "fields"),
        ({"key": "good", "name": "x", "needed": ["summary"]}, "needed"),
    ],
)
def test_a_kind_that_asks_for_nonsense_is_refused(cast, values, field):
    with pytest.raises(ValidationError) as refused:
        actions.set_kind(by=cast.county_office, **values)
    assert field in refused.value.message_dict


def test_only_the_county_keeps_kinds_and_settings(cast):
    with pytest.raises(Denied):
        actions.set_kind(by=cast.organisation_admin, key="own", name="自定")
    with pytest.raises(Denied):
        actions.set_setting(by=cast.organisation_admin, key="media_stale_days", value=99, since=clock.today())


def test_every_packaged_kind_is_sound():
    for key, kind in queries.packaged_kinds().items():
        assert key == kind.key and kind.name and set(kind.needed) <= set(kind.fields)
