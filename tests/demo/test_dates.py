"""Relative days: the demonstration never grows old."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingbai.demo import dates

TODAY = date(2026, 11, 21)
WRITTEN = date(2026, 9, 1)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2025-02-18", date(2025, 2, 18)),
        ("t", TODAY),
        ("t-3", date(2026, 11, 18)),
        ("t+10", date(2026, 12, 1)),
        ("w", WRITTEN),
        ("w+30", date(2026, 10, 1)),
        ("06-15", date(2026, 6, 15)),
        ("06-15~1", date(2025, 6, 15)),
        ("11-20", date(2025, 11, 20)),  # too fresh for its story to be over
    ],
)
def test_a_day_is_read(text, expected):
    assert dates.day(text, TODAY, WRITTEN) == expected


@pytest.mark.parametrize("text", ["", "x-3", "w", "2025-13-01"])
def test_what_is_no_day_is_refused(text):
    with pytest.raises(ValueError):
        dates.day(text, TODAY)


@given(st.dates(date(2025, 1, 1), date(2060, 1, 1)))
def test_a_seasonal_day_lies_within_the_settled_year(today):
    found = dates.day("06-15", today)

    assert timedelta(dates.SETTLED) <= today - found <= timedelta(dates.SETTLED + 366)


@given(st.dates())
def test_an_office_day_is_no_weekend_and_at_most_two_days_back(value):
    if value >= date(1, 1, 3):
        found = dates.office_day(value)
        assert found.weekday() < 5
        assert timedelta(0) <= value - found <= timedelta(2)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (date(2026, 1, 12), "2025年第四季度"),
        (date(2026, 10, 12), "2026年第三季度"),
        (date(2026, 4, 1), "2026年第一季度"),
    ],
)
def test_the_last_quarter_is_the_one_that_ended(value, expected):
    assert dates.last_quarter(value) == expected
