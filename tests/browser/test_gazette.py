"""The gazette in a real browser: put together, frozen, issued by a colleague, read on a phone."""

import pytest

from mingbai.catalogue.models import Genre
from mingbai.gazette.models import Issue
from mingbai.organisations.models import Role
from tests.browser.conftest import PHONE, fits
from tests.conftest import _person
from tests.portal.conftest import office

__all__ = ["office"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_an_editor_makes_an_issue_and_a_colleague_issues_it(visit, office, cast):
    record = office.published(genre=Genre.objects.get(name="意见"))
    colleague = _person("office2", "县核", cast.county, Role.COUNTY_OFFICE)
    editor = visit(cast.county_office)
    editor.goto("/desk/gazette/")
    editor.get_by_role("link", name="编一期新公报").click()
    editor.get_by_role("button", name="建立").click()
    editor.get_by_role("link", name="选文件").click()
    editor.get_by_label(record.title).check()
    editor.get_by_role("button", name="编入选中的文件").click()
    editor.get_by_text("已编入 1 篇").wait_for()
    editor.get_by_role("link", name="编辑撰写").click()
    editor.get_by_label("标题").fill("大事记")
    editor.get_by_label("正文").fill("3月1日，县政府召开常务会议。")
    editor.get_by_role("button", name="保存").click()
    editor.get_by_role("link", name="定稿").click()
    editor.get_by_role("button", name="定稿并制作 PDF").click()
    editor.get_by_text("PDF 已做好").wait_for()
    editor.get_by_text("要由没有参加编辑的另一位同事核对出版").wait_for()

    other = visit(colleague)
    other.goto(editor.url)
    other.get_by_role("link", name="出版", exact=True).click()
    other.get_by_role("button", name="核对无误，出版").click()
    other.get_by_text("已出版，网站上可以看到了").wait_for()

    citizen = visit(viewport=PHONE, javascript=False)
    citizen.goto("/")
    citizen.get_by_role("link", name=f"{Issue.objects.get().full_number}").click()
    assert fits(citizen)
    citizen.get_by_role("link", name=record.title).click()
    citizen.get_by_text("检查管道").wait_for()
    citizen.goto("/gazette/")
    citizen.get_by_label("在历期公报里找").fill("检查管道")
    citizen.get_by_role("button", name="查找").click()
    citizen.get_by_text("找到 1 篇").wait_for()
