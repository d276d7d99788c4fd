"""Texts for groups, Weibo and WeChat: never too long, never cut inside a figure, always with the address."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html

from mingbai.documents.official.blocks import blocks_of
from mingbai.outbox.rules.article import article_digest, article_html, article_title
from mingbai.outbox.rules.counting import wechat_length, weibo_length
from mingbai.outbox.rules.cutting import inside, shorten
from mingbai.outbox.rules.texts import Facts, group_text, group_texts, weibo_text, withdrawal_text

slowly = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
ADDRESS = "https://zwgk.mingbai.gov.cn/q/22A7/"
TOKENS = [
    "1,234.56元", "12.5万元", "每亩150元", "30%", "￥99.00", "二百五十元", "3个工作日", "2026年11月2日", "11月2日至11月15日",
    "2026-11-02", "二〇二六年十一月二日", "0999-5550101", "(0999)5550101", "13900001111", "400-810-1234", "青政发〔2026〕12号",
    "https://www.example.gov.cn/a/b.html", "第12条", "8:30", "1.5倍", "120元/人", "０９９９－５５５０１０１", "5—10元",
]  # fmt: skip
WORDS = [
    "请各村认真办理",
    "补贴按时发放",
    "，",
    "。",
    "；",
    "、",
    "到村委会登记",
    "𠮷家湾",
    "\n",
    "凭证",
    "👨‍👩‍👧",
    "é",
]
pieces = st.lists(st.sampled_from(TOKENS + WORDS * 2), min_size=1, max_size=30)


def spans(parts):
    """Where the tokens stand in the joined text, each with a word on both sides."""
    text, found = "", []
    for part in parts:
        if part in TOKENS:
            text += "为"
            found.append((len(text), len(text) + len(part)))
            text += part + "，"
        else:
            text += part
    return text, found


@slowly
@given(pieces, st.integers(1, 200), st.sampled_from([wechat_length, weibo_length]))
def test_a_shortened_text_fits_and_cuts_no_amount_date_or_telephone_number(parts, limit, length):
    text, found = spans(parts)
    cut = shorten(text, limit, length)
    assert length(cut) <= limit
    kept = cut.removesuffix("…") if cut != text.strip() else cut
    assert text.strip().startswith(kept)
    at = len(text) - len(text.lstrip()) + len(kept)
    assert not any(start < at < end for start, end in found)


@pytest.mark.parametrize("token", TOKENS)
def test_no_place_within_a_figure_is_a_place_to_cut(token):
    text = f"标准为{token}，从今年起执行"
    start = text.index(token)
    assert set(range(start + 1, start + len(token))) <= inside(text)


facts = st.builds(
    Facts,
    title=st.text(st.sampled_from("关于发放2026年补贴的通知青禾镇人民政府𠮷"), min_size=1, max_size=300),
    issuer=st.text(st.sampled_from("青禾镇人民政府#@"), min_size=1, max_size=30),
    body=pieces.map(lambda parts: spans(parts)[0]),
    address=st.integers(0, 70).map(lambda more: ADDRESS + "a" * more),
    telephone=st.sampled_from(["", "0999-5550101", "0999-5550101、0999-5550102"]),
    note=st.sampled_from(["", "发放标准由120元改为150元。"]),
)


@slowly
@given(facts)
def test_texts_for_groups_fit_and_end_with_address_and_contact(one):
    texts = group_texts(one)
    assert wechat_length(texts["short"]) <= 140
    assert wechat_length(texts["medium"]) <= 300
    assert all(one.address in text for text in texts.values())
    assert texts["full"].endswith(one.contact)
    assert one.body.strip() in texts["full"]


@slowly
@given(facts)
def test_a_weibo_fits_holds_the_address_and_calls_nobody(one):
    text = weibo_text(one)
    assert weibo_length(text) <= 140
    assert one.address in text
    assert "#" not in text.replace(one.address, "") and "@" not in text


def test_a_short_text_is_cut_after_a_whole_sentence():
    one = Facts(
        "关于冬季供水的通知", "青禾镇人民政府", "请各村每周一检查管道。发现漏水的，当天报告。" + "逐户排查。" * 30,
        ADDRESS, "0999-5550101",
    )  # fmt: skip
    text = group_text(one, 140)
    body = text.split("\n")[1]
    assert body.startswith("请各村每周一检查管道。发现漏水的，当天报告。") and body.endswith("。")
    assert text.endswith(f"全文：{ADDRESS}\n咨询：青禾镇人民政府 0999-5550101")


def test_a_text_does_not_begin_with_its_addressees():
    one = Facts("供水通知", "青禾镇", "各村民委员会：\n请检查管道。", ADDRESS)
    assert "各村民委员会" not in group_text(one, 140) and "请检查管道。" in group_text(one, 140)
    assert "各村民委员会" in group_texts(one)["full"] and "各村民委员会" not in weibo_text(one)


def test_a_first_sentence_that_is_very_short_does_not_stand_alone():
    assert (
        shorten("通知。请各村在冬季到来以前检查管道，当天报告。", 20, len)
        == "通知。请各村在冬季到来以前检查管道…"
    )


def test_an_address_longer_than_the_limit_is_refused_in_code():
    with pytest.raises(ValueError):
        group_text(Facts("题", "镇", "文", "https://a.cn/" + "a" * 140), 140)


def test_weibo_counts_halves_for_ascii_and_ten_for_a_link():
    assert weibo_length("春耕") == 2
    assert weibo_length("ab") == 1
    assert weibo_length("abc") == 2
    assert weibo_length("见https://www.example.gov.cn/a/very/long/address.html") == 11
    assert weibo_length("https://a.cn/" + "a" * 137) == 15


def test_wechat_counts_a_rare_character_twice():
    assert wechat_length("𠮷a中") == 4


def test_a_correction_says_so_first():
    one = Facts("补贴标准", "青禾镇", "每亩150元。", ADDRESS, "", "标准由120元改为150元")
    assert group_text(one, 140).startswith("【更正：补贴标准】\n更正说明：标准由120元改为150元。")
    assert "更正" in weibo_text(one)


def test_what_was_withdrawn_is_named_and_the_address_explains():
    words = withdrawal_text(Facts("补贴名单", "青禾镇", "", ADDRESS, "0999-5550101"), "11月2日")
    assert "不要再转发" in words and ADDRESS in words and "0999-5550101" in words


BODY = """<h2>一、标准</h2><p>每亩<strong>150元</strong>，见<a href="https://x.cn">附件</a>。</p>
<p><img src="/files/1/" alt="流程图"></p><table><tr><th>村</th><th>户数</th></tr><tr><td>柳湾村</td><td>12</td></tr></table>"""


def test_an_article_holds_only_what_the_editor_takes():
    one = Facts("题<b>", "青禾镇", "", ADDRESS, "0999-5550101")
    made = article_html(one, "导语<script>alert(1)</script>", blocks_of(BODY))
    root = lxml_html.fragment_fromstring(made)
    assert {element.tag for element in root.iter()} <= {
        "section",
        "p",
        "table",
        "tbody",
        "tr",
        "td",
        "strong",
    }
    assert {name for element in root.iter() for name in element.attrib} <= {"style", "colspan", "rowspan"}
    assert "url(" not in made and "柳湾村" in made and "［图：流程图］" in made


def test_a_wide_table_slides_in_its_own_frame():
    cells = "".join(f"<td>{at}</td>" for at in range(8))
    made = article_html(Facts("题", "镇", "", ADDRESS), "", blocks_of(f"<table><tr>{cells}</tr></table>"))
    assert "overflow-x:auto" in made and "min-width:768px" in made and "左右滑动" in made


def test_an_article_that_is_too_long_ends_with_a_whole_row_and_the_way_to_the_rest():
    rows = "".join(f"<tr><td>第{at}户</td><td>{at}</td></tr>" for at in range(900))
    made = article_html(Facts("题", "镇", "", ADDRESS), "", blocks_of(f"<p>说明</p><table>{rows}</table>"))
    assert len(made) < 20_000 and "阅读原文" in made
    assert made.count("<tr>") == made.count("</tr>") and ADDRESS in made


def test_title_and_digest_keep_the_limits_of_the_platform():
    assert wechat_length(article_title("关于" + "补贴发放" * 40)) <= 64
    assert wechat_length(article_digest(Facts("题", "镇", "发放标准。" * 60, ADDRESS))) <= 120
    assert re.fullmatch(r"(发放标准。)+", article_digest(Facts("题", "镇", "发放标准。" * 60, ADDRESS)))
