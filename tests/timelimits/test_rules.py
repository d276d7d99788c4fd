from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mingbai.timelimits.queries import as_packaged
from mingbai.timelimits.rules import (
    Calendar,
    add_working_days,
    is_working_day,
    next_working_day,
    working_days_between,
)

calendar = as_packaged().calendar
days = st.dates(date(2006, 6, 1), date(2030, 12, 31))
counts = st.integers(0, 70)


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        ("2024-02-08", True),
        ("2024-02-10", False),
        ("2024-02-18", True),  # Sunday after the Spring Festival, made up
        ("2024-02-04", True),  # Sunday before it, made up
        ("2025-01-26", True),
        ("2025-10-11", True),
        ("2025-10-12", False),
        ("2026-01-02", False),  # Friday off
        ("2026-01-04", True),
        ("2026-11-21", False),  # an ordinary Saturday
        ("2022-12-31", False),
        ("2006-12-30", True),  # a Saturday made up, by the notice for 2007
    ],
)
def test_made_up_days_and_holidays_follow_the_notices(day, worked):
    assert is_working_day(date.fromisoformat(day), calendar()) is worked


@pytest.mark.parametrize(
    ("start", "n", "due"),
    [
        ("2024-02-08", 1, "2024-02-09"),
        ("2024-02-09", 1, "2024-02-18"),  # 10 to 17 February off, Sunday 18 worked
        ("2024-09-30", 5, "2024-10-12"),  # 1 to 7 October off, Saturday 12 worked
        ("2025-01-24", 2, "2025-01-27"),  # Sunday 26 worked
        ("2026-09-18", 1, "2026-09-20"),  # a Sunday worked
        ("2025-09-01", 20, "2025-09-28"),  # Sunday 28 worked
        ("2026-11-20", 0, "2026-11-20"),
    ],
)
def test_the_first_day_is_not_counted(start, n, due):
    result = add_working_days(date.fromisoformat(start), n, calendar())

    assert result.due == date.fromisoformat(due)
    assert not result.estimated


def test_a_limit_that_reaches_a_year_without_a_notice_is_estimated():
    result = add_working_days(date(2026, 12, 18), 20, calendar())

    assert result.estimated
    assert result.due == date(2027, 1, 18)  # new year's day is off in any case
    assert str(result.steps[-1]).startswith("2027年1月18日（周一）：预计到期")


def test_the_calculation_is_shown_day_by_day():
    steps = add_working_days(date(2024, 2, 16), 2, calendar()).steps

    assert tuple(map(str, steps)) == (
        "2024年2月16日（周五）：起算，当日不计",
        "2024年2月17日（周六）：春节放假，不计",
        "2024年2月18日（周日）：第1个工作日（调休上班）",
        "2024年2月19日（周一）：第2个工作日",
    )


@settings(deadline=None)
@given(days, counts)
def test_counting_back_gives_the_same_number(start, n):
    due = add_working_days(start, n, calendar()).due

    assert working_days_between(start, due, calendar()) == n
    assert working_days_between(due, start, calendar()) == -n


@settings(deadline=None)
@given(days, st.integers(1, 70))
def test_a_limit_always_ends_on_a_working_day_after_the_start(start, n):
    due = add_working_days(start, n, calendar()).due

    assert due > start
    assert is_working_day(due, calendar())


@settings(deadline=None)
@given(days, counts, counts)
def test_two_limits_in_a_row_are_one_long_limit(start, m, n):
    first = add_working_days(start, m, calendar()).due

    assert add_working_days(first, n, calendar()).due == add_working_days(start, m + n, calendar()).due


@settings(deadline=None)
@given(days, days, st.integers(1, 40))
def test_a_later_start_is_never_due_earlier(one, other, n):
    early, late = sorted((one, other))

    assert add_working_days(early, n, calendar()).due <= add_working_days(late, n, calendar()).due


@settings(deadline=None)
@given(days)
def test_an_empty_calendar_knows_weekends_and_the_fixed_days(day):
    fixed = {(1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3)}

    assert is_working_day(day, Calendar()) is (day.weekday() < 5 and (day.month, day.day) not in fixed)


@settings(deadline=None)
@given(days)
def test_the_next_working_day_is_the_first_one_from_the_day_on(day):
    found = next_working_day(day, calendar())

    assert is_working_day(found, calendar())
    assert not any(is_working_day(day + timedelta(days=i), calendar()) for i in range((found - day).days))


def test_a_negative_number_of_days_is_an_error():
    with pytest.raises(ValueError, match="negative"):
        add_working_days(date(2026, 1, 1), -1, calendar())


def test_the_packaged_calendar_covers_2007_to_2026_without_contradiction():
    known = calendar()

    assert known.years == frozenset(range(2007, 2027))
    assert not known.off & known.made_up
