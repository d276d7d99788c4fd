"""Numbers of people as clerks write them; when an account stands still."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingbai.registers import rules


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("村干部 30，群众代表 12人", [("村干部", 30), ("群众代表", 12)]),
        ("党员：8名；村民代表20位\n其他3", [("党员", 8), ("村民代表", 20), ("其他", 3)]),
        ("45人", [("参加人员", 45)]),
        ("１２", [("参加人员", 12)]),
        ("", []),
        (" ， ,", []),
    ],
)
def test_groups_with_numbers_are_read(text, found):
    assert [(one["group"], one["people"]) for one in rules.parse_attendance(text)] == found


@pytest.mark.parametrize("text", ["村干部", "村干部若干人", "30人村干部", "人", "甲 99999999", "甲 ²"])
def test_a_group_without_a_number_is_refused(text):
    with pytest.raises(ValueError):
        rules.parse_attendance(text)


NAMES = st.sampled_from(["村干部", "群众代表", "党员", "企业代表", "甲"])


@given(st.lists(st.tuples(NAMES, st.integers(1, 1_000_000)), max_size=4))
def test_what_is_shown_is_read_back(groups):
    kept = [{"group": name, "people": people} for name, people in groups]
    assert rules.parse_attendance(rules.attendance_text(kept)) == kept


@given(st.text(max_size=12))
def test_no_text_breaks_the_reader(text):
    try:
        found = rules.parse_attendance(text)
    except ValueError:
        return
    assert all(isinstance(one["people"], int) for one in found)


@pytest.mark.parametrize(("silent", "stale"), [(0, False), (14, False), (15, True), (400, True)])
def test_an_account_is_stale_after_the_days_set(silent, stale):
    today = date(2026, 3, 16)
    assert rules.is_stale(today - timedelta(days=silent), today, 14) is stale
