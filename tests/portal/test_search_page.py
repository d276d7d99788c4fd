"""Searching as a visitor: words in the box, filters as links, and help when nothing is there."""

import re
from html import unescape

import pytest

from mingbai.disclosures import actions
from mingbai.disclosures.models import Information
from mingbai.portal.views import searching
from mingbai.search.models import MissedWord, SynonymGroup
from mingbai.search.queries import Finding, Query, Result, search


def page_of(visitor, **query):
    return visitor.get("/search/", query).content.decode()


def test_a_two_letter_word_finds_the_text_and_is_marked(visitor, office):
    published = office.published()
    page = page_of(visitor, q="供水")
    assert published.get_absolute_url() in page
    assert "<mark>供水</mark>" in page
    assert "找到 1 条" in page


@pytest.mark.parametrize(
    ("validity", "word"), [("repealed", "废止"), ("amended", "已修改"), ("in_force", None)]
)
def test_a_hit_that_no_longer_holds_says_so(visitor, office, validity, word):
    text = office.published()
    Information.objects.filter(pk=text.pk).update(validity=validity)
    page = page_of(visitor, q="供水")
    assert re.findall(r'<strong class="tag">(.*?)</strong>', page) == ([word] if word else [])


def test_what_was_typed_stays_in_the_box(visitor, db):
    page = page_of(visitor, q='低保 "五保"')
    assert 'value="低保 &quot;五保&quot;"' in page


@pytest.mark.parametrize("words", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{ 7 }}"])
def test_what_was_typed_is_never_markup(visitor, office, words):
    office.published()
    page = page_of(visitor, q=words)
    assert "<script>alert" not in page
    assert "<img src=x" not in page


def test_text_in_results_is_escaped(visitor, office):
    office.published(title="关于<b>供水</b>的通知", body="<p>供水 &lt;script&gt;alert(1)&lt;/script&gt;</p>")
    page = page_of(visitor, q="供水")
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


def test_more_than_300_characters_are_refused_in_words_and_kept(visitor, db):
    page = page_of(visitor, q="水" * 301)
    assert "最多能搜 300 个字" in page
    assert "水" * 301 in page


@pytest.mark.parametrize("words", ["水" * 300, "！？。", "\0", "a" * 5, "'", '"', "NEAR(", "*", "供水 OR 1"])
def test_nothing_that_is_typed_breaks_the_page(visitor, office, words):
    office.published()
    assert visitor.get("/search/", {"q": words}).status_code == 200


def test_nothing_found_tells_what_to_do(visitor, cast):
    cast.county.telephone = "0999-5550001"
    cast.county.save()
    page = page_of(visitor, q="飞机票")
    assert "没有找到含有“飞机票”的公开信息" in page
    for way in ("少写几个字", "/contents/", "0999-5550001", "/apply/"):
        assert way in page


def test_filters_are_links_with_counts_and_can_be_lifted(visitor, office):
    published = office.published()
    page = page_of(visitor, q="供水", organisation="qinghe")
    assert "机构（含下级）：青禾镇人民政府" in page
    assert re.search(r'<a href="\?q=[^"&]*">取消', page)
    assert published.get_absolute_url() in page
    assert published.get_absolute_url() not in page_of(visitor, q="供水", organisation="linhe")


def test_facets_link_to_narrower_searches(visitor, office, content):
    office.published(title="供水通知")
    office.published(title="供水意见", genre=content["genre"].__class__.objects.get(name="意见"))
    second = office.published(title="供水公告")
    actions.set_validity(information=second, validity="expired", note="到期", by=office.desk.cast.approver)
    page = page_of(visitor, q="供水")
    assert re.search(r'validity=expired">失效</a><span class="count">1</span>', page)


def test_a_date_range_narrows_and_a_wrong_date_is_named(visitor, office):
    published = office.published()
    assert published.get_absolute_url() not in page_of(visitor, q="供水", until="2020-01-01")
    wrong = page_of(visitor, q="供水", since="昨天")
    assert "日期没有看懂" in wrong
    assert published.get_absolute_url() in wrong
    assert "结束日期早于开始日期" in page_of(visitor, q="供水", since="2026-02-01", until="2026-01-01")


def test_many_hits_are_said_to_be_more(visitor, monkeypatch, office):
    office.published()
    hits = search(Query(words="供水")).hits
    monkeypatch.setattr(searching, "find", lambda query, *_: Finding(query, Result(10_000, True, hits)))
    assert "找到 10000 条以上" in page_of(visitor, q="供水")


@pytest.mark.parametrize("number", ["2", "500", "99999", "9" * 30, "-3", "x", "²"])
def test_a_page_beyond_the_last_shows_the_last(visitor, office, number):
    published = office.published()
    assert published.get_absolute_url() in page_of(visitor, q="供水", page=number)


def test_a_withdrawn_text_is_not_found(visitor, office, cast):
    published = office.published()
    actions.withdraw(information=published, reason="复核", by=cast.approver)
    assert published.get_absolute_url() not in page_of(visitor, q="供水")


def test_a_search_gives_no_cookie(visitor, db):
    assert not visitor.get("/search/", {"q": "供水"}).cookies


@pytest.fixture
def low_income(office):
    """A guide that nowhere says 低保, and the word for it."""
    SynonymGroup.objects.create(words=["低保", "最低生活保障"])
    body = "<p>二、办理条件：家庭人均收入低于最低生活保障标准。</p>"
    return office.published(title="最低生活保障办事指南", body=body)


def test_synonyms_are_found_said_and_can_be_left_out(visitor, low_income):
    page = page_of(visitor, q="低保")
    assert low_income.get_absolute_url() in page
    assert "同时找了：最低生活保障。" in page
    assert "<mark>最低生活保障</mark>办事指南" in page
    only = unescape(re.search(r'<a href="([^"]*only=1)">只找“低保”', page)[1])
    assert "没有找到" in visitor.get(f"/search/{only}").content.decode()


def test_pinyin_and_a_wrong_character_lead_to_the_word(visitor, low_income):
    assert "按拼音“dibao”找了：低保。" in page_of(visitor, q="dibao")
    assert low_income.get_absolute_url() in page_of(visitor, q="dibao")
    typo = page_of(visitor, q="底保")
    assert re.search(r'您是不是要找：<a href="\?q=[^"]*">低保</a>', typo)
    assert low_income.get_absolute_url() not in typo


def test_a_question_is_answered_with_the_words_of_the_record(visitor, low_income):
    page = page_of(visitor, q="低保要什么条件？")
    quote = re.search(r"<blockquote[^>]*>(.*?)</blockquote>", page, re.S)[1]
    assert re.sub("<[^>]+>", "", quote) == "二、办理条件：家庭人均收入低于最低生活保障标准。"
    assert f'href="{low_income.get_absolute_url()}#text"' in page


def test_suggestions_come_as_json_and_may_be_kept_a_minute(visitor, low_income, cast):
    answer = visitor.get("/suggest/", {"q": "最低"})
    assert set(answer["Cache-Control"].split(", ")) == {"max-age=60", "public"}
    assert answer.json()["suggestions"] == [
        {"text": "低保", "kind": "常用词", "url": ""},
        {"text": "最低生活保障办事指南", "kind": "公开信息", "url": low_income.get_absolute_url()},
    ]
    body = visitor.get("/suggest/", {"q": "qinghe"}).json()["suggestions"][0]
    assert body == {"text": "青禾镇人民政府", "kind": "机构", "url": "/organisations/qinghe/"}
    assert not answer.cookies


def test_a_withdrawn_text_is_neither_suggested_nor_an_answer(visitor, low_income, cast):
    actions.withdraw(information=low_income, reason="复核", by=cast.approver)
    assert [one["kind"] for one in visitor.get("/suggest/", {"q": "最低"}).json()["suggestions"]] == [
        "常用词"
    ]
    assert "<blockquote" not in page_of(visitor, q="低保要什么条件？")
    assert "办事指南" not in page_of(visitor, q="dibao").split("可以这样试试")[0]


@pytest.mark.parametrize("words", ["", "\0", "'", "低" * 400, "§", "ǖ", '"'])
def test_no_suggestion_breaks(visitor, low_income, words):
    assert visitor.get("/suggest/", {"q": words}).status_code == 200


def missed(visitor, words, **query):
    page_of(visitor, q=words, **query)
    return list(MissedWord.objects.values_list("word", "count"))


def test_what_is_not_found_is_counted(visitor, db):
    assert missed(visitor, "飞机票") == [("飞机票", 1)]
    assert missed(visitor, "飞机票") == [("飞机票", 2)]
    assert missed(visitor, "飞机票 ", organisation="", until="2020-01-01") == [("飞机票", 2)]


@pytest.mark.parametrize(
    "words",
    [
        "张三", "王小明的低保", "张三低保", "13812345678", "身份证110101199003074610", "李四 低保", "我家电话",
        "zhangsan@example.com", "欧阳小红", "柳湾村3号王五", "620102 1990", "长" * 31,
    ],
)  # fmt: skip
def test_nothing_that_may_be_about_a_person_is_counted(visitor, db, words):
    SynonymGroup.objects.create(words=["低保", "最低生活保障"])
    assert missed(visitor, words) == []
