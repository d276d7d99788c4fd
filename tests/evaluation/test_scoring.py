"""Points by rule, as a table; totals without what cannot be measured."""

from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingbai.evaluation.rules.scoring import BadRule, Counted, Measured, parse, ranking, score, total

PER = {"kind": "per_occurrence", "measure": "late", "points": 5}
RATE = {"kind": "rate", "measure": "coverage"}
STEPS = {"kind": "threshold", "measure": "coverage", "steps": [[0.8, 0.6], [0.95, 1]]}
LEAST = {"kind": "at_least", "measure": "training", "least": 2}


@pytest.mark.parametrize(
    ("rule", "weight", "value", "points"),
    [
        (PER, 20, 0, 20),
        (PER, 20, 3, 5),
        (PER, 20, 9, 0),
        ({**PER, "most": 10}, 20, 9, 10),
        (RATE, 30, "0.8", 24),
        (RATE, 10, "0.33333", "3.33"),
        (STEPS, 10, "0.95", 10),
        (STEPS, 10, "0.949", 6),
        (STEPS, 10, "0.79", 0),
        (LEAST, 4, 1, 2),
        (LEAST, 4, 5, 4),
    ],
)
def test_points_by_rule(rule, weight, value, points):
    scored = score(parse(rule), D(weight), Measured(D(value)))
    assert scored.points == D(points)
    assert sum(one.points for one in scored.deductions) == D(weight) - D(points)


def test_without_a_denominator_there_are_no_points():
    assert score(parse(RATE), D(10), Measured(None)).points is None


def test_a_score_by_hand_goes_before_the_machine():
    assert score(parse(RATE), D(10), Measured(D("0.2")), manual=D(9)).points == 9


@pytest.mark.parametrize(
    ("rule", "says"),
    [
        ({}, "评分方式只能是"),
        ({"kind": "guess"}, "评分方式只能是"),
        ({"kind": "rate"}, "取数指标"),
        ({**PER, "points": 0}, "大于 0"),
        ({**PER, "points": "五"}, "每次扣分要填数字"),
        ({**PER, "most": -1}, "不小于 0"),
        ({"kind": "threshold", "measure": "x"}, "至少要有一档"),
        ({"kind": "threshold", "measure": "x", "steps": [[0.9]]}, "每一档"),
        ({"kind": "threshold", "measure": "x", "steps": [[0.9, 2]]}, "0 到 100"),
        ({**LEAST, "least": 0}, "至少是 1"),
        ([], "评分方式只能是"),
    ],
)
def test_a_rule_that_cannot_score_is_refused_with_words(rule, says):
    with pytest.raises(BadRule, match=says):
        parse(rule)


def test_lines_without_data_leave_the_total_and_the_rest_is_scaled():
    result = total([Counted(D(60), D(45)), Counted(D(20), None), Counted(D(20), D(20), excluded=True)])
    assert (result.points, result.missing, result.excluded) == (D(75), 1, 1)
    assert "折算" in result.words


def test_a_sheet_on_which_nothing_counts_has_no_total():
    assert total([Counted(D(60), None)]).points is None


lines = st.lists(
    st.integers(1, 50).flatmap(
        lambda weight: st.builds(
            Counted, st.just(D(weight)), st.none() | st.integers(0, weight).map(D), st.booleans()
        )
    ),
    max_size=12,
)


@given(lines)
def test_a_total_lies_between_nothing_and_the_full_weight(rows):
    result = total(rows)
    assert result.points is None or 0 <= result.points <= result.full


@given(st.integers(0, 40), st.integers(0, 40))
def test_more_cases_never_bring_more_points(one, other):
    few, many = sorted((one, other))
    rule = parse(PER)
    assert score(rule, D(20), Measured(D(many))).points <= score(rule, D(20), Measured(D(few))).points


def test_equal_totals_share_a_place_and_no_total_has_none():
    ranked = ranking({"甲": D(80), "乙": D(90), "丙": None, "丁": D(80), "戊": D(70)})
    assert [(one.key, one.place) for one in ranked] == [
        ("乙", 1), ("甲", 2), ("丁", 2), ("戊", 4), ("丙", None),
    ]  # fmt: skip
