"""The front page, the five entrances, editorial pages, what programs read, and pages for trouble."""

import re

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory
from wagtail.models import Page

from mingbai.portal.models import EditorialPage, SiteSettings
from mingbai.portal.views import errors
from mingbai.syndication.views import feeds

ENTRANCES = {
    "/guide/": "政府信息公开指南",
    "/rules/": "政府信息公开制度",
    "/contents/": "法定主动公开内容",
    "/annual-reports/": "政府信息公开年报",
    "/apply/": "依申请公开",
}
PAGES = ["/", *ENTRANCES, "/organisations/", "/list/", "/search/", "/site-map/", "/about/"]


@pytest.mark.parametrize("path", PAGES)
def test_every_page_stands_before_anything_is_set_up(visitor, db, path):
    assert visitor.get(path).status_code == 200


@pytest.mark.parametrize("path", [*PAGES, "/organisations/qinghe/"])
def test_every_page_has_one_heading_landmarks_and_no_cookie(visitor, office, path):
    office.published()
    response = visitor.get(path)
    page = response.content.decode()
    assert len(re.findall("<h1", page)) == 1
    assert '<html lang="zh-CN">' in page
    for landmark in ("<header", "<nav", '<main id="main"', "<footer", 'class="skip" href="#main"'):
        assert landmark in page
    assert not response.cookies
    assert "csrfmiddlewaretoken" not in page


@pytest.mark.parametrize("path", PAGES)
def test_no_page_has_inline_style_or_script_or_fetches_from_elsewhere(visitor, office, path):
    page = visitor.get(path).content.decode()
    assert not re.search(r"<script(?! src=)|<style|\sstyle=|\son\w+=", page)
    assert not re.search(r'(?:src|<link[^>]*href)="https?:', page)


@pytest.mark.parametrize(("path", "name"), ENTRANCES.items())
def test_the_five_entrances_bear_their_names_and_meta_tags(visitor, db, path, name):
    assert name in visitor.get("/").content.decode()
    page = visitor.get(path).content.decode()
    tags = dict(re.findall(r'<meta name="(\w+)" content="([^"]*)">', page))
    assert tags["ColumnName"] == name
    assert re.search(rf'href="{path}" aria-current="page"', page)
    assert {
        "SiteName",
        "SiteDomain",
        "SiteIDCode",
        "ColumnDescription",
        "ColumnKeywords",
        "ColumnType",
    } <= set(tags)


def test_every_input_has_a_label(visitor, office):
    for path in PAGES:
        page = visitor.get(path).content.decode()
        fields = re.findall(r"<(?:input|select)\b[^>]*>", page)
        names = [re.search(r'\bid="([^"]+)"', field) for field in fields if 'type="hidden"' not in field]
        for name in names:
            assert f'<label for="{name.group(1)}"' in page or f'for="{name.group(1)}">' in page, (path, name)


def test_the_front_page_counts_fields_and_lists_bodies(visitor, office, django_assert_max_num_queries):
    published = office.published()
    with django_assert_max_num_queries(10):
        page = visitor.get("/").content.decode()
    field = published.catalogue_item.field
    assert f'<a href="/fields/{field.key}/">{field.name}</a><span class="count">1 条</span>' in page
    for body in ("青禾镇人民政府", "柳湾村村民委员会", published.title):
        assert body in page


def test_the_guide_names_everything_article_twelve_asks_for(visitor, cast):
    cast.county.telephone, cast.county.address = "0999-5550001", "明白县府前街1号"
    cast.county.save()
    page = visitor.get("/guide/").content.decode()
    for heading in (
        "信息分类",
        "编排体系",
        "获取方式",
        "名称",
        "办公地址",
        "办公时间",
        "联系电话",
        "传真号码",
    ):
        assert heading in page
    assert "0999-5550001" in page
    assert "明白县府前街1号" in page


def test_annual_reports_are_found_by_their_fixed_title(visitor, office):
    office.published(title="青禾镇2025年政府信息公开工作年度报告")
    assert "青禾镇2025年政府信息公开工作年度报告" in visitor.get("/annual-reports/").content.decode()


def test_the_footer_shows_what_is_set(visitor, cast):
    SiteSettings.objects.create(
        organisation=cast.county,
        name="明白政务",
        site_code="9900000001",
        icp_number="明ICP备00000001号",
        police_number="明公网安备99000002000001号",
        undertaker="明白县人民政府办公室",
    )
    page = visitor.get("/").content.decode()
    for shown in ("明白政务", "9900000001", "明ICP备00000001号", "明公网安备99000002000001号"):
        assert shown in page
    assert "主办单位：明白县人民政府" in page
    assert "承办单位：明白县人民政府办公室" in page


@pytest.fixture
def written(db):
    root = Page.objects.filter(depth=2).first()
    page = EditorialPage(title="本县公开指南", slug="guide", body="<p>手写的指南</p>")
    return root.add_child(instance=page)


def test_an_editorial_page_lives_below_about_and_takes_the_place_of_the_made_one(visitor, written):
    assert "手写的指南" in visitor.get("/about/guide/").content.decode()
    assert visitor.get("/guide/")["Location"] == "/about/guide/"
    assert written.get_url() == "/about/guide/"
    assert "/about/guide/" in visitor.get("/about/").content.decode()


def test_an_unpublished_editorial_page_is_not_found(visitor, written):
    written.unpublish()
    assert visitor.get("/about/guide/").status_code == 404
    assert visitor.get("/guide/").status_code == 200


def test_the_cms_serves_pages_nowhere_else(visitor, written):
    assert visitor.get("/guide/x/").status_code == 404
    assert visitor.get("/about/nobody/").status_code == 404
    assert visitor.get("/about/_util/login/").status_code == 404


def test_a_page_that_is_not_there_helps_on(visitor, db):
    response = visitor.get("/no-such-page/")
    assert response.status_code == 404
    assert "没有找到这一页" in response.content.decode()


@pytest.mark.parametrize(
    ("view", "error", "status", "words"),
    [
        (errors.forbidden, PermissionDenied(), 403, "这一页不能打开"),
        (errors.bad_request, SuspiciousOperation(), 400, "这个请求没有看懂"),
    ],
)
def test_refusals_are_plain_chinese(rf: RequestFactory, db, view, error, status, words):
    response = view(rf.get("/"), error)
    assert response.status_code == status
    assert words in response.content.decode()


def test_a_broken_page_needs_no_database(rf: RequestFactory):
    response = errors.broken(rf.get("/"))
    assert response.status_code == 500
    assert "暂时打不开" in response.content.decode()


def test_the_project_uses_these_pages_for_trouble(db, monkeypatch):
    monkeypatch.setattr(feeds, "found", None)
    response = Client(raise_request_exception=False).get("/feed/search/")
    assert response.status_code == 500
    assert "暂时打不开" in response.content.decode()


@pytest.mark.parametrize("path", ["/", "/list/", "/search/", "/feed/"])
def test_public_pages_only_read(visitor, db, path):
    assert visitor.post(path).status_code == 405


def test_too_much_at_once_is_told_in_words(visitor, cast):
    files = [SimpleUploadedFile(f"{number}.txt", b"x") for number in range(101)]
    answer = visitor.post("/accounts/login/", {"files": files})
    assert answer.status_code == 400 and "分几次上传" in answer.content.decode()
