"""What the clock says beside the last day: who is waited for, what is refused, what may be contested."""

from dataclasses import replace
from datetime import date

import pytest

from mingbai.foi.rules.clock import Clock, clock
from mingbai.foi.rules.log import Event, WrongEntry
from mingbai.timelimits import packaged
from mingbai.timelimits.queries import as_packaged
from tests.foi.logs import written

CALENDAR = as_packaged().calendar()
LIMITS = packaged.limits()
REASONS = "reasons_asked 07-05; reasons_given 07-06"


def run(line: str, today: str = "12-31", year: int = 2023) -> Clock:
    asked = date.fromisoformat(f"{year}-{today}")
    return clock(written(line, year), calendar=CALENDAR, limits=LIMITS, today=asked)


def deadline(found: Clock, kind: str):
    return next(one for one in found.deadlines if one.kind == kind)


def says(found: Clock) -> str:
    return "\n".join(map(str, found.steps))


# -- standing still ------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "kind", "until"),
    [
        ("received 07-03; clarification_sent 07-06 ->07-31", "clarification", "2023-07-31"),
        ("received 07-03; fee_notice_sent 07-14; fee_notice_received 07-17", "fee", "2023-08-14"),
        ("received 07-03; fee_notice_sent 07-14", "fee", "None"),
    ],
)
def test_while_the_applicant_must_do_something_there_is_no_last_day(line, kind, until):
    found = run(line, today="07-20")

    assert (found.due, found.days_left, found.overdue) == (None, None, False)
    assert [(one.kind, str(one.until)) for one in found.waiting] == [(kind, until)]
    assert "重新起算" in says(found)


def test_what_has_been_clarified_is_waited_for_no_longer():
    found = run("received 07-03; clarification_sent 07-06; clarified 07-10", today="07-10")

    assert found.waiting == ()
    assert (found.started_on, found.days_left) == (date(2023, 7, 10), 20)


def test_two_things_can_be_waited_for_at_once():
    found = run("received 07-03; clarification_sent 07-06; fee_notice_sent 07-14", today="07-20")

    assert [one.kind for one in found.waiting] == ["clarification", "fee"]


def test_open_consultations_are_named_with_their_time():
    line = "received 07-03; third#2 07-05..; third_received#2 07-06; organ 07-05..; co 07-05..07-07"
    found = run(line, today="07-10")

    assert [(one.kind, one.sequence, str(one.until)) for one in found.paused] == [
        ("third_party", 2, "2023-07-27"),
        ("other_organ", 0, "None"),
    ]
    assert "征求第三方意见、征求其他机关意见还没有结束" in found.steps[-1].text


def test_when_their_time_is_over_the_clock_runs_again_without_anybody_recording_it():
    line = "received 07-03; third 07-05..; third_received 07-06"

    assert run(line, today="07-27").paused
    after = run(line, today="07-28")
    assert (after.paused, after.estimated) == ((), False)
    assert "不视为同意" in says(after)


def test_the_silence_of_a_co_producer_means_consent():
    found = run("received 07-03; co 07-05..; co_received 07-05", today="08-10")

    assert "视为同意公开" in says(found)
    assert "视为同意公开" in deadline(found, "co_producer_opinion").silence


# -- the other deadlines -------------------------------------------------------


def test_a_notice_to_clarify_is_due_seven_working_days_after_receipt():
    found = run("received 07-03; clarification_sent 07-13", today="07-20")
    notice = deadline(found, "clarification_notice")

    assert (str(notice.due), str(notice.met_on)) == ("2023-07-12", "2023-07-13")
    assert notice.passed(date(2023, 7, 20))
    assert not replace(notice, met_on=notice.due).passed(date(2023, 7, 20))
    assert "告知补正最迟是2023-07-12" in says(found)


@pytest.mark.parametrize(
    ("line", "kind", "due"),
    [
        ("received 07-03; third 07-05..; third_received 07-06", "third_party_opinion", "2023-07-27"),
        ("received 07-03; third 07-05..", "third_party_opinion", "None"),
        ("received 07-03; co 07-05..; co_received 07-05", "co_producer_opinion", "2023-07-26"),
        ("received 07-03; clarification_sent 07-06 ->07-28", "clarification_reply", "2023-07-28"),
        ("received 07-03; fee_notice_sent 07-14; fee_notice_received 07-17", "fee_payment", "2023-08-14"),
        ("received 07-03; fee_notice_sent 07-14", "fee_payment", "None"),
    ],
)
def test_those_who_are_asked_have_their_own_time(line, kind, due):
    found = run(line, today="07-20")
    one = deadline(found, kind)

    assert str(one.due) == due
    assert one.silence
    assert one.met_on is None
    assert one.passed(date(2023, 12, 1)) is (due != "None")


def test_what_was_waived_need_not_be_paid():
    found = run("received 07-03; fee_notice_sent 07-14; fee_waived 07-18", today="07-20")

    assert [one.kind for one in found.deadlines] == ["clarification_notice"]
    assert found.waiting == ()


# -- the end -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "in_time"),
    [
        ("received 07-03; answered 07-03", True),
        ("received 07-03; answered 07-31", True),
        ("received 07-03; answered 08-01", False),
        ("received 07-03; third 07-05..07-12; answered 08-07", True),
        ("received 07-03; third 07-05..; answered 07-31", True),
        ("received 07-03; extended 07-31; answered 08-28", True),
        (f"received 07-03; {REASONS}; delayed 07-14 ->10-31; answered 10-31", True),
        (f"received 07-03; {REASONS}; delayed 07-14 ->10-31; answered 11-01", False),
        ("received 07-03; clarification_sent 07-06 ->07-31; answered 08-15", True),  # not clarified
        ("received 07-03; clarification_sent 08-01 ->08-31; answered 09-15", False),  # asked when overdue
        ("received 07-03; fee_notice_sent 07-14; answered 08-30", True),  # not paid
    ],
)
def test_an_answer_is_in_time_up_to_the_last_day(line, in_time):
    found = run(line)

    assert found.in_time is in_time
    assert found.answered_on == found.closed_on == written(line)[-1].on
    assert (found.days_left, found.overdue, found.paused, found.waiting) == (None, False, (), ())


@pytest.mark.parametrize(
    "line",
    [
        "received 07-03; withdrawn 07-20",
        "received 07-03; clarification_sent 07-06 ->07-19; lapsed 07-20",
        "received 07-03; fee_notice_sent 07-03; fee_notice_received 07-03; lapsed 08-01",
    ],
)
def test_what_was_withdrawn_or_given_up_is_neither_in_time_nor_late(line):
    found = run(line)

    assert (found.in_time, found.answered_on, found.overdue) == (None, None, False)
    assert found.closed_on == written(line)[-1].on


def test_an_answered_request_keeps_its_last_day_whenever_it_is_asked():
    line = "received 07-03; third 07-05..; answered 07-20"

    assert run(line, today="07-20") == run(line, today="12-31")


# -- what may be contested -----------------------------------------------------


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("received 07-03; extended 08-02", "决定延期时原期限（2023-07-31）已经届满"),
        ("received 07-03; third 08-02..08-04", "答复期限（2023-07-31）已经届满"),
        ("received 07-03; fee_notice_sent 08-02; fee_paid 08-04", "收费通知要在答复期限（2023-07-31）以内"),
        ("received 07-03; clarification_sent 07-06 ->07-14; clarified 07-17", "补正晚于期限（2023-07-14）"),
        ("received 07-03; third 07-05..08-04; third_received 07-06", "此后到2023-08-04的日子计入"),
        ("received 07-03; extended 07-04; clarification_sent 07-06; clarified 07-10", "这次延长不再计入"),
        ("received 07-03; answered 08-01", "答复，超过答复期限"),
        ("received 07-03; third 07-05..07-12; co 07-10..07-19", "重叠的日子只扣一次"),
        ("received 07-03; reasons_asked 07-05", "照常计算，不暂停"),
        (f"received 07-03; {REASONS}; delayed 07-14 ->10-31", "确定延迟到2023-10-31"),
        ("received 07-03; fee_notice_sent 07-14; fee_waived 07-18", "免收信息处理费"),
    ],
)
def test_a_step_says_what_was_done_and_what_may_be_contested(line, words):
    assert words in says(run(line, today="09-01"))


@pytest.mark.parametrize(
    "line",
    [
        "received 07-03; extended 07-31; third 07-28..07-30; clarification_sent 07-12; clarified 07-13",
        "received 07-03; fee_notice_sent 07-31; fee_paid 08-04",
        "received 07-03; clarification_sent 07-05; clarified 07-10; fee_notice_sent 08-07; fee_paid 08-08",
        "received 07-03; clarification_sent 07-06 ->07-14; clarified 07-14",
        "received 07-03; third 07-31..08-01",
        "received 07-03; third 07-05..07-12; co 07-12..07-14",
        "received 07-03; third 07-05..07-27; third_received 07-06",
    ],
)
def test_what_was_done_in_time_is_not_called_late(line):
    told = says(run(line, today="09-01"))

    assert all(words not in told for words in ("注意", "重叠", "计入答复期限"))


def test_a_day_excluded_twice_stands_under_the_consultation_that_was_still_running():
    told = says(run("received 07-03; third 07-05..07-19; organ 07-10..07-12", today="07-25"))

    assert "2023年7月13日（周四）：征求第三方意见期间，不计" in told


def test_the_steps_go_by_the_days_and_end_with_the_last_one():
    found = run("received 07-03; third 07-05..07-12; extended 07-20", today="07-25")

    assert [one.day for one in found.steps] == sorted(one.day for one in found.steps)
    assert found.steps[-1].text == "最后一天"
    assert "第40个工作日" in says(found)


# -- what is refused -----------------------------------------------------------

WRONG = [
    ("extended 07-03", "received", "还没有收到申请的日期"),
    ("received 07-03; received 07-04", "received", "收到申请只有一天"),
    ("received 07-03; clarification_sent 07-05; clarification_sent 07-06", "clarification_sent", "一次性"),
    ("received 07-03; clarified 07-06", "clarified", "没有“告知补正”"),
    ("received 07-03; clarification_sent 07-06; clarified 07-05", "clarified", "早于“告知补正”"),
    ("received 07-03; clarification_sent 07-05; clarified 07-06; clarified 07-07", "clarified", "只有一次"),
    ("received 07-03; clarification_sent 07-06 ->07-06", "clarification_sent", "要晚于"),
    ("received 07-03; extended 07-06; extended 07-10", "extended", "延期只能有一次"),
    ("received 07-03; extended 07-06; extended 07-06", "extended", "延期只能有一次"),
    ("received 07-03; extended 07-06 x21", "extended", "最长20个工作日"),
    ("received 07-03; extended 07-06 x0", "extended", "最长20个工作日"),
    ("received 07-03; consultation_third_party_stop 07-06", "consultation_third_party_stop", "没有对应的发出"),
    ("received 07-03; third 07-06..07-05", "consultation_third_party_stop", "早于发出的日期"),
    ("received 07-03; third#1 07-05..; consultation_third_party_stop#2 07-06", "consultation_third_party_stop",
     "没有对应的发出"),
    ("received 07-03; third 07-05..; co 07-05..07-06; consultation_co_producer_stop 07-07",
     "consultation_co_producer_stop", "没有对应的发出"),
    ("received 07-03; third_received 07-06", "consultation_third_party_received", "没有对应的发出"),
    ("received 07-03; third 07-06..; third_received 07-05", "consultation_third_party_received", "早于发出"),
    ("received 07-03; fee_paid 07-06", "fee_paid", "请先登记发出收费通知"),
    ("received 07-03; fee_notice_sent 07-05; fee_notice_sent 07-06", "fee_notice_sent", "不能再发一次"),
    ("received 07-03; fee_notice_sent 07-05; fee_paid 07-06; fee_waived 07-06", "fee_waived", "已经缴费"),
    ("received 07-03; reasons_given 07-05", "reasons_given", "没有“要求申请人说明理由”"),
    ("received 07-03; delayed 07-05 ->08-30", "delayed", "第三十五条"),
    (f"received 07-03; {REASONS}; delayed 07-07 ->07-06", "delayed", "要晚于"),
    ("received 07-03; answered 07-02", "answered", "早于收到申请"),
    ("received 07-03; third 07-02..07-05", "consultation_third_party_start", "早于收到申请"),
    ("received 07-03; answered 07-10; answered 07-11", "answered", "晚于“答复”"),
    ("received 07-03; answered 07-10; withdrawn 07-10", "withdrawn", "已经“答复”"),
    ("received 07-03; answered 07-10; extended 07-11", "extended", "晚于“答复”"),
    ("received 07-03; lapsed 07-20", "lapsed", "没有正在等待"),
    ("received 07-03; clarification_sent 07-06 ->07-31; lapsed 07-31", "lapsed", "还没有过"),
    ("received 07-03; fee_notice_sent 07-06; lapsed 09-29", "lapsed", "还没有过"),
    ("received 07-03; extended 2024-01-01", "extended", "今天以后"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "event", "words"), WRONG)
def test_what_the_law_does_not_know_is_refused_in_chinese(line, event, words):
    with pytest.raises(WrongEntry, match=words) as wrong:
        run(line)

    assert wrong.value.event == event


@pytest.mark.parametrize("name", ["clarification_sent", "delayed"])
def test_a_notice_that_sets_a_day_must_say_which(name):
    entries = written(f"received 07-03; {REASONS}; {name} 07-07")
    unset = [replace(one, until=None) for one in entries]

    with pytest.raises(WrongEntry, match="请填写") as wrong:
        clock(unset, calendar=CALENDAR, limits=LIMITS, today=date(2023, 7, 10))

    assert wrong.value.event == name


def test_an_event_that_is_none_is_an_error_of_the_program():
    with pytest.raises(ValueError, match="flown"):
        run("received 07-03; flown 07-06")


def test_every_event_has_its_chinese_words():
    assert all(any("一" <= letter <= "鿿" for letter in str(event.label)) for event in Event)


@pytest.mark.parametrize("again", ["07-10", "07-12"])
def test_after_a_fresh_start_the_new_period_can_be_extended_once(again):
    line = f"received 07-03; extended 07-05; fee_notice_sent 07-06; fee_paid 07-10; extended {again}"

    assert str(run(line).due) == "2023-09-04"


def test_a_version_of_the_limit_that_knows_no_co_producers_pauses_all_the_same():
    limit = LIMITS["foi.reply"]
    older = replace(limit, events=tuple(one for one in limit.events if "co_producer" not in one.name))
    entries = written("received 07-03; co 07-05..07-12")

    found = clock(entries, calendar=CALENDAR, limits={**LIMITS, "foi.reply": older}, today=date(2023, 7, 12))

    assert str(found.due) == "2023-08-07"
