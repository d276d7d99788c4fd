"""Wording, document numbers, dates, punctuation, as tables."""

from datetime import date

import pytest

from mingbai.checks.context import Context, packaged_lexicon
from mingbai.checks.engine import run
from mingbai.checks.rules.wording import Term
from mingbai.checks.subject import Subject

TODAY = date(2026, 11, 21)
NAMES = frozenset({"明白县人力资源和社会保障局", "明白县民政局", "青禾镇人民政府", "县人社局"})


def found(text, **context):
    findings = run(Subject(text=text), Context(today=TODAY, **context))
    return [(f.rule, f.suggestion) for f in findings]


@pytest.mark.parametrize(
    ("text", "rule", "suggestion"),
    [
        ("现就有关工作布署如下", "lexicon", "部署"),
        ("截止到10月底", "lexicon", "截至"),
        ("县国土资源局负责", "lexicon", "自然资源局"),
        ("我们的的工作", "doubled_character", "的"),
        ("做好公开公开工作", "doubled_word", "公开"),
        ("各村，，各站所", "doubled_punctuation", "，"),
        ("各村,各站所", "mixed_punctuation", "，"),
        ("附件(表格)如下", "mixed_punctuation", "（"),
        ("印发《办法的通知", "unpaired_punctuation", ""),
        ("平政发[2020]12号", "form", "〔2020〕12号"),
        ("平政发（2020）12号", "form", "〔2020〕12号"),
        ("平政发〔2020〕012号", "form", "〔2020〕12号"),
        ("平政发〔2020〕第12号", "form", "〔2020〕12号"),
        ("平政发〔2020〕12文件", "form", "〔2020〕12号"),
        ("平政发〔２０２０〕12号", "form", "〔2020〕12号"),
        ("2月30日前完成", "impossible_date", ""),
        ("2025年2月29日", "impossible_date", ""),
        ("2025年13月", "impossible_date", ""),
        ("2026年11月31日", "impossible_date", ""),
        ("2026年11月21日（星期五）", "weekday", "星期六"),
        ("明白县人力资源和社会保章局", "organisation_name", "明白县人力资源和社会保障局"),
        ("请报青河镇人民政府", "organisation_name", "青禾镇人民政府"),
    ],
)
def test_a_slip_is_found_with_its_correction(text, rule, suggestion):
    assert (rule, suggestion) in found(text, names=NAMES)


@pytest.mark.parametrize(
    "text",
    [
        "已在网站公布署名文章",
        "既使用方便，又节约成本",
        "购置帐篷三顶",
        "群众反映问题，的的确确存在",
        "为了了解情况",
        "人人参与，个个争先，常常走访，天天记录",
        "研究研究再说",
        "国办发〔2019〕54号",
        "（2020）宁0221民初123号",
        "2024年2月29日",
        "2026年11月21日（星期六）",
        "1）登记；2）审核",
        "《信息公开条例》“五公开”（试行）",
        "《原国土资源局关于耕地保护的通知》",
        "明白县人力资源和社会保障局、明白县民政局、青禾镇人民政府、县人社局",
    ],
)
def test_right_wording_does_not_fire(text):
    assert found(text, names=NAMES) == []


def test_an_old_name_of_an_organ_is_right_in_a_text_of_its_time():
    subject = Subject(text="县国土资源局负责", written_on=date(2018, 6, 1))
    assert run(subject, Context(today=TODAY)) == ()


def test_a_former_name_gets_the_present_one():
    pairs = (("青禾乡人民政府", "青禾镇人民政府"),)
    assert ("former_name", "青禾镇人民政府") in found("由青禾乡人民政府负责", former_names=pairs)


def test_a_neighbouring_organ_with_a_similar_name_is_no_slip():
    names = frozenset({"明白县教育局", "明白县体育局"})
    assert found("明白县教育局、明白县体育局", names=names) == []


def test_a_word_of_the_countys_own_is_found_and_its_exception_spared():
    lexicon = (Term("柳弯", "柳湾", unless=("柳弯弯",)),)
    assert found("柳弯村，柳弯弯", lexicon=lexicon) == [("lexicon", "柳湾")]


def test_the_packaged_lexicon_is_sound():
    terms = packaged_lexicon()
    assert len(terms) >= 150
    assert len({t.term for t in terms}) == len(terms)
    for term in terms:
        assert term.term != term.correction
        assert term.severity in {"block", "ask", "note"}
        assert all(term.term in word and word != term.term for word in term.unless)


def test_no_correction_of_the_lexicon_is_itself_called_wrong():
    for term in packaged_lexicon():
        assert "lexicon" not in {rule for rule, _ in found(term.correction)}, term.correction


def test_half_width_marks_are_listed_a_few_times_and_counted():
    findings = run(Subject(text="一,二" * 40), Context(today=TODAY))
    assert len(findings) == 10
    assert "全文共 40 处" in findings[0].message
