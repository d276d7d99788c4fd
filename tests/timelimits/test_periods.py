from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingbai.timelimits.periods import Per, of_key, period_of, periods_between

DAYS = st.dates(date(1990, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    ("per", "key", "label", "start", "end"),
    [
        ("day", "2026-05-04", "2026年5月4日", date(2026, 5, 4), date(2026, 5, 4)),
        ("week", "2026W19", "2026年第19周", date(2026, 5, 4), date(2026, 5, 10)),
        ("month", "2026-05", "2026年5月", date(2026, 5, 1), date(2026, 5, 31)),
        ("quarter", "2026Q2", "2026年第二季度", date(2026, 4, 1), date(2026, 6, 30)),
        ("half_year", "2026H1", "2026年上半年", date(2026, 1, 1), date(2026, 6, 30)),
        ("year", "2026", "2026年", date(2026, 1, 1), date(2026, 12, 31)),
    ],
)
def test_every_period_has_a_key_a_name_and_two_ends(per, key, label, start, end):
    period = period_of(per, date(2026, 5, 4))

    assert (period.key, period.label, period.start, period.end) == (key, label, start, end)


@given(st.sampled_from(Per), DAYS)
def test_a_period_is_found_again_by_its_key(per, day):
    period = period_of(per, day)

    assert of_key(period.key) == period
    assert period.start <= day <= period.end


@given(st.sampled_from(Per), DAYS, st.integers(0, 800))
def test_periods_follow_each_other_without_a_gap(per, start, days):
    found = list(periods_between(per, start, start + timedelta(days=days)))

    assert found[0].start <= start
    assert found[-1].end >= start + timedelta(days=days)
    assert all(one.end + timedelta(days=1) == two.start for one, two in zip(found, found[1:], strict=False))
    assert [one.key for one in found] == sorted({one.key for one in found})


@pytest.mark.parametrize("key", ["", "2026Q5", "2026-13", "26", "2026W60"])
def test_what_is_no_key_is_refused(key):
    with pytest.raises(ValueError):
        of_key(key)


def test_the_months_of_a_quarter_are_counted_from_one():
    quarter = of_key("2026Q1")

    assert quarter.month(1) == (date(2026, 1, 1), date(2026, 1, 31))
    assert quarter.month(2) == (date(2026, 2, 1), date(2026, 2, 28))
    assert quarter.month(9) == quarter.month(3)
