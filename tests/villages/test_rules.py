from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingbai.timelimits.periods import of_key
from mingbai.villages.exports import decimal
from mingbai.villages.rules import (
    Line,
    Mark,
    Regime,
    balance_problems,
    lacks_second_look,
    last_day,
    line_problem,
    money,
    periods_of_year,
    standing,
    totals,
)

amounts = st.decimals(min_value="0.01", max_value="99999999", places=2)
lines = st.lists(
    st.builds(Line, st.sampled_from(["income", "expense"]), st.just("一件事"), amounts), max_size=20
)


@given(opening=amounts, content=lines)
def test_the_closing_balance_that_is_worked_out_is_never_refused(opening, content):
    closing = totals(content).closing(opening)
    assert balance_problems(opening, closing, content, before=opening, after=closing) == {}


@given(opening=amounts, content=lines, wrong=amounts)
def test_any_other_closing_balance_is_refused_with_the_difference(opening, content, wrong):
    right = totals(content).closing(opening)
    found = balance_problems(opening, right + wrong, content)
    assert money(right) in found["closing"]
    assert f"相差 {money(wrong)} 元" in found["closing"]


@given(content=lines)
def test_a_line_comes_back_from_storage_as_it_went(content):
    assert [Line.of_json(line.as_json()) for line in content] == content


@given(amounts)
def test_an_amount_is_read_as_it_is_written(amount):
    assert decimal(money(amount) + "元") == amount


@pytest.mark.parametrize("text", ["十二", "1.234", "1e99", "nan", "=1+1", "12 34 x"])
def test_an_amount_that_is_none_is_refused_in_words(text):
    with pytest.raises(ValueError, match="金额"):
        decimal(text)


def test_balances_must_meet_those_of_the_neighbouring_periods():
    found = balance_problems(Decimal(5), Decimal(5), [], before=Decimal(6), after=Decimal(7))
    assert "上一期公布的期末结余是 6.00" in found["opening"]
    assert "下一期的上期结余是 7.00" in found["closing"]


@pytest.mark.parametrize(
    ("line", "word"),
    [
        (Line("income", "", Decimal(1)), "没有写事项名称"),
        (Line("income", "承包款", None), "大于 0"),
        (Line("expense", "退款", Decimal(-5)), "大于 0"),
        (Line("welfare", "低保"), "合计"),
        (Line("contract", "鱼塘承包", households=3), "不用填户数"),
    ],
)
def test_a_line_that_cannot_stand_says_why(line, word):
    assert word in line_problem(line)


@pytest.mark.parametrize(
    ("today", "posted", "objections", "mark", "days"),
    [
        (date(2026, 3, 15), None, 0, Mark.LATER, 0),
        (date(2026, 4, 1), None, 0, Mark.WAITING, 0),
        (date(2026, 4, 20), None, 0, Mark.WAITING, 0),
        (date(2026, 4, 21), None, 0, Mark.OVERDUE, 1),
        (date(2026, 4, 25), date(2026, 4, 20), 0, Mark.PUBLISHED, 0),
        (date(2026, 4, 25), date(2026, 4, 22), 0, Mark.PUBLISHED, 2),
        (date(2026, 4, 25), date(2026, 4, 20), 1, Mark.OBJECTED, 0),
    ],
)
def test_a_month_stands_as_its_dates_say(today, posted, objections, mark, days):
    period = of_key("2026-03")
    told = standing(period, Regime().due(period), posted, objections, today)
    assert (told.mark, told.days) == (mark, days)


def test_quarterly_periods_fall_due_on_the_twentieth_of_the_first_month():
    """某地实例：每季首月20日。"""
    quarter = Regime(per="quarter", due_days=20)
    assert quarter.due(of_key("2026Q1")) == date(2026, 4, 20)


def test_a_year_that_changes_from_months_to_quarters_misses_no_month():
    change = date(2026, 4, 1)
    found = list(periods_of_year(2026, lambda d: Regime(per="month" if d < change else "quarter")))
    assert [period.key for period, _, _ in found] == [
        "2026-01",
        "2026-02",
        "2026-03",
        "2026Q2",
        "2026Q3",
        "2026Q4",
    ]
    assert sum(span for _, _, span in found) == 12


def test_one_person_alone_needs_a_photograph():
    assert lacks_second_look([1, 1, 1], has_photo=False)
    assert not lacks_second_look([1, 1, 1], has_photo=True)
    assert not lacks_second_look([1, 1, 2], has_photo=False)


@pytest.mark.parametrize(
    ("replaced", "today", "ended"),
    [
        (None, 10, None),
        (None, 11, 10),
        (7, 8, 7),
        (10, 10, 10),
        (20, 21, 10),
    ],
)
def test_a_sheet_hangs_for_its_time_or_until_its_correction_hangs(replaced, today, ended):
    def day(number):
        return number and date(2026, 4, number)

    assert last_day(day(10), day(replaced), day(today)) == day(ended)
