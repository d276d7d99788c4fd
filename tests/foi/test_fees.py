"""The two marginal scales of 国办函〔2020〕109号."""

import pytest
from django.core.management import call_command
from hypothesis import given
from hypothesis import strategies as st

from mingbai.commands.verb import WRONG_USE, WrongUse
from mingbai.foi.rules.fees import BY_ITEMS, BY_PAGES, WrongCount, by_items, by_pages

ITEMS = [(1, 0), (10, 0), (11, 100), (30, 2000), (31, 2200), (35, 3000), (40, 4000), (41, 4300), (50, 7000),
         (51, 7400), (100, 37000)]  # fmt: skip
PAGES = [
    (1, 0),
    (30, 0),
    (31, 10),
    (100, 700),
    (101, 720),
    (150, 1700),
    (200, 2700),
    (201, 2740),
    (300, 6700),
]
numbers = st.integers(1, 400)


@pytest.mark.parametrize(("n", "amount"), ITEMS)
def test_the_fee_by_items(n, amount):
    assert by_items(n).amount == amount


@pytest.mark.parametrize(("n", "amount"), PAGES)
def test_the_fee_by_pages(n, amount):
    assert by_pages(n).amount == amount


@pytest.mark.parametrize(
    ("n", "already", "amount"),
    [(10, 0, 0), (1, 10, 100), (5, 30, 1000), (2, 39, 500), (3, 9, 200), (1, 50, 400)],
)
def test_what_was_asked_earlier_in_the_month_counts_before(n, already, amount):
    assert by_items(n, already).amount == amount


def test_the_steps_of_thirty_five_items():
    steps = [(one.from_, one.to, one.unit_price, one.count, one.amount) for one in by_items(35).steps]

    assert steps == [(1, 10, 0, 10, 0), (11, 30, 100, 20, 2000), (31, 35, 200, 5, 1000)]


def test_the_steps_begin_where_the_month_stood():
    steps = [(one.from_, one.to, one.unit_price) for one in by_items(12, 29).steps]

    assert steps == [(30, 30, 100), (31, 40, 200), (41, 41, 300)]


@given(numbers)
def test_one_more_never_costs_less(n):
    assert by_items(n + 1).amount >= by_items(n).amount
    assert by_pages(n + 1).amount >= by_pages(n).amount


@given(st.integers(0, 300), numbers, numbers)
def test_asking_in_two_parts_costs_as_much_as_at_once(already, first, second):
    apart = by_items(first, already).amount + by_items(second, already + first).amount

    assert apart == by_items(first + second, already).amount


@given(numbers, st.integers(0, 300))
def test_the_steps_add_up_and_leave_no_gap(n, already):
    for fee, start, end in ((by_items(n, already), already + 1, already + n), (by_pages(n), 1, n)):
        assert sum(step.amount for step in fee.steps) == fee.amount
        assert all(step.amount == step.count * step.unit_price for step in fee.steps)
        assert all(step.count == step.to - step.from_ + 1 for step in fee.steps)
        assert [step.from_ for step in fee.steps] == [start, *(step.to + 1 for step in fee.steps[:-1])]
        assert fee.steps[-1].to == end


@given(st.integers(1, 10_000))
def test_the_fee_by_items_is_the_sum_of_each_items_own_price(n):
    # In closed form: full tens above thirty, each 10 × its price, and the rest at the next price.
    tens, rest = divmod(max(n - 30, 0), 10)
    above = 1000 * (tens * (tens + 3) // 2) + rest * 100 * (tens + 2)

    assert by_items(n).amount == 100 * max(min(n, 30) - 10, 0) + above


@given(st.integers(1, 1_000_000))
def test_the_fee_by_pages_in_closed_form(n):
    assert by_pages(n).amount == 10 * max(n - 30, 0) + 10 * max(n - 100, 0) + 20 * max(n - 200, 0)


@pytest.mark.parametrize("wrong", [0, -1, 1.5, "3", True, None, 10**9, 10**30])
def test_what_is_no_count_is_refused(wrong):
    for fee in (by_items, by_pages):
        with pytest.raises(WrongCount, match=r"[件页]数"):
            fee(wrong)


@pytest.mark.parametrize("already", [-1, 10_000, 2.0])
def test_what_was_asked_already_must_be_a_count_too(already):
    with pytest.raises(WrongCount):
        by_items(1, already)


def test_the_largest_count_is_still_charged():
    assert by_items(BY_ITEMS.most).steps[-1].to == BY_ITEMS.most
    assert by_pages(BY_PAGES.most).amount > 0


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ([], "只能写一个"),
        (["--items", "3", "--pages", "3"], "只能写一个"),
        (["--pages", "3", "--already", "3"], "--already"),
        (["--items", "0"], "不能小于1"),
        (["--items", "-4"], "不能小于1"),
        (["--pages", "0"], "不能小于1"),
        (["--items", "3", "--already", "-1"], "不能小于0"),
        (["--items", "3.5"], "要写整数"),
        (["--pages", "many"], "要写整数"),
        (["--pages", "9" * 40], "太大"),
        (["--items", "9" * 5000], "要写整数"),
    ],
)
def test_a_wrong_count_on_the_command_line_ends_with_2(words, told):
    with pytest.raises(WrongUse, match=told) as wrong:
        call_command("fee", *words)

    assert wrong.value.returncode == WRONG_USE


def test_the_command_shows_the_calculation_line_by_line(capsys):
    call_command("fee", "--pages", "150")

    told = capsys.readouterr().out
    assert "第31—100页：70页×10元/页=700元" in told
    assert told.endswith("应收：1700元\n")
