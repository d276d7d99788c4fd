"""A visitor's search: synonyms, pinyin, what was meant, passages, suggestions. All from the public book."""

from datetime import date

import pytest
from django.db import transaction

from mingbai.organisations.models import FormerName, Kind, Organisation
from mingbai.search.actions import load_synonyms, put, put_many, remove
from mingbai.search.entries import PUBLIC, STAFF
from mingbai.search.models import SynonymGroup
from mingbai.search.queries import NEWEST, Query, find, search, suggestions, thesaurus, widened

pytestmark = pytest.mark.django_db


@pytest.fixture
def lists(db):
    """Words that mean the same."""
    for words in (["低保", "最低生活保障", "最低生活保障金"], ["高龄补贴", "高龄津贴"], ["特困", "五保"]):
        SynonymGroup.objects.create(words=words)


def found(words, **query):
    wide = widened(Query(words=words, **query)).query
    return [hit.record_id for hit in search(wide).hits]


def titles(*texts, **changes):
    return [dict(title=title, text=text, **changes) for title, text in texts]


@pytest.fixture
def county(make_entry, lists):
    rows = titles(
        ("柳湾村低保公示", "名单"),
        ("最低生活保障办事指南", "二、办理条件：人均收入低于本县低保标准。"),
        ("最低生活保障公示", "名单"),
        ("通知", "申请低保的人"),
        ("通告", "申请最低生活保障的人"),
        ("关于调整高龄津贴标准的通知", "高龄津贴标准提高到80岁以上每人每月80元。"),
    )
    days = (
        date(2026, 1, 1),
        date(2020, 1, 1),
        date(2026, 3, 1),
        date(2026, 2, 1),
        date(2026, 4, 1),
        date(2025, 1, 1),
    )
    put_many([make_entry(n, **row, day=day) for n, (row, day) in enumerate(zip(rows, days, strict=True), 1)])


def test_synonyms_are_found_too_the_guide_first_and_typed_words_before_others(county):
    assert found("低保") == [2, 1, 3, 4, 5]
    assert found("低保", order=NEWEST) == [5, 3, 4, 1, 2]


def test_without_being_widened_a_search_finds_what_was_typed_alone(county):
    assert [hit.record_id for hit in search(Query(words="低保")).hits] == [1, 4, 2]


@pytest.mark.parametrize("offset", range(5))
def test_pages_of_a_widened_search_follow_each_other(county, offset):
    assert found("低保", offset=offset, limit=1) == [[2, 1, 3, 4, 5][offset]]


def test_counts_and_facets_are_of_everything_that_is_found(county):
    result = search(widened(Query(words="低保", facets=True, limit=1)).query)

    assert (result.count, result.capped) == (5, False)
    assert sum(count for _, _, count in result.facets["year"]) == 5


def test_synonyms_are_marked(county):
    hits = search(widened(Query(words="低保")).query).hits

    assert hits[0].title_highlight.html == "<mark>最低生活保障</mark>办事指南"


@pytest.mark.parametrize(
    ("typed", "also"),
    [
        ("低保", ["最低生活保障", "最低生活保障金"]),
        ("最低生活保障", ["低保"]),
        ("低保申请", ["最低生活保障申请", "最低生活保障金申请"]),
        ("农村低保", ["农村最低生活保障", "农村最低生活保障金"]),
        ("“低保”", []),
        ("降低保障", []),
        ("低保 五保", ["最低生活保障", "最低生活保障金", "特困"]),
        ("", []),
        ("\0", []),
    ],
)
def test_what_else_is_looked_for(lists, typed, also):
    assert list(widened(Query(words=typed)).also) == also


def test_words_of_several_kinds_must_all_be_found_in_some_form(county, make_entry):
    put(make_entry(9, title="五保和最低生活保障", text=""))

    assert found("低保 特困") == [9]


def test_former_and_short_names_of_organisations_mean_the_present_one(make_entry):
    Organisation.add_root(code="A", kind=Kind.COUNTY, name="明白县人民政府", slug="a")
    bureau = Organisation.objects.first().add_child(
        code="B", kind=Kind.DEPARTMENT, name="明白县自然资源局", short_names=["县自然资源局"], slug="b"
    )
    FormerName.objects.create(organisation=bureau, name="明白县国土资源局", until=date(2019, 3, 28))
    put_many(
        [
            make_entry(1, title="明白县自然资源局通知", text=""),
            make_entry(2, title="明白县国土资源局通知", text=""),
        ]
    )

    assert sorted(found("国土资源局")) == [1, 2]
    assert sorted(found("县自然资源局")) == [1, 2]


def test_pinyin_finds_words_of_titles_and_says_which(county):
    whole, letters = find(Query(words="dibao")), find(Query(words="gljt"))

    assert (whole.heard, whole.result.hits[0].record_id) == (("低保",), 2)
    assert (letters.heard, letters.result.hits[0].record_id) == (("高龄津贴",), 6)


def test_letters_that_stand_in_a_text_are_found_as_they_are_and_pinyin_is_offered(county, make_entry):
    put(make_entry(9, title="接口说明", text="DB 表"))

    finding = find(Query(words="db"))

    assert (finding.heard, [hit.record_id for hit in finding.result.hits]) == ((), [9])
    assert "低保" in finding.offered


@pytest.mark.parametrize(
    ("typed", "meant"), [("底保", "低保"), ("高令津贴", "高龄津贴"), ("最底生活保障", "最低生活保障")]
)
def test_a_wrong_character_is_offered_right_and_never_put_right_by_itself(county, typed, meant):
    finding = find(Query(words=typed))

    assert (finding.meant[0], finding.result.count) == (meant, 0)


@pytest.mark.parametrize("typed", ["低保", "飞机票", "x", "，", "低 保", "a b c d e", "底" * 300])
def test_nothing_is_offered_for_what_is_right_or_far_from_everything(county, typed):
    assert find(Query(words=typed)).meant == []


def test_a_question_is_answered_by_passages_of_records_in_force(county, make_entry):
    put(make_entry(9, title="高龄补贴标准", text="高龄补贴标准为每人每月20元。", validity="repealed"))

    finding = find(Query(words="老人能领多少高龄补贴？"), leave_out=["repealed"])

    assert [(one.record_id, one.passage.text) for one in finding.answers] == [
        (6, "高龄津贴标准提高到80岁以上每人每月80元。")
    ]
    assert 6 in [hit.record_id for hit in finding.result.hits]


def test_a_question_about_something_unknown_is_not_answered_with_something_else(county):
    assert find(Query(words="农民工工资被拖欠找谁？")).answers == []


def test_suggestions_hold_words_bodies_numbers_and_titles(county, make_entry):
    put(make_entry(8, title="供水通知", document_number="青政发〔2026〕12号"))

    def offered(typed):
        return [(one.kind, one.text) for one in suggestions(typed, [("青禾镇人民政府", "/organisations/q/")])]

    assert offered("最低")[:2] == [("word", "低保"), ("title", "最低生活保障公示")]
    assert offered("青")[:2] == [("body", "青禾镇人民政府"), ("number", "青政发〔2026〕12号")]
    assert offered("qingh") == [("body", "青禾镇人民政府")]
    assert offered("青政发[2026]") == [("number", "青政发〔2026〕12号")]
    assert ("title", "柳湾村低保公示") in offered("dib")
    assert offered("") == offered("！？") == offered("\0") == []


@pytest.mark.django_db(transaction=True)
def test_a_withdrawn_record_is_neither_suggested_nor_heard_once_its_withdrawal_is_committed(make_entry):
    put_many([make_entry(1, title="绝密水库公告"), make_entry(2, book=STAFF, title="绝密草稿")])

    with pytest.raises(RuntimeError), transaction.atomic():
        remove(PUBLIC, 1)
        raise RuntimeError
    assert [one.text for one in suggestions("绝密", [])] == ["绝密水库公告"]
    assert [one.text for one in suggestions("juemi", [])] == ["绝密水库公告"]

    remove(PUBLIC, 1)
    assert suggestions("绝密", []) == suggestions("juemi", []) == []
    assert find(Query(words="juemi")).result.count == 0


def test_a_replaced_title_is_heard_no_more(make_entry):
    put(make_entry(1, title="供水通知"))
    put(make_entry(1, title="停电通知"))

    assert suggestions("gongshui", []) == []
    assert [one.text for one in suggestions("tingdian", [])] == ["停电通知"]


def test_finding_takes_a_constant_number_of_statements(county, django_assert_max_num_queries):
    with django_assert_max_num_queries(14):
        find(Query(words="低保", facets=True))


@pytest.mark.parametrize(
    "words",
    ['"', "\0", "\ud800", "😀", "怎么" * 60, "a" * 300, "'" * 50, "低" * 300, "NEAR( 怎么办？", "§ ·d", "ǖ"],
)
def test_nothing_a_person_types_breaks_a_visitors_search(county, words):
    find(Query(words=words, facets=True))
    suggestions(words, [("青禾镇人民政府", "/")])


def test_the_packaged_words_are_whole_and_loaded_once(db):
    assert load_synonyms() >= 80
    assert load_synonyms() == 0
    assert thesaurus().others_of("五保")


def test_words_that_no_text_holds_together_are_offered_with_one_left_out(make_entry):
    put(make_entry(record_id=1, title="关于发放高龄津贴的通知", text="按月发放"))

    found = find(Query(words="东塘村 高龄津贴"))

    assert found.result.count == 0
    assert found.fewer == [("高龄津贴", 1)]


def test_nothing_is_offered_for_words_that_stand_nowhere(make_entry):
    put(make_entry(record_id=1, title="关于发放高龄津贴的通知", text="按月发放"))

    assert find(Query(words="充电桩 停车")).fewer == []
    assert find(Query(words="充电桩")).fewer == []
