"""A limit may be narrowed below, and never widened."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingbai.catalogue.rules.limits import narrower

ABOVE = "信息形成或者变更之日起20个工作日内"


@pytest.mark.parametrize(
    ("new", "old"),
    [
        ("10个工作日内", ABOVE),
        ("20个工作日内", ABOVE),
        ("二十日内", ABOVE),
        ("信息形成之日起3日内", "5日内"),
        ("24小时内", "1个工作日内"),
        ("及时公开", ABOVE),
        ("当日公开", ABOVE),
        ("15个工作日内，许可、处罚5个工作日内", "20个工作日内，许可、处罚7个工作日内"),
        ("7个工作日内", "20个工作日内，许可、处罚7个工作日内"),
        ("10个工作日内，公示10个工作日", "10个工作日内，公示7个工作日"),
        ("10个工作日内", "按有关规定公开"),
        ("随便怎么写", "按有关规定公开"),
        ("信息形成或者变更之日起20个工作日内。", ABOVE),
    ],
)
def test_narrower_limits_are_accepted(new, old):
    assert narrower(new, old) == ""


@pytest.mark.parametrize(
    ("new", "old", "words"),
    [
        ("30个工作日内", ABOVE, "比上级的时限宽"),
        ("20个工作日内", "20日内", "比上级的时限宽"),
        ("1个月内", ABOVE, "比上级的时限宽"),
        ("10个工作日内", "20个工作日内，许可、处罚7个工作日内", "比上级的时限宽"),
        ("10个工作日内", "及时公开", "不能放宽"),
        ("尽快", ABOVE, "看不出天数"),
    ],
)
def test_wider_limits_are_refused_with_both_limits_named(new, old, words):
    assert words in narrower(new, old)


@given(st.integers(1, 60), st.integers(1, 60), st.sampled_from(["个工作日内", "日内"]))
def test_of_two_limits_in_one_unit_the_shorter_is_narrower(first, second, unit):
    assert (narrower(f"{first}{unit}", f"{second}{unit}") == "") == (first <= second)
