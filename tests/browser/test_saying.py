"""An error on a page in a real browser: said on a phone, taken up, put right, closed, heard of."""

import pytest

from mingbai.feedback.models import Report, Vote
from tests.browser.conftest import PHONE, fits
from tests.portal.conftest import office

__all__ = ["office"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def say(page, record) -> str:
    """From the record's page, with one tap first; the code on the receipt."""
    page.goto(record.get_absolute_url())
    page.get_by_role("button", name="没用").click()
    page.get_by_text("已经记下：没用").wait_for()
    page.get_by_role("button", name="提交").click()
    page.get_by_role("heading", name="请改一下再提交").wait_for()
    page.get_by_label("数字、日期、电话不对").check()
    page.get_by_label("哪里不对，应该是什么").fill("检查管道应该是每周二，不是每周一。")
    assert fits(page)
    page.get_by_role("button", name="提交").click()
    page.get_by_role("heading", name="意见收到了，谢谢").wait_for()
    return page.locator(".code strong").inner_text()


def test_a_citizen_reports_an_error_and_reads_that_it_was_put_right(visit, office, cast):
    record = office.published()
    citizen, clerk = visit(viewport=PHONE, javascript=False), visit(cast.drafter)
    code = say(citizen, record)
    assert Vote.objects.get().useful is False

    clerk.get_by_role("link", name="全部功能").click()
    clerk.get_by_role("link", name="网页意见").click()
    clerk.get_by_role("link", name="数字、日期、电话不对").click()
    clerk.get_by_role("link", name="受理").click()
    clerk.get_by_role("button", name="受理").click()
    clerk.get_by_role("link", name="以“已更正”办结").click()
    clerk.get_by_role("button", name="办结").click()
    clerk.get_by_text("还没有重新公开过").first.wait_for()

    office.corrected(record, body="<p>请各村于每周二检查管道。</p>")
    clerk.goto(Report.objects.get().get_absolute_url())
    clerk.get_by_text("网页已改，等待办结").wait_for()
    clerk.get_by_role("link", name="以“已更正”办结").click()
    clerk.get_by_role("button", name="办结").click()
    clerk.get_by_text("已办结。").wait_for()

    citizen.goto("/say/status/")
    citizen.get_by_label("查询码").fill(code)
    citizen.get_by_role("button", name="查询").click()
    citizen.get_by_role("heading", name="已更正").wait_for()
    citizen.get_by_role("link", name="看更正以后的网页").click()
    # A browser may show for a minute what it has seen before.
    citizen.reload()
    citizen.get_by_text("每周二检查管道").wait_for()
