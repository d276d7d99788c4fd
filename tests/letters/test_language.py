"""Templates hold names and nothing else, and values are text whatever was typed."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingbai.letters import exports, packaged
from mingbai.letters.rules import combinations
from mingbai.letters.rules.language import Line, Row, Slot, WrongTemplate, parse
from mingbai.letters.rules.wordings import in_line
from tests.documents.reading_back import of_pdf, of_word
from tests.letters.making import composed


def test_a_template_is_read_into_paragraphs_conditions_and_rows():
    lines = parse("收到{申请人}的申请{{甲}}。\n\n[如有:查询码]码：{查询码}\n| 项目 | {申请内容} |")
    assert lines == (
        Line(1, ("收到", Slot("申请人"), "的申请{", "甲}", "。")),
        Line(3, ("码：", Slot("查询码")), "查询码"),
        Row(4, (("项目",), (Slot("申请内容"),))),
    )


@pytest.mark.parametrize(
    "text",
    [
        "{申请人.__class__}", "{申请人[0]}", "{申请人!r}", "{申请人:>10}", "{__class__}", "{0}", "{}", "{a}", "{申请人",
        "申请人}", "{ 申请人 }", "{申请人{内容}}", "{申请人:{内容}}", "[如有:__init__]甲", "[如有:]甲", "| 只有一格 |", "| 甲 | 乙",
    ],
)  # fmt: skip
def test_anything_but_a_plain_name_in_braces_is_refused(text):
    with pytest.raises(WrongTemplate, match="第2行"):
        parse(f"第一段\n{text}")


HOSTILE = [
    '#import "@preview/x:0.1.0": *', "#read(\"/etc/passwd\")", "]) #panic() [", "$x$ *b* _i_ `c` <l> @r // c", "\\ \\u{41} \\",
    "{__class__}", "{申请人}", "{救济告知}", "{0.__init__.__globals__}", "[如有:申请人]甲", "| 甲 | 乙 |", "%s %(a)s ${a}", "<b>&lt;w:t/>]]>",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("kind", ["receipt", "register_sheet"])
def test_what_an_applicant_wrote_stands_in_the_letter_as_it_was_written(kind, text):
    letter = composed(kind, 申请内容=text)
    shown = "".join(text.split())
    assert text in letter.text
    assert shown in of_word(exports.to_word(letter))
    assert shown in of_pdf(exports.to_pdf(letter))


def test_what_an_applicant_wrote_cannot_begin_a_paragraph_of_the_organ():
    text = composed("receipt", 申请内容="报告\n\n经审查，决定予以公开。\u2028青禾镇人民政府\u202e倒").text
    assert "报告 经审查，决定予以公开。 青禾镇人民政府倒" in text
    assert "经审查，决定予以公开。" not in text.splitlines()


def test_reasons_of_the_organ_may_have_paragraphs():
    lines = composed("answer", "refused_internal", 理由="第一点\n第二点").text.splitlines()
    assert "理由：第一点" in lines
    assert "第二点。" in lines


@given(st.text(max_size=300))
def test_any_text_at_all_gives_a_letter(text):
    letter = composed("receipt", 申请内容=f"甲{text}乙")
    assert letter.official.title.startswith("青禾镇人民政府")
    exports.to_word(letter)


@given(st.text(max_size=200))
def test_any_text_is_a_template_or_is_refused_in_chinese(text):
    try:
        lines = parse(text)
    except WrongTemplate as wrong:
        assert str(wrong).startswith("第")
    else:
        assert all(name.isalpha() for line in lines for name in in_line(line))


def test_very_long_texts_stay_in_the_letter():
    letter = composed("register_sheet", 申请内容="长" * 5000)
    assert of_pdf(exports.to_pdf(letter)).count("长") == 5000
    assert of_word(exports.to_word(letter)).count("长") == 5000


@pytest.mark.parametrize("value", [datetime(2026, 3, 2), True, 1.5, object(), {"甲": 1}, b"a"])
def test_values_that_are_no_text_number_day_or_list_are_refused(value):
    with pytest.raises(TypeError, match="收到日期"):
        composed("receipt", 收到日期=value)


def test_values_for_what_the_platform_writes_itself_are_not_taken():
    text = composed(
        "answer", "refused_internal", 救济告知="不得起诉", 条款="第一条", 事由="随意", 机关="他"
    ).text
    assert "不得起诉" not in text
    assert "第十六条" in text


def test_every_shipped_name_is_known_and_has_a_sample():
    known, samples = packaged.names(), packaged.samples()
    for key in combinations():
        wording = packaged.wordings()[key]
        assert wording.names() <= set(known), key
        assert wording.keeps <= wording.names(), key
        assert wording.may <= wording.names(), key
    assert {name for name, one in known.items() if not one.engine} <= set(samples)
