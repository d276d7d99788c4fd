from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingbai.promises.rules import Step, end_problem, percent_of, plain, step_problem, verdicts

numbers = st.decimals(min_value=0, max_value=1_000_000, places=2)
DAY = date(2026, 5, 4)


@given(number=numbers, target=numbers)
def test_per_cent_never_says_more_than_was_done(number, target):
    found = percent_of(number, target)
    if target == 0:
        assert found is None
    else:
        assert 0 <= found <= 100
        assert (found == 100) == (number >= target)


@given(before=st.integers(0, 100), now=st.integers(0, 100))
def test_progress_goes_back_only_with_a_reason(before, now):
    last, step = Step(DAY, before), Step(DAY, now)
    assert ("reason" in step_problem(step, last, "", DAY)) == (now < before)
    assert step_problem(step, last, "上次多报了", DAY) == {}


def test_progress_is_not_dated_in_the_future_or_before_the_last():
    assert "on" in step_problem(Step(date(2026, 5, 5), 1), None, "", DAY)
    assert "on" in step_problem(Step(date(2026, 5, 1), 50), Step(DAY, 40), "", DAY)


@pytest.mark.parametrize(
    ("state", "into", "reason", "evidence", "percent", "met", "field"),
    [
        ("running", "fulfilled", "", True, 100, True, None),
        ("running", "fulfilled", "", False, 100, True, "state"),
        ("running", "fulfilled", "", True, 99, True, "state"),
        ("changed", "fulfilled", "", True, 100, False, "state"),
        ("running", "partly", "", True, 50, False, "reason"),
        ("running", "missed", "资金没有到位", False, 0, False, None),
        ("fulfilled", "running", "", True, 100, True, "reason"),
        ("fulfilled", "running", "验收不合格", True, 100, True, None),
        ("fulfilled", "missed", "改", True, 100, True, "state"),
        ("running", "changed", "改", True, 100, True, "state"),
        ("running", "nonsense", "改", True, 100, True, "state"),
    ],
)
def test_a_promise_ends_only_as_its_facts_allow(state, into, reason, evidence, percent, met, field):
    found = end_problem(state, into, reason, evidence, percent, met)
    assert list(found) == ([field] if field else [])


@given(st.lists(st.integers(1, 5), max_size=30))
def test_few_ratings_give_no_average(scores):
    found = verdicts(scores, 10)
    assert found.count == len(scores)
    assert (found.average is None) == (len(scores) < 10)
    if found.average is not None:
        assert 1 <= found.average <= 5


def test_the_words_of_few_ratings():
    assert verdicts([], 10).words == "还没有人评价"
    assert verdicts([5] * 9, 10).words == "评价人数太少，暂不显示平均分"
    assert "平均 4.5 分" in verdicts([4, 5] * 5, 10).words


def test_numbers_are_written_without_needless_zeros():
    assert [plain(Decimal(one)) for one in ("12.00", "3.50", "100", "0.00")] == ["12", "3.5", "100", "0"]
