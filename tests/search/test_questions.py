"""Questions: what is one, what it asks about, and which passage answers it."""

import pytest

from mingbai.search.text.edits import gaps, one_apart
from mingbai.search.text.passages import best_passage, passages_of
from mingbai.search.text.questions import question_in, terms_of

GUIDE = """申请低保的条件、材料、流程和联系电话。
一、办理事项：最低生活保障审核确认。
二、办理条件：家庭成员人均收入低于本县低保标准。
三、申请材料
材料
份数

身份证、户口簿
原件
四、办理流程：申请受理→入户调查→公示。
县民政局"""


@pytest.mark.parametrize(
    ("asked", "terms"),
    [
        ("60岁老人能领多少高龄补贴？", "60岁 老人 高龄补贴"),
        ("危房改造要什么材料", "危房改造 材料"),
        ("低保怎么申请", "低保 申请"),
        ("请问公租房的申请条件是什么？", "公租房 申请条件"),
        ("我想问一下宅基地能不能转让", "宅基地 转让"),
        ("残疾人补贴每个月有多少钱", "残疾人补贴"),
        ("退耕还林补助什么时候发", "退耕还林补助"),
        ("办理不动产证需要哪些手续", "不动产证 手续"),
        ("村委会的会议纪要在哪里看", "村委会 会议纪要"),
        ("社会保障卡丢了怎么办", "社会保障卡"),
        ("耕地地力补贴一亩多少钱", "耕地地力补贴"),
    ],
)
def test_a_question_is_about_what_is_left_of_it(asked, terms):
    found = question_in(asked)

    assert found is not None
    assert [one for one in terms.split() if one not in found.terms] == []


@pytest.mark.parametrize(
    "typed",
    [
        "低保",
        "低保标准",
        "青政发〔2026〕12号",
        "关于低保的通知",
        "什么",
        "怎么办？",
        "多少多少多少",
        "？" * 99,
        "怎" * 200,
    ],
)
def test_words_to_search_for_are_no_question(typed):
    assert question_in(typed) is None


def test_every_sentence_has_terms_or_none_and_never_fails():
    assert terms_of("\0😀 的 吗 什么") == ()


def test_a_heading_keeps_the_table_below_it():
    assert "三、申请材料 材料 份数 身份证、户口簿 原件" in passages_of(GUIDE)


def test_long_lines_are_cut_between_sentences_and_nothing_is_made_up():
    line = "甲乙丙丁戊己庚辛壬癸。" * 40

    pieces = passages_of(line)

    assert "".join(pieces) == line
    assert max(map(len, pieces)) <= 180


@pytest.mark.parametrize(
    ("asked", "begins"),
    [
        ("低保要什么条件", "二、办理条件"),
        ("低保要什么材料", "三、申请材料"),
        ("低保怎么办理流程", "四、办理流程"),
    ],
)
def test_the_passage_that_holds_the_kind_of_answer_comes_before_the_summary(asked, begins):
    question = question_in(asked)
    terms = {(term, "最低生活保障") if term == "低保" else (term,): 1.0 for term in question.terms}

    assert best_passage(GUIDE, "最低生活保障办事指南", terms, question.wants).text.startswith(begins)


def test_a_text_about_something_else_gives_no_passage():
    assert best_passage("全县森林防火工作已经部署。", "森林防火", {("低保",): 1.0}, ()) is None


@pytest.mark.parametrize(
    ("typed", "word", "expected"),
    [
        ("高令补贴", "高龄补贴", True), ("高补贴", "高龄补贴", True), ("高高龄补贴", "高龄补贴", True),
        ("龄高补贴", "高龄补贴", True), ("高龄补贴", "高龄补贴", False), ("低保", "社保金", False),
        ("危房", "危房改造", False),
    ],
)  # fmt: skip
def test_one_character_apart(typed, word, expected):
    assert (one_apart(typed, word), one_apart(word, typed)) == (expected, expected)


@pytest.mark.parametrize("typed", ["高令补贴", "高补贴", "高龄龄补贴"])
def test_a_gap_finds_the_meant_word_in_a_title(typed):
    found = {m.group() for _, pattern in gaps(typed) for m in pattern.finditer("关于高龄补贴的通知")}

    assert "高龄补贴" in found
