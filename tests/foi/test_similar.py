"""Requests that ask for the same, told by their wording."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mingbai.foi.rules.similar import groups, likeness

BUDGET = "申请公开青禾镇2025年部门预算"
wordings = st.text("青禾镇征地补偿公告预算村2024", max_size=12)
many = st.dictionaries(st.integers(0, 50), wordings, max_size=8)
thresholds = st.sampled_from([0.3, 0.5, 0.6, 0.9])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (BUDGET, "请公开：青禾镇２０２５年部门预算。"),
        ("柳村征地补偿安置方案", "关于柳村的征地补偿安置方案的相关政府信息"),
        ("柳村2024年低保对象名单", "请提供柳村2024年享受低保对象的名单"),
    ],
)
def test_the_same_question_in_other_words_is_alike(one, other):
    assert likeness(one, other) >= 0.6


@pytest.mark.parametrize(
    ("one", "other"),
    [(BUDGET, "柳村征地补偿安置方案"), ("环评批复", "低保名单"), ("", ""), ("。。", "——"), (BUDGET, "")],
)
def test_other_questions_are_not(one, other):
    assert likeness(one, other) < 0.3


@pytest.mark.parametrize(("same_numbers", "expected"), [(False, [[1, 2, 3]]), (True, [[1, 3]])])
def test_another_year_is_the_same_kind_of_question_but_not_the_same_request(same_numbers, expected):
    texts = {
        1: "青禾镇2025年部门预算公开表",
        2: "青禾镇2024年部门预算公开表",
        3: "青禾镇 2025 年的部门预算公开表",
    }

    assert groups(texts, same_numbers=same_numbers) == expected


def test_the_largest_group_comes_first_and_a_single_one_is_none():
    texts = {9: "环评批复", 4: BUDGET, 7: BUDGET, 1: "柳村征地补偿", 3: "柳村征地补偿", 5: BUDGET}

    assert groups(texts) == [[4, 5, 7], [1, 3]]


@given(wordings, wordings)
def test_likeness_is_mutual_and_between_nothing_and_all(one, other):
    assert likeness(one, other) == likeness(other, one)
    assert 0 <= likeness(one, other) <= 1
    assert likeness(one, one) in (0, 1)


@settings(deadline=None)
@given(many, thresholds, st.randoms())
def test_the_order_in_which_they_came_makes_no_difference(texts, threshold, random):
    shuffled = list(texts.items())
    random.shuffle(shuffled)

    assert groups(dict(shuffled), threshold) == groups(texts, threshold)


@settings(deadline=None)
@given(many, thresholds)
def test_everyone_alike_is_in_one_group_and_nobody_in_two(texts, threshold):
    found = groups(texts, threshold)
    place = {key: number for number, group in enumerate(found) for key in group}

    assert sum(len(group) for group in found) == len(place)
    assert all(group == sorted(group) and len(group) > 1 for group in found)
    for one in texts:
        near = [other for other in texts if other != one and likeness(texts[one], texts[other]) >= threshold]
        assert all(place.get(one, -1) == place.get(other, -2) for other in near)
        assert (one in place) == bool(near)


@settings(deadline=None)
@given(many)
def test_a_stricter_threshold_never_joins_more(texts):
    loose, strict = groups(texts, 0.4), groups(texts, 0.8)

    assert all(any(set(small) <= set(big) for big in loose) for small in strict)
