"""Pinyin: cutting letters, hearing titles, and finding by both."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingbai.search.text.sounds import heard_in, places_heard, sound_of, sounds_like, tokens_of, typed_letters
from mingbai.search.text.syllables import cuts


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("dibao", ["di bao", "di ba o"]),
        ("xian", ["xian", "xi an"]),
        ("fangan", ["fan gan", "fang an"]),
        ("zhuangjia", ["zhuang jia", "zhu ang jia", "zhuang ji a"]),
        ("lvse", ["lv se"]),
        ("db", []),
        ("", []),
    ],
)
def test_letters_are_cut_into_syllables_fewest_first(typed, expected):
    assert [" ".join(one) for one in cuts(typed)][: len(expected) or None] == expected


@given(st.text(alphabet="abcdeghijlnouxz", max_size=60))
def test_cutting_gives_back_the_letters_whatever_they_are(typed):
    assert all("".join(one) == typed for one in cuts(typed, going_on=True))


@given(st.text())
def test_every_title_can_be_heard(title):
    tokens_of(title)
    assert places_heard(title, heard_in("dibao")[0]) is not None


@pytest.mark.parametrize(
    ("typed", "letters"),
    [
        ("DiBao", "dibao"),
        ("di bao", "dibao"),
        ("nü er", "nver"),
        ("xi'an", "xian"),
        ("低保", ""),
        ("5g", ""),
        ("", ""),
    ],
)
def test_only_letters_are_taken_for_pinyin(typed, letters):
    assert typed_letters(typed) == letters


@pytest.mark.parametrize(
    ("title", "typed", "word"),
    [
        ("关于低保标准的通知", "dibao", "低保"),
        ("关于低保标准的通知", "dbbz", "低保标准"),
        ("绿色食品名单", "lvse", "绿色"),
        ("绿色食品名单", "luse", "绿色"),
        ("重庆路施工", "chongqinglu", "重庆路"),
        ("重庆路施工", "zhongqinglu", "重庆路"),
        ("县长办公会", "xianzhang", "县长"),
        ("5G网络", "wangluo", "网络"),
        ("低、保", "dibao", None),
    ],
)
def test_a_word_is_heard_in_a_title_in_each_common_reading(title, typed, word):
    found = [place for heard in heard_in(typed) for place in places_heard(title, heard)]

    assert found[:1] == ([word] if word else [])


def test_while_typing_the_last_syllable_may_be_only_begun():
    assert [sounds_like("低保", one) for one in heard_in("dib", going_on=True)] == [True]
    assert not sounds_like("低保", heard_in("dib")[0])


def test_words_of_one_sound_are_heard_alike():
    assert sounds_like("低保", sound_of("底保"))
    assert not sounds_like("低保金", sound_of("底保"))
