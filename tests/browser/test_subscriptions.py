"""A visitor subscribes, confirms and ends it in a real browser, without JavaScript, on a phone."""

import re

import pytest
from django.core import mail

from mingbai.subscriptions.jobs import round_
from mingbai.subscriptions.models import Subscriber, Subscription
from tests.browser.conftest import PHONE, fits

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def mailbox(settings, live_server):
    settings.EMAIL_URL = "smtp://mail"
    settings.MINGBAI_BASE_URL = live_server.url
    return mail.outbox


def link_in(letter, name: str) -> str:
    return re.search(rf"http\S+/subscribe/{name}/\S+/", letter.body)[0]


def looks_right(page) -> None:
    assert fits(page), page.url
    assert page.locator("h1").count() == 1, page.url


def press(page, button: str) -> None:
    looks_right(page)
    page.get_by_role("button", name=button, exact=True).click()
    looks_right(page)


def test_a_visitor_subscribes_is_told_and_ends_it_with_one_button(desk, content, visit, mailbox):
    page = visit(viewport=PHONE, javascript=False)
    page.goto("/subscribe/")
    page.get_by_label("一个村、乡镇或者部门").select_option("qinghe")
    press(page, "订阅这个单位")
    page.get_by_role("link", name="连同它下面各单位").click()
    page.get_by_label("一有新的马上告诉我").check()
    page.get_by_label("您的电子邮箱").fill("王大娘@")
    press(page, "订阅")
    assert "邮箱看不懂" in page.locator(".summary").inner_text()
    assert page.get_by_label("一有新的马上告诉我").is_checked()
    page.get_by_label("您的电子邮箱").fill("wang@example.com")
    press(page, "订阅")
    assert page.get_by_role("heading", name="请到您的信箱里看信").is_visible()
    round_()
    page.goto(link_in(mailbox[0], "confirm"))
    press(page, "确认订阅")
    assert Subscription.objects.get().below

    record = desk.published(**content)
    round_()
    assert record.title in mailbox[1].body
    page.goto("/subscribe/mine/")
    page.get_by_label("您的电子邮箱").fill("wang@example.com")
    press(page, "把链接寄给我")
    round_()
    page.goto(link_in(mailbox[2], "mine/open"))
    press(page, "打开我的订阅")
    assert "wang@example.com" in page.content() and record.title in page.content()
    page.get_by_role("link", name="修改、退订").click()
    page.get_by_label("每周一").check()
    press(page, "保存")

    page.goto(link_in(mailbox[1], "end"))
    assert Subscription.objects.exists()
    press(page, "退订")
    assert page.get_by_role("heading", name="已退订").is_visible()
    assert not Subscriber.objects.exists()
