"""Every limit against due dates that were counted by hand from the notices of 2019 to 2026."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mingbai.timelimits import packaged
from mingbai.timelimits.queries import as_packaged
from mingbai.timelimits.rules import (
    Calendar,
    Certainty,
    Sense,
    Unit,
    WrongEvent,
    due,
    is_working_day,
    working_days_between,
)

LIMITS = packaged.limits()
CALENDAR = as_packaged().calendar()

BY_HAND = [
    # 20 working days across the Spring Festival, the make-up weekends and the year's end
    ("proactive", "2019-01-18", "2019-02-20"),  # 2 and 3 February worked, 4 to 10 off
    ("proactive", "2019-12-20", "2020-01-19"),  # ends on a Sunday worked
    ("proactive", "2020-01-17", "2020-02-21"),  # the holiday was made longer, to 2 February
    ("proactive", "2020-09-18", "2020-10-22"),  # 27 September and 10 October worked, 1 to 8 off
    ("proactive", "2021-02-05", "2021-03-10"),
    ("proactive", "2021-12-17", "2022-01-17"),
    ("proactive", "2022-01-14", "2022-02-16"),
    ("proactive", "2022-12-16", "2023-01-16"),  # 31 December to 2 January off
    ("proactive", "2023-09-22", "2023-10-26"),  # 29 September to 6 October off, 7 and 8 worked
    ("proactive", "2024-01-31", "2024-03-04"),
    ("proactive", "2025-01-17", "2025-02-20"),
    ("proactive", "2025-12-19", "2026-01-19"),  # 1 to 3 January off, Sunday 4 worked
    ("proactive", "2026-02-06", "2026-03-12"),
    ("foi.reply", "2024-02-08", "2024-03-13"),
    ("foi.extension", "2025-09-19", "2025-10-23"),
    ("foi.clarification", "2021-09-16", "2021-09-27"),  # Saturday 18 and Sunday 26 worked
    ("foi.third_party", "2019-04-24", "2019-05-16"),
    ("foi.co_producer", "2020-04-24", "2020-05-18"),
    ("foi.fee_payment", "2023-04-20", "2023-05-19"),
    ("annual_report.department", "2025-12-31", "2026-01-31"),  # a Saturday: the day is fixed by law
    ("annual_report.department", "2026-02-01", "2027-01-31"),
    ("annual_report.government", "2025-12-31", "2026-03-31"),
    ("re_evaluation", "2024-02-29", "2025-02-28"),  # 没有对应日的，月末日
    ("service_change", "2018-12-28", "2018-12-29"),  # a Saturday worked, by the notice for 2019
    ("service_change", "2022-12-30", "2023-01-03"),
    ("service_change", "2024-02-09", "2024-02-18"),
    ("service_change", "2025-12-31", "2026-01-04"),
    ("credit_publicity", "2022-09-30", "2022-10-14"),
    ("credit_publicity", "2024-04-26", "2024-05-09"),
    ("penalty_withdrawal", "2025-04-30", "2025-05-08"),
    ("budget", "2019-09-11", "2019-10-08"),  # day 20 is 1 October
    ("budget", "2023-03-16", "2023-04-06"),
    ("budget", "2024-01-24", "2024-02-18"),  # day 20 is 13 February, the first day after it a Sunday worked
    ("budget", "2026-01-26", "2026-02-24"),
    ("budget.department", "2020-01-05", "2020-02-03"),
    ("land_notice", "2022-04-22", "2022-05-09"),
    ("land_compensation_notice", "2021-01-13", "2021-02-18"),
    ("house_compensation_consultation", "2023-09-01", "2023-10-07"),
    ("posting.planning", "2022-12-02", "2023-01-03"),
    ("posting.social_assistance", "2019-02-01", "2019-02-15"),
    ("posting.village_subsidy", "2023-06-19", "2023-06-29"),
    ("book.seal", "2026-05-31", "2026-06-10"),
    ("posting.board", "2026-03-02", "2026-03-09"),
    ("posting.withdrawal", "2025-09-30", "2025-10-09"),
    ("posting.required", "2026-02-13", "2026-02-27"),  # Saturdays 14 and 28 worked, 15 to 23 off
    ("village.affairs", "2026-02-10", "2026-03-31"),
    ("village.finance", "2024-02-10", "2024-02-29"),
    ("village.quarter_day", "2026-01-20", "2026-01-20"),
    ("village.quarter_day", "2026-01-21", "2026-04-20"),
    ("consultation", "2024-05-11", "2024-06-11"),
    ("consultation", "2025-09-01", "2025-10-09"),
    ("consultation.business", "2026-09-03", "2026-10-08"),
    ("hearing_papers", "2024-02-22", "2024-02-09"),  # seven days before lies in the holiday
    ("hearing_papers", "2026-03-10", "2026-03-03"),
    ("legality_review", "2020-06-22", "2020-07-02"),
    ("legality_review.normative", "2021-04-23", "2021-05-17"),
    ("legality_review.normative_minimum", "2026-04-30", "2026-05-11"),
    ("interpretation", "2026-09-18", "2026-09-22"),  # Sunday 20 worked
    ("normative.validity", "2021-02-28", "2026-02-28"),
    ("normative.evaluation", "2026-08-31", "2026-02-28"),  # a Saturday worked
    ("normative.filing", "2025-12-31", "2025-12-31"),
    ("inquiry.simple", "2025-01-26", "2025-02-08"),
    ("inquiry.general", "2022-01-28", "2022-02-23"),
    ("open_day.notice", "2023-10-08", "2023-09-28"),
    ("quota.open_meeting", "2019-06-01", "2019-12-31"),
    ("quota.leader_interpretation", "2020-12-31", "2020-12-31"),
    ("quota.open_day", "2021-01-01", "2021-12-31"),
    ("quota.solicitation", "2022-03-01", "2022-12-31"),
    ("quota.leader_hears", "2023-03-01", "2023-12-31"),
    ("quota.training", "2024-03-01", "2024-12-31"),
    ("quota.inspection", "2025-04-01", "2025-06-30"),
    ("quota.website_sampling", "2025-12-31", "2025-12-31"),
    ("quota.budget_inspection", "2026-01-01", "2026-12-31"),
    ("quota.service_inspection", "2026-01-01", "2026-12-31"),
    ("quota.self_check", "2025-05-01", "2025-11-10"),
    ("quota.self_check", "2025-11-11", "2026-11-10"),
    ("quota.fulfilment_report", "2020-11-30", "2020-12-31"),
    ("archive_retention", "2020-02-29", "2030-02-28"),
    ("review.apply", "2025-12-04", "2026-02-02"),
    ("review.answer_simplified", "2024-09-13", "2024-09-23"),
    ("review.decision_simplified", "2024-01-15", "2024-02-18"),
    ("review.decision", "2024-08-05", "2024-10-08"),
    ("lawsuit.direct", "2025-07-31", "2026-02-02"),  # 31 January is a Saturday
    ("lawsuit.after_review", "2026-02-05", "2026-02-24"),
    ("lawsuit.evidence", "2021-09-18", "2021-10-08"),
    ("review.answer", "2026-03-02", "2026-03-16"),
    ("lawsuit.judgment", "2025-03-10", "2025-09-10"),
    ("lawsuit.judgment_appeal", "2025-03-10", "2025-06-10"),
    ("lawsuit.appeal", "2026-03-02", "2026-03-17"),
    ("remedies.renewal", "2026-03-02", "2026-03-30"),
    ("foi.identity_retention", "2023-05-10", "2026-05-10"),
    ("foi.contact_retention", "2016-02-29", "2026-02-28"),
    ("foi.step.register", "2026-03-02", "2026-03-03"),
    ("foi.step.examine", "2026-03-02", "2026-03-05"),
    ("foi.step.draft", "2026-03-02", "2026-03-12"),
    ("foi.step.law", "2026-03-06", "2026-03-10"),
    ("foi.step.secrecy", "2026-03-02", "2026-03-04"),
    ("foi.step.sign", "2026-03-03", "2026-03-05"),
    ("foi.step.deliver", "2026-03-06", "2026-03-09"),
    ("foi.step.archive", "2026-03-02", "2026-04-14"),
    ("feedback.answer", "2026-03-02", "2026-03-09"),
    ("feedback.contact_retention", "2026-03-02", "2026-05-31"),
    ("household.objection", "2026-03-02", "2026-03-09"),
    ("household.retention", "2026-03-02", "2027-03-02"),
    ("forwarding.publish", "2025-09-30", "2025-10-10"),  # 1 to 8 October off
]

IN_HOURS = [
    ("concern.authoritative", "2024-02-09T22:30", "2024-02-10T03:30"),
    ("concern.press", "2023-12-31T08:00", "2024-01-01T08:00"),
    ("concern.response", "2026-02-14T18:00", "2026-02-16T18:00"),
]

days = st.dates(date(2019, 1, 1), date(2026, 6, 30))
shifting = st.sampled_from(
    [one for one in LIMITS.values() if one.shift and one.unit not in (Unit.HOUR, Unit.TIMES)]
)
forward = st.sampled_from(
    [one for one in LIMITS.values() if one.unit not in (Unit.HOUR, Unit.TIMES) and one.sense != Sense.BEFORE]
)


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(("key", "start", "expected"), BY_HAND)
def test_each_limit_ends_on_the_day_counted_by_hand(key, start, expected):
    assert due(LIMITS[key], day(start), CALENDAR).due == day(expected)


@pytest.mark.parametrize(("key", "start", "expected"), IN_HOURS)
def test_hours_count_through_nights_and_holidays(key, start, expected):
    result = due(LIMITS[key], datetime.fromisoformat(start), Calendar())

    assert result.due == datetime.fromisoformat(expected)
    assert not result.estimated


def test_the_table_leaves_no_limit_out():
    assert {key for key, _, _ in [*BY_HAND, *IN_HOURS]} == set(LIMITS)


def test_the_limits_of_the_regulation_have_the_numbers_of_the_regulation():
    laid_down = {key: one for key, one in LIMITS.items() if one.certainty != Certainty.OWN}
    numbers = {key: (one.number, str(one.unit)) for key, one in laid_down.items() if key.startswith("foi.")}

    assert numbers == {
        "foi.reply": (20, "working_day"),
        "foi.extension": (20, "working_day"),
        "foi.clarification": (7, "working_day"),
        "foi.third_party": (15, "working_day"),
        "foi.co_producer": (15, "working_day"),
        "foi.fee_payment": (20, "working_day"),
    }


# -- what happens while a limit runs ---------------------------------------------


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        ({}, "2024-03-13"),
        # 20, 21, 22 and 23 February do not count
        ({"third_party_start": "2024-02-19", "third_party_stop": "2024-02-23"}, "2024-03-19"),
        # two consultations at once: 20 to 27 February, six working days
        (
            {
                "third_party_start": ["2024-02-19", "2024-02-21"],
                "third_party_stop": ["2024-02-23", "2024-02-27"],
            },
            "2024-03-21",
        ),
        # a consultation within the holiday takes no working day away
        ({"consultation_start": "2024-02-10", "consultation_stop": "2024-02-17"}, "2024-03-13"),
        ({"clarified": "2024-02-20"}, "2024-03-19"),
        ({"extended": "2024-03-11"}, "2024-04-11"),
        ({"clarified": "2024-02-20", "extended": "2024-03-15"}, "2024-04-17"),
    ],
)
def test_the_reply_period_stops_restarts_and_grows(events, expected):
    given = {
        name: [day(one) for one in value] if isinstance(value, list) else day(value)
        for name, value in events.items()
    }

    result = due(LIMITS["foi.reply"], day("2024-02-08"), CALENDAR, given)

    assert result.due == day(expected)
    assert not result.estimated


def test_a_pause_that_has_not_ended_leaves_an_estimate():
    result = due(LIMITS["foi.reply"], day("2024-02-08"), CALENDAR, {"other_organ_start": day("2024-02-20")})

    assert result.estimated
    assert any("还没有结束" in step.text for step in result.steps)


def test_what_came_before_a_restart_no_longer_counts():
    events = {
        "third_party_start": day("2024-02-09"),
        "third_party_stop": day("2024-02-19"),
        "clarified": day("2024-02-20"),
    }

    assert due(LIMITS["foi.reply"], day("2024-02-08"), CALENDAR, events).due == day("2024-03-19")


@pytest.mark.parametrize(
    ("events", "word"),
    [
        ({"holiday": "2024-02-09"}, "没有叫 holiday 的事件"),
        ({"clarified": "2024-02-01"}, "早于起算日"),
        ({"third_party_stop": "2024-02-20"}, "没有开始的记录"),
        ({"extended": ["2024-02-20", "2024-02-21"]}, "只能有一次"),
    ],
)
def test_an_impossible_event_is_refused_in_words(events, word):
    given = {
        name: [day(one) for one in value] if isinstance(value, list) else day(value)
        for name, value in events.items()
    }

    with pytest.raises(WrongEvent, match=word):
        due(LIMITS["foi.reply"], day("2024-02-08"), CALENDAR, given)


def test_an_extension_after_the_limit_is_pointed_out():
    result = due(LIMITS["foi.reply"], day("2024-02-08"), CALENDAR, {"extended": day("2024-03-20")})

    assert "已经届满" in result.steps[-1].text


def test_a_first_day_that_counts_makes_the_limit_end_a_day_earlier():
    counted = replace(LIMITS["credit_publicity"], count_first_day=True)

    assert due(counted, day("2024-04-26"), CALENDAR).due == day("2024-05-08")


def test_a_last_day_that_does_not_shift_stays_on_a_rest_day():
    fixed = replace(LIMITS["budget"], shift=False)

    assert due(fixed, day("2024-01-24"), CALENDAR).due == day("2024-02-13")


def test_the_steps_name_each_day_in_order():
    steps = due(LIMITS["service_change"], day("2024-02-09"), CALENDAR).steps

    assert [str(one) for one in steps[:2]] == [
        "2024年2月9日（周五）：审批程序完成，起算，当日不计",
        "2024年2月10日（周六）：春节放假，不计",
    ]
    assert [one.text for one in steps[-2:]] == ["第1个工作日（调休上班）", "最后一天"]
    assert [one.day for one in steps] == sorted(one.day for one in steps)


def test_a_due_date_at_the_years_end_warns_of_the_next_notice():
    result = due(LIMITS["proactive"], day("2026-12-03"), CALENDAR)

    assert result.due == day("2026-12-31")
    assert not result.estimated
    assert "2027年放假通知尚未录入" in result.steps[-1].text


def test_a_year_without_a_notice_gives_an_estimate():
    assert due(LIMITS["budget"], day("2026-12-15"), CALENDAR).estimated
    assert not due(LIMITS["archive_retention"], day("2026-12-15"), CALENDAR).estimated


# -- properties --------------------------------------------------------------------


@settings(deadline=None)
@given(shifting, days)
def test_a_limit_that_shifts_never_ends_on_a_rest_day(limit, start):
    assert is_working_day(due(limit, start, CALENDAR).due, CALENDAR)


@settings(deadline=None)
@given(forward, days, days)
def test_a_later_start_is_never_due_earlier(limit, one, other):
    early, late = sorted((one, other))

    assert due(limit, early, CALENDAR).due <= due(limit, late, CALENDAR).due


@settings(deadline=None)
@given(days, st.integers(1, 40))
def test_working_days_are_the_inverse_of_counting_them(start, number):
    limit = replace(LIMITS["proactive"], number=number)

    assert working_days_between(start, due(limit, start, CALENDAR).due, CALENDAR) == number


@settings(deadline=None)
@given(days, st.integers(1, 15), st.integers(0, 12))
def test_a_pause_delays_by_exactly_its_working_days(start, after, length):
    limit = LIMITS["foi.reply"]
    plain = due(limit, start, CALENDAR).due
    first = start + timedelta(days=after)
    last = first + timedelta(days=length)
    paused = due(limit, start, CALENDAR, {"consultation_start": first, "consultation_stop": last}).due

    assert working_days_between(plain, paused, CALENDAR) == working_days_between(first, last, CALENDAR)
