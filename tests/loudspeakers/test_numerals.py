"""Numbers as they are spoken, by hand and against a reader that goes the other way."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mingbai.loudspeakers.rules.numerals import LARGEST, money, number, whole

BY_HAND = """
0 零|2 二|10 十|11 十一|12 十二|20 二十|22 二十二|100 一百|101 一百零一|105 一百零五|110 一百一十|111 一百一十一
200 二百|212 二百一十二|1000 一千|1001 一千零一|1010 一千零一十|1100 一千一百|2000 两千|2002 两千零二
2222 两千二百二十二|10000 一万|10010 一万零一十|10300 一万零三百|12000 一万两千|20000 两万|20002 两万零二
100000 十万|100010 十万零一十|110000 十一万|120000 十二万|1002000 一百万两千|10010000 一千零一万
20002000 两千万两千|100000000 一亿|100000001 一亿零一|100010000 一亿零一万|200000000 两亿|900004227 九亿零四千二百二十七
1000000000000 一万亿
"""


@pytest.mark.parametrize("line", [one for row in BY_HAND.split("\n") for one in row.split("|") if one])
def test_whole_numbers_as_an_announcer_says_them(line):
    digits, spoken = line.split(" ")
    assert whole(int(digits)) == spoken


VALUES = {name: at for at, name in enumerate("零一二三四五六七八九")} | {"两": 2}
PLACES = {"十": 10, "百": 100, "千": 1000}


def heard(words: str) -> int:
    """What a listener understands."""
    total = section = digit = 0
    for one in words:
        if one in VALUES:
            digit = VALUES[one]
        elif one in PLACES:
            section += (digit or 1) * PLACES[one]
            digit = 0
        elif one == "万":
            total, section, digit = total + (section + digit) * 10**4, 0, 0
        else:
            total, section, digit = (total + section + digit) * 10**8, 0, 0
    return total + section + digit


@given(st.integers(0, LARGEST))
@settings(max_examples=500)
def test_a_listener_understands_every_number(value):
    assert heard(whole(value)) == value


@given(st.integers(0, LARGEST))
def test_zero_is_never_said_twice_in_a_row_nor_at_the_end(value):
    words = whole(value)
    assert "零零" not in words
    assert words == "零" or not words.endswith("零")


def test_numbers_beyond_all_names_are_refused():
    with pytest.raises(ValueError):
        whole(LARGEST + 1)


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("12.30", "十二元三角"),
        ("12.35", "十二元三角五分"),
        ("12.05", "十二元零五分"),
        ("0.5", "五角"),
        ("0.20", "两角"),
        ("0.05", "五分"),
        ("0.35", "三角五分"),
        ("2", "两元"),
        ("12.00", "十二元"),
        ("0", "零元"),
        ("1,234.56", "一千二百三十四元五角六分"),
        ("12.345", "十二点三四五元"),
    ],
)
def test_amounts_with_jiao_and_fen(written, spoken):
    assert money(written) == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("1.50", "一点五零"),
        ("007", "零零七"),
        ("3,500", "三千五百"),
        ("0.05", "零点零五"),
        ("9" * 20, "九" * 20),
    ],
)
def test_decimals_leading_zeros_and_endless_numbers(written, spoken):
    assert number(written) == spoken
