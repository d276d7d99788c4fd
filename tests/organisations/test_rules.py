import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import uscc

from mingbai.organisations import rules

letters = st.text(rules.ALPHABET, min_size=17, max_size=17)

# Published codes of well-known bodies, and the organisation code each contains.
REAL = ["91440300708461136T", "9144030071526726XG"]


@pytest.mark.parametrize("code", REAL)
def test_published_credit_codes_are_accepted(code):
    assert rules.is_credit_code(code)
    assert rules.is_organisation_code(code[8:17])


@given(letters)
def test_the_check_digit_agrees_with_another_library(first):
    assert rules.credit_check_digit(first) == uscc.calc_check_digit(first)


@given(letters, st.integers(0, 16), st.sampled_from(rules.ALPHABET))
def test_one_wrong_character_is_always_found(first, place, char):
    code = first + rules.credit_check_digit(first)
    damaged = code[:place] + char + code[place + 1 :]

    assert rules.is_credit_code(damaged) is (damaged == code)


@pytest.mark.parametrize(
    ("code", "right"),
    [
        ("D2143569-X", True),
        ("D2143569X", True),
        ("D21435691", False),
        ("D2143569", False),
        ("d2143569X", False),
    ],
)
def test_nine_character_organisation_codes(code, right):
    assert rules.is_organisation_code(code) is right


@pytest.mark.parametrize(
    ("code", "problem"),
    [
        ("11990001009910131E", ""),
        ("11990001009910131F", "校验位不对"),
        ("1199000100991013OE", "字母 O"),
        ("QH-DONGTANG", ""),
        ("640221101", ""),
        ("640221101200", ""),
        ("青禾镇", "只能用字母、数字和短横线"),
        ("-1", "只能用字母、数字和短横线"),
        ("", "只能用字母、数字和短横线"),
    ],
)
def test_codes_are_explained(code, problem):
    assert problem in rules.code_problem(code)
    assert bool(problem) == bool(rules.code_problem(code))


def test_codes_typed_full_width_with_spaces_are_understood():
    assert rules.normal_code("１１99 0001 0099 1013 1e") == "11990001009910131E"


def test_slugs_never_collide():
    assert rules.slug_of("QH_01", set()) == "qh-01"
    assert rules.slug_of("QH-01", {"qh-01", "qh-01-2"}) == "qh-01-3"


def test_lists_in_one_cell_are_split_at_any_usual_mark():
    assert rules.split_list("县政府、明白县政府，县府；县政府 ") == ("县政府", "明白县政府", "县府")


def test_names_already_borne_are_reported_with_their_bearer():
    held = {"财政局": "明白县财政局", "民政局": "明白县民政局"}

    assert rules.name_conflict(["财政局", "县财政局"], held) == (
        "“财政局”已经是“明白县财政局”的全称或简称，请换一个。"
    )
    assert rules.name_conflict(["县财政局"], held) == ""
