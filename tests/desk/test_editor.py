"""The editor in a real browser: tables and alignment come back as they were."""

import re

import pytest

from mingbai.accounts.models import User
from mingbai.disclosures import actions
from mingbai.disclosures.models import Information

PASSWORD = "yellow-river-9"
BODY = (
    '<p>各村民委员会：</p><table><tbody><tr><th colspan="2">补贴标准</th></tr>'
    '<tr><td>水稻</td><td class="align-right">每亩 120 元</td></tr></tbody></table>'
    '<p class="align-right">青禾镇人民政府</p>'
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def page(chromium):
    context = chromium.new_context(locale="zh-CN")
    yield context.new_page()
    context.close()


def sign_in(page, address: str, user: User) -> None:
    user.set_password(PASSWORD)
    user.save()
    page.goto(f"{address}/accounts/login/")
    page.fill("[name=login]", user.username)
    page.fill("[name=password]", PASSWORD)
    page.click("main button[type=submit]")


def plain(html: str) -> str:
    return re.sub(r"\s+", "", html)


def test_a_table_survives_the_editor_and_nothing_breaks_the_policy(live_server, page, cast, content):
    made = actions.create(organisation=cast.town, by=cast.drafter, **content | {"body": BODY})
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    sign_in(page, live_server.url, cast.drafter)
    page.goto(f"{live_server.url}/desk/records/{made.pk}/edit/")
    page.click(".jodit-wysiwyg p >> nth=0")
    page.keyboard.press("End")
    page.keyboard.type("请照办。")
    with page.expect_navigation():
        page.click("button[name=save]")
    kept = Information.objects.get(pk=made.pk).working_copy.body
    assert plain(kept) == plain(BODY.replace("委员会：", "委员会：请照办。"))
    assert said == []


def test_without_scripts_the_body_is_a_text_area(live_server, page, cast, content):
    made = actions.create(organisation=cast.town, by=cast.drafter, **content)
    plainly = page.context.browser.new_page(java_script_enabled=False)
    sign_in(plainly, live_server.url, cast.drafter)
    plainly.goto(f"{live_server.url}/desk/records/{made.pk}/edit/")
    plainly.fill("textarea[name=body]", "<p>改过的话</p>")
    with plainly.expect_navigation():
        plainly.click("button[name=save]")
    assert Information.objects.get(pk=made.pk).working_copy.body == "<p>改过的话</p>"
