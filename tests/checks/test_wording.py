"""Wording, document numbers, dates, punctuation, as tables."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
        "通风检测仪表、采取销毁措施、索取销售凭据",
        "不得拒绝对其其他疾病进行治疗",
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


COUNTY = frozenset(
    {
        "明白县人民政府",
        "县政府",
        "明白县人民政府办公室",
        "县政府办公室",
        "明白县财政局",
        "明白县自来水有限责任公司",
        "县自来水公司",
        "青禾镇人民政府",
        "青禾镇",
        "青禾镇便民服务中心",
        "东塘村村民委员会",
        "东塘村",
    }
)


@pytest.mark.parametrize(
    "text",
    [
        "明白县人民政府办公室关于印发要点的通知",
        "县人民政府办公室负责公布本办法",
        "青禾镇人民政府办公室",
        "西吉县人民政府办公室、固原市人民政府办公室",
        "由自来水公司在三十日内补齐，各自来水公司、原自来水公司、请自来水公司照办",
        "会同自来水公司解读，名单送向自来水公司",
        "西塘村村民委员会",
        "明白县财政补贴、明白县财政预算、明白县财政所",
        "在青禾镇便民服务中心办理，原青禾镇人民政府档案",
    ],
)
def test_a_right_name_with_other_words_around_it_is_no_slip(text):
    assert "organisation_name" not in {rule for rule, _ in found(text, names=COUNTY)}


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("明白县人民政府办工室", "明白县人民政府办公室"),
        ("名白县财政局", "明白县财政局"),
        ("由明白县财证局负责", "明白县财政局"),
        ("报明白县财政居。", "明白县财政局"),
        ("报明白县财政居负责", "明白县财政局"),
        ("青禾镇便民服物中心", "青禾镇便民服务中心"),
        ("青禾镇人民攻府", "青禾镇人民政府"),
        ("县政俯办公室", "县政府办公室"),
        ("东塘村村民委圆会", "东塘村村民委员会"),
    ],
)
def test_a_slip_within_a_name_is_found_beside_shorter_right_names(text, right):
    assert ("organisation_name", right) in found(text, names=COUNTY)


@given(
    st.sampled_from(sorted(COUNTY)),
    st.sampled_from(["", "县", "由", "各", "原", "请", "同", "向", "到", "报"]),
    st.sampled_from(["", "办公室", "负责", "关于", "的", "。", "、", "和各村"]),
)
def test_no_right_name_is_called_a_slip_whatever_stands_around_it(name, before, after):
    assert "organisation_name" not in {rule for rule, _ in found(before + name + after, names=COUNTY)}
