"""Lists and the pages of organisations: what is in them, how they narrow, what they cost."""

from datetime import date, datetime

import pytest

from mingbai.catalogue.models import CatalogueItem, Genre, Theme
from mingbai.disclosures import actions
from mingbai.disclosures.models import Information
from mingbai.lib.clock import CHINA


def listing(visitor, **query):
    return visitor.get("/list/", query).content.decode()


def test_only_what_is_listed_is_in_the_list(visitor, office, cast):
    kept = office.published(title="看得见的通知")
    office.draft(title="草稿里的通知")
    withdrawn = office.published(title="撤回了的通知")
    actions.withdraw(information=withdrawn, reason="复核", by=cast.approver)
    page = listing(visitor)
    assert kept.title in page
    assert "草稿里的通知" not in page
    assert "撤回了的通知" not in page
    assert "共 1 条" in page


@pytest.fixture
def two(office):
    """Two texts that differ in all that lists can be narrowed by."""
    first = office.published(title="第一份")
    second = office.published(
        title="第二份",
        theme=Theme.objects.filter(parent__name="民政、扶贫、救灾").first()
        or Theme.objects.get(name="公安、安全、司法"),
        genre=Genre.objects.get(name="意见"),
        catalogue_item=CatalogueItem.objects.exclude(field=first.catalogue_item.field).first(),
    )
    Information.objects.filter(pk=second.pk).update(published_at=datetime(2025, 1, 1, 0, 30, tzinfo=CHINA))
    return first, second


def test_each_filter_narrows(visitor, two):
    _, second = two
    theme = second.theme.parent or second.theme
    filters = [
        {"theme": theme.name},
        {"genre": "意见"},
        {"field": second.catalogue_item.field_id},
        {"validity": "in_force"},
        {"year": "2025"},
    ]
    for chosen in filters:
        page = listing(visitor, **chosen)
        assert "第二份" in page, chosen
        assert "第一份" not in page, chosen


def test_an_organisation_brings_everything_below_it(visitor, office, cast):
    office.published(title="镇里的通知")
    town, county, next_town = (listing(visitor, organisation=slug) for slug in ("qinghe", "county", "linhe"))
    assert "镇里的通知" in town
    assert "镇里的通知" in county
    assert "镇里的通知" not in next_town


def test_newest_comes_first(visitor, two):
    page = listing(visitor)
    assert page.index("第一份") < page.index("第二份")


def test_an_empty_list_says_what_to_do(visitor, cast):
    page = listing(visitor, year="1999")
    assert "没有符合条件" in page
    assert "清除筛选" in page
    assert "/apply/" in page


@pytest.mark.parametrize(
    "query",
    [
        {"field": "no-such"},
        {"organisation": "x' OR 1=1"},
        {"year": "二〇二六"},
        {"year": "9" * 40},
        {"validity": "?"},
        {"page": "9" * 40},
        {"page": "-1"},
        {"genre": "\0"},
        {"theme": "<script>"},
    ],
)
def test_a_filter_nobody_offers_is_left_out_and_never_an_error(visitor, office, query):
    office.published(title="看得见的通知")
    response = visitor.get("/list/", query)
    assert response.status_code == 200
    assert "看得见的通知" in response.content.decode()
    assert "<script>" not in response.content.decode()


def test_pages_are_counted_and_keep_the_filters(visitor, office):
    one = office.published(title="看得见的通知")
    for number in range(24):
        Information.objects.bulk_create([copy_of(one, number)])
    page = listing(visitor, page="2", organisation="qinghe")
    assert "第 2 页，共 2 页" in page
    assert "organisation=qinghe&amp;page=1" in page or "page=1&amp;organisation=qinghe" in page


def copy_of(one, number):
    copy = Information.objects.get(pk=one.pk)
    copy.pk, copy.index_number = None, f"{one.index_number}-{number}"
    return copy


def test_a_list_costs_six_queries_however_long(visitor, office, django_assert_max_num_queries):
    one = office.published()
    Information.objects.bulk_create(copy_of(one, number) for number in range(60))
    with django_assert_max_num_queries(6):
        visitor.get("/list/", {"organisation": "qinghe", "year": "2026", "page": "2"})


def test_a_list_does_not_load_the_texts(visitor, office, django_assert_max_num_queries):
    office.published()
    with django_assert_max_num_queries(6) as captured:
        visitor.get("/list/")
    rows = [query["sql"] for query in captured if "LIMIT 20" in query["sql"] or "LIMIT 1" in query["sql"]]
    assert rows
    assert not any('"body"' in sql for sql in rows)


def test_an_organisation_page_says_who_and_where(visitor, office, cast):
    office.published(title="镇里的通知")
    cast.town.address, cast.town.office_hours = "青禾镇禾丰街3号", "工作日 8:30—17:30"
    cast.town.save()
    page = visitor.get("/organisations/qinghe/").content.decode()
    for shown in ("0999-5550101", "青禾镇禾丰街3号", "工作日 8:30—17:30", "柳湾村村民委员会", "镇里的通知"):
        assert shown in page
    assert '<input type="hidden" name="organisation" value="qinghe">' in page


def test_a_merged_organisation_names_its_successor(visitor, cast):
    cast.next_town.valid_to, cast.next_town.merged_into = date(2024, 12, 31), cast.town
    cast.next_town.save()
    page = visitor.get("/organisations/linhe/").content.decode()
    assert "2024-12-31 并入其他机构" in page
    assert 'href="/organisations/qinghe/"' in page
    assert "临河镇人民政府" in visitor.get("/organisations/qinghe/").content.decode()


def test_former_names_are_shown(visitor, cast):
    cast.town.former_names.create(name="青禾乡人民政府", until=date(2015, 6, 30))
    assert "青禾乡人民政府（用到 2015-06-30）" in visitor.get("/organisations/qinghe/").content.decode()


def test_the_tree_lists_everybody_and_the_ended_apart(visitor, cast):
    cast.next_town.valid_to = date(2024, 12, 31)
    cast.next_town.save()
    page = visitor.get("/organisations/").content.decode()
    assert "柳湾村村民委员会" in page
    assert page.index("已撤销或者合并的机构") < page.index("临河镇人民政府")


def test_an_organisation_nobody_knows_is_not_found(visitor, db):
    assert visitor.get("/organisations/nobody/").status_code == 404
