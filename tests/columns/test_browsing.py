"""The policy library, fields, organisations, villages, entrances and figures, as a visitor finds them."""

from datetime import date

import pytest
from django.core.files.base import ContentFile

from mingbai.catalogue.models import CatalogueItem, Genre, Mode
from mingbai.disclosures.models import Attachment, CleanUp, Information, Relation
from mingbai.lib import clock
from mingbai.stored.depending import noting
from mingbai.villages.models import MonthlyClose
from tests.columns.conftest import day
from tests.foi.making import entered, open_office


def html(visitor, path: str) -> str:
    response = visitor.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


def set_to(text: Information, **values) -> None:
    Information.objects.filter(pk=text.pk).update(**values)


@pytest.fixture
def policy(columns, public):
    """Make a policy text in force."""
    genre = Genre.objects.get(name="意见")
    return lambda **values: public(genre=genre, **{"validity": "in_force", **values})[0]


def test_the_library_says_validity_number_and_dates(policy, visitor):
    policy(validity="amended")
    page = html(visitor, "/policies/")
    for shown in ("已修改", "青政发〔2026〕12号", "成文 2026-11-02", "发布 2026-11-02"):
        assert shown in page


def test_the_library_links_policy_and_interpretation_both_ways(policy, public, visitor):
    law, reading = policy(title="供水办法"), policy(title="供水办法解读")
    Relation.objects.create(source=reading, target=law, kind="interprets")
    page = html(visitor, "/policies/")
    assert f'解读：<a href="/r/{reading.pk}/">' in page
    assert f'解读的文件：<a href="/r/{law.pk}/">' in page
    set_to(reading, status="withdrawn")
    assert reading.title not in html(visitor, "/policies/")


def test_what_stands_on_a_repealed_text_says_so(policy, visitor):
    old, new = policy(title="旧办法", validity="repealed"), policy(title="新细则")
    Relation.objects.create(source=new, target=old, kind="based_on")
    page = html(visitor, "/policies/in_force/")
    assert f'请注意：本文依据的《<a href="/r/{old.pk}/">旧办法' in page
    assert "已废止。" in page


def test_the_library_offers_word_and_pdf(policy, cast, visitor):
    text = policy()
    names = ("办法.docx", "办法.pdf", "附图.png")
    files = [
        Attachment.objects.create(
            information=text,
            name=name,
            public_name=name,
            original=ContentFile(b"x", name),
            state="clean",
            public_digest="d",
            uploaded_at=clock.now(),
        )
        for name in names
    ]
    set_to(text, attachments=[one.pk for one in files])
    page = html(visitor, "/policies/")
    assert [f'href="/files/{one.pk}/' in page for one in files] == [True, True, False]


def test_filters_count_what_each_would_leave(policy, cast, visitor):
    for validity in ("in_force", "in_force", "repealed"):
        policy(validity=validity)
    policy(organisation=cast.next_town, on="2025-05-05")
    page = html(visitor, "/policies/?validity=in_force")
    assert "共 3 件" in page
    assert "<strong>有效</strong>" in page
    for choice in ('废止</a><span class="count">1<', '2025年</a><span class="count">1<'):
        assert choice in page
    assert "共 1 件" in html(visitor, "/policies/?validity=in_force&organisation=linhe&year=2025&genre=意见")


@pytest.mark.parametrize(
    "query", ["validity=x", "year=abc", "genre=%00", "organisation=%27", "page=99999999999"]
)
def test_a_filter_nobody_offers_is_left_out(policy, visitor, query):
    text = policy()
    assert text.title in html(visitor, f"/policies/?{query}")


def test_an_unknown_validity_in_the_path_is_not_found(columns, visitor):
    assert visitor.get("/policies/nonsense/").status_code == 404


def test_the_list_of_a_clean_up_stands_in_the_library(policy, public, cast, visitor):
    [result] = public(title="清理结果目录")
    CleanUp.objects.create(
        organisation=cast.county,
        title="清理",
        year=2026,
        written_before=date(2026, 1, 1),
        state="published",
        result=result,
        created_by=cast.county_office,
        created_at=clock.now(),
    )
    assert f'href="/r/{result.pk}/"' in html(visitor, "/policies/")


def test_a_field_shows_every_item_with_its_number(columns, public, visitor, django_assert_max_num_queries):
    item = CatalogueItem.objects.filter(field="caizhengyujuesuan").first()
    public(3, catalogue_item=item)
    with django_assert_max_num_queries(10):
        page = html(visitor, "/fields/caizhengyujuesuan/")
    assert "已公开 3 条，最近 2026-11-02" in page
    assert f'href="/items/{item.pk}/"' in page
    assert "还没有公开" in page
    assert "共 3 条" in html(visitor, f"/items/{item.pk}/")


def test_items_that_are_withheld_have_no_page(columns, visitor):
    item = CatalogueItem.objects.first()
    CatalogueItem.objects.filter(pk=item.pk).update(mode=Mode.WITHHELD)
    assert visitor.get(f"/items/{item.pk}/").status_code == 404
    assert f"/items/{item.pk}/" not in html(visitor, f"/fields/{item.field_id}/")


def test_an_organisation_page_shows_its_office_guides_fields_and_years(columns, public, cast, visitor):
    office = open_office(cast)
    [guide] = public(genre=Genre.objects.get(name="办事指南"))
    page = html(visitor, "/organisations/qinghe/")
    for shown in (office.hours, "/apply/form/qinghe/", f"/r/{guide.pk}/", "/organisations/qinghe/2026/"):
        assert shown in page
    assert guide.catalogue_item.field.name in page


def sheet(cast, until: date) -> MonthlyClose:
    return MonthlyClose.objects.create(
        organisation=cast.village,
        period_key="2026-10",
        starts_on=date(2026, 10, 1),
        ends_on=date(2026, 10, 31),
        state="posted",
        digest="d",
        posted_on=date(2026, 11, 1),
        posted_until=until,
        posted_place="村口公开栏",
        created_by=cast.reporter,
        created_at=clock.now(),
    )


def test_a_village_page_shows_what_hangs_today_and_whom_to_ask(columns, cast, visitor):
    sheet(cast, until=date(2026, 11, 10))
    with clock.at(day("2026-11-10")):
        page = html(visitor, "/organisations/liuwan/")
        with noting() as noted:
            visitor.get("/organisations/liuwan/")
    assert "村口公开栏" in page
    assert "张贴到 2026-11-10" in page
    assert "0999-5550101" in page
    assert noted.keys >= {f"village:{cast.village.pk}", "today"}
    with clock.at(day("2026-11-11")):
        assert "今天没有在张贴期内" in html(visitor, "/organisations/liuwan/")


def test_the_guide_holds_all_that_article_12_names(columns, cast, visitor):
    office = open_office(cast)
    page = html(visitor, "/guide/")
    for wanted in (
        "信息分类",
        "编排体系",
        "获取方式",
        "工作机构",
        "办公地址",
        "办公时间",
        "联系电话",
        "传真号码",
        "互联网联系方式",
    ):
        assert wanted in page
    assert office.address in page


def test_the_five_entrances_bear_the_names_of_the_norm_and_no_other(columns, visitor):
    names = {
        "/guide/": "政府信息公开指南",
        "/rules/": "政府信息公开制度",
        "/contents/": "法定主动公开内容",
        "/annual-reports/": "政府信息公开年报",
        "/apply/": "依申请公开",
    }
    for path, name in names.items():
        page = html(visitor, path)
        assert f'<meta name="ColumnName" content="{name}">' in page
        assert f"<h1>{name}</h1>" in page
        assert not any(word in page for word in ("工作动态", "要闻", "领导活动"))


COLUMN_TAGS = (
    "SiteName",
    "SiteDomain",
    "SiteIDCode",
    "ColumnName",
    "ColumnDescription",
    "ColumnKeywords",
    "ColumnType",
)


@pytest.mark.parametrize(
    "path",
    "/archive/ /archive/2026/ /columns/ /columns/notices/ /policies/ /fields/ /fields/caizhengyujuesuan/ "
    "/organisations/ /organisations/qinghe/ /statistics/ /site-map/ /list/".split(),
)
def test_every_column_page_bears_the_seven_tags(columns, public, visitor, path):
    public()
    page = html(visitor, path)
    assert [tag for tag in COLUMN_TAGS if page.count(f'<meta name="{tag}"') != 1] == []


def test_figures_open_their_lists(columns, public, cast, visitor):
    public(3)
    public(on="2025-01-01", organisation=cast.village)
    page = html(visitor, "/statistics/")
    for number in (
        '<a href="/archive/2026/">3 条</a>',
        '<a href="/archive/2025/">1 条</a>',
        '<a href="/organisations/qinghe/#years">4 条</a>',
    ):
        assert number in page
    assert "不计算比例" in page


def test_requests_are_counted_without_anything_about_anybody(columns, cast, visitor):
    request = entered(cast, submitted_on=clock.today())
    page = html(visitor, "/statistics/")
    assert '<th scope="row">收到</th><td>1</td>' in page
    assert "没有可以计算的" in page
    assert request.number not in page
