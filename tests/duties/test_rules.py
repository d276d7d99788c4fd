"""The ledger's arithmetic: pure functions of values."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingbai.duties.rules import (
    Counts,
    Expected,
    Known,
    Rhythm,
    counts_of,
    due_in,
    forecast,
    light,
    once,
    periodic,
    reminder_days,
    settle,
    standing,
    suspicious,
)
from mingbai.timelimits.periods import Per, of_key
from mingbai.timelimits.queries import as_packaged

CALENDAR = as_packaged().calendar()
MONTHS = [Expected(f"2026-0{m}", date(2026, m, 1), date(2026, m, 28), date(2026, m, 20)) for m in (1, 2, 3)]
LONG_AFTER = date(2026, 12, 1)


def states(outcomes):
    return [str(one.state) for one in outcomes]


@pytest.mark.parametrize(
    ("key", "rhythm", "due"),
    [
        ("2026Q1", Rhythm(Per.QUARTER, 1, 20), date(2026, 1, 20)),
        ("2026Q4", Rhythm(Per.QUARTER, 1, 20), date(2026, 10, 20)),
        ("2026", Rhythm(Per.YEAR, 11, 10), date(2026, 11, 10)),
        ("2026", Rhythm(Per.YEAR, 1, 31), date(2026, 1, 31)),
        ("2026-02", Rhythm(Per.MONTH), date(2026, 2, 28)),
        ("2024-02", Rhythm(Per.MONTH, 0, 31), date(2024, 2, 29)),
        ("2026H1", Rhythm(Per.HALF_YEAR), date(2026, 6, 30)),
        ("2026-09", Rhythm(Per.MONTH, 0, 0, grace=3), date(2026, 10, 10)),  # after the National Day holiday
    ],
)
def test_a_period_is_due_on_the_day_its_rhythm_names(key, rhythm, due):
    assert due_in(of_key(key), rhythm, CALENDAR)[0] == due


def test_periods_are_expected_up_to_the_one_of_today():
    found = list(periodic(Rhythm(Per.MONTH), date(2026, 1, 1), None, date(2026, 3, 5), CALENDAR))

    assert [one.key for one in found] == ["2026-01", "2026-02", "2026-03"]


def test_a_period_that_is_mostly_over_when_the_duty_begins_is_not_asked_for():
    found = list(periodic(Rhythm(Per.QUARTER), date(2026, 3, 20), None, date(2026, 6, 1), CALENDAR))

    assert [one.key for one in found] == ["2026Q2"]


def test_a_duty_that_has_ended_expects_nothing_more():
    found = list(periodic(Rhythm(Per.MONTH), date(2026, 1, 1), date(2026, 2, 10), LONG_AFTER, CALENDAR))

    assert [one.key for one in found] == ["2026-01", "2026-02"]


def test_evidence_within_the_period_meets_it_and_after_the_due_day_is_late():
    known = Known(found=[(date(2026, 1, 20), "record:1"), (date(2026, 2, 21), "record:2")])

    first, second, third = settle(MONTHS, known, LONG_AFTER)

    assert (first.state, first.met_on) == ("met", date(2026, 1, 20))
    assert (second.state, second.days_late) == ("late", 1)
    assert third.state == "missing"


def test_what_a_later_period_has_too_much_makes_good_for_the_oldest_gap():
    known = Known(found=[(date(2026, 2, 3), "record:1"), (date(2026, 2, 9), "record:2")])

    outcomes = settle(MONTHS, known, date(2026, 3, 1))

    assert states(outcomes) == ["late", "met", "open"]
    assert outcomes[0].days_late == 20
    assert outcomes[0].evidence == ("record:2",)


def test_one_missed_month_does_not_make_every_later_month_late():
    known = Known(found=[(date(2026, 2, 3), "record:1"), (date(2026, 3, 3), "record:2")])

    assert states(settle(MONTHS, known, LONG_AFTER)) == ["missing", "met", "met"]


def test_what_a_person_assigned_to_a_period_counts_there_and_nowhere_else():
    piece = (date(2026, 2, 3), "record:1")
    known = Known(found=[piece], given={"2026-01": [piece]})

    assert states(settle(MONTHS, known, LONG_AFTER)) == ["late", "missing", "missing"]


def test_a_text_kept_up_to_date_counts_in_every_period_in_which_it_changed_and_once_in_each():
    found = [
        (date(2026, 1, 5), "record:1#1"),
        (date(2026, 1, 9), "record:1#2"),
        (date(2026, 3, 2), "record:1#3"),
    ]

    outcomes = settle(MONTHS, Known(found=found), LONG_AFTER)

    assert states(outcomes) == ["met", "missing", "met"]
    assert settle(MONTHS[:1], Known(found=found), LONG_AFTER, at_least=2)[0].state == "missing"


def test_silence_is_missing_a_signed_nil_is_nil_and_an_exemption_does_not_apply():
    known = Known(nil={"2026-02": date(2026, 2, 19)}, exempt=[(date(2026, 3, 1), None)])

    assert states(settle(MONTHS, known, LONG_AFTER)) == ["missing", "nil", "not_applicable"]


def test_something_that_happened_counts_more_than_a_statement_that_there_was_nothing():
    known = Known(found=[(date(2026, 2, 3), "record:1")], nil={"2026-02": date(2026, 2, 1)})

    assert states(settle(MONTHS, known, LONG_AFTER))[1] == "met"


def test_twice_a_year_is_met_by_the_second_time():
    year = Expected("2026", date(2026, 1, 1), date(2026, 12, 31), date(2026, 12, 31))
    known = Known(found=[(date(2026, 3, 1), "activity:1"), (date(2026, 9, 1), "activity:2")])

    (one,) = settle([year], known, LONG_AFTER, at_least=2)

    assert (one.state, one.met_on) == ("met", date(2026, 9, 1))
    assert settle([year], known, LONG_AFTER, at_least=3)[0].state == "open"


def test_a_task_without_a_date_is_open_until_somebody_proves_it():
    assert settle([once(date(2026, 1, 1), None)], Known(), date(2030, 1, 1))[0].state == "open"


def test_what_must_always_be_there_is_due_twenty_working_days_after_the_duty_began():
    assert standing(date(2026, 1, 4), 20, CALENDAR).due == date(2026, 1, 30)


DAYS = st.dates(date(2026, 1, 1), date(2026, 4, 1))


@given(st.lists(DAYS), st.sets(st.sampled_from(["2026-01", "2026-02", "2026-03"])), DAYS)
def test_every_instance_ends_once_and_no_evidence_counts_twice(days, nil, today):
    found = sorted((day, f"record:{number}") for number, day in enumerate(days))
    known = Known(found=found, nil=dict.fromkeys(nil, date(2026, 1, 5)))

    outcomes = settle(MONTHS, known, today)
    used = [what for one in outcomes for what in one.evidence]

    assert [one.expected for one in outcomes] == MONTHS
    assert len(used) == len(set(used))


@given(st.lists(DAYS), DAYS, DAYS)
def test_more_evidence_never_makes_the_ledger_worse(days, extra, today):
    def missing(found):
        pieces = sorted((day, f"record:{number}") for number, day in enumerate(found))
        return states(settle(MONTHS, Known(found=pieces), today)).count("missing")

    assert missing([*days, extra]) <= missing(days)


def test_a_rate_counts_what_was_due_and_an_empty_denominator_gives_none():
    counts = counts_of(
        [("met", 5), ("nil", 1), ("late", 1), ("missing", 1), ("open", 9), ("not_applicable", 3)]
    )

    assert counts.rate == Fraction(6, 8)
    assert counts.percent == "75%"
    assert counts.total == 20
    assert Counts(open=4, not_applicable=2).percent == "—"


def test_a_rate_just_below_one_is_not_rounded_up():
    assert Counts(met=9999, missing=1).percent == "99.9%"


@pytest.mark.parametrize(
    ("counts", "lamp"),
    [
        (Counts(), "none"),
        (Counts(open=3), "none"),
        (Counts(met=3), "green"),
        (Counts(met=3, late=1), "amber"),
        (Counts(met=3, late=1, missing=1), "red"),
    ],
)
def test_the_lamp_shows_the_worst(counts, lamp):
    assert light(counts) == lamp


@pytest.mark.parametrize(
    ("done", "today", "words"),
    [
        (2, date(2026, 6, 1), "已完成2次，达到要求。"),
        (0, date(2026, 1, 20), "还差2次；时间尚早"),
        (1, date(2026, 6, 30), "预计完成2次，能达到要求"),
        (1, date(2026, 11, 1), "达不到要求"),
        (1, date(2027, 2, 1), "期限已过，完成1次，还差1次。"),
    ],
)
def test_a_forecast_says_in_words_whether_the_pace_is_enough(done, today, words):
    assert words in forecast(done, 2, date(2026, 1, 1), date(2026, 12, 31), today).words


@pytest.mark.parametrize(
    ("states_", "others_met", "others", "words"),
    [
        (["nil", "nil"], 0, 0, ""),
        (["met", "nil", "nil", "nil"], 0, 0, "以前有公开内容"),
        (["nil", "nil", "nil"], 6, 8, "8个同类单位中有6个"),
        (["nil", "nil", "nil"], 1, 8, "是否确实没有发生"),
        (["nil", "nil", "nil", "met"], 6, 8, ""),
    ],
)
def test_a_run_of_nil_reports_is_noticed(states_, others_met, others, words):
    found = suspicious(states_, others_met, others, run=3)

    assert words in found
    assert bool(found) == bool(words)


@pytest.mark.parametrize(("left", "which"), [(6, None), (5, 5), (3, 5), (1, 1), (0, 0)])
def test_reminders_come_five_one_and_no_working_days_before(left, which):
    assert reminder_days(date(2026, 5, 29), date(2026, 5, 20), left) == which


def test_nothing_is_reminded_of_after_it_was_due():
    assert reminder_days(date(2026, 5, 19), date(2026, 5, 20), -1) is None
