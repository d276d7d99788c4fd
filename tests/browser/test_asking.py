"""A citizen asks for information in a real browser: with and without JavaScript, on a phone and at a desk."""

import pytest

from mingbai.asking.models import SpentChallenge
from mingbai.foi.models import FoiRequest, SealedFile
from tests.browser.conftest import DESK, PHONE, fits
from tests.foi.making import open_office

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 200


@pytest.fixture
def settled(cast, settings):
    settings.FOI_PROOF_OF_WORK = 2000
    return open_office(cast)


def go_on(page) -> None:
    assert fits(page), page.url
    assert page.locator("h1").count() == 1, page.url
    page.get_by_role("button", name="保存，下一步").click()


def fill(page) -> None:
    """From the landing page to the page where all answers are checked."""
    page.goto("/apply/")
    assert fits(page)
    page.get_by_role("link", name="开始申请").click()
    page.get_by_label("您要找什么？").fill("柳湾村修路工程预算")
    page.get_by_role("button", name="查一查").click()
    page.get_by_role("button", name="没有找到要的，继续申请").click()
    page.get_by_label("青禾镇人民政府").check()
    go_on(page)
    page.get_by_label("要一份政府信息").check()
    go_on(page)
    page.get_by_label("我个人").check()
    go_on(page)
    page.get_by_label("姓名").fill("欧阳测")
    go_on(page)
    page.get_by_label("证件名称").select_option("居民身份证")
    page.get_by_label("证件号码").fill("110101199003074530")
    page.get_by_label("证件照片").set_input_files(
        {"name": "证件.png", "mimeType": "image/png", "buffer": PNG}
    )
    go_on(page)
    assert page.get_by_label("要的信息").input_value() == "柳湾村修路工程预算"
    go_on(page)
    page.get_by_label("电子文件").check()
    page.get_by_label("在这个网站上查看、下载").check()
    go_on(page)
    page.get_by_label("联系电话").fill("13909994321")
    go_on(page)
    page.get_by_label("没有了").check()
    go_on(page)


def sent_by(page) -> str:
    page.get_by_role("button", name="提交申请").click()
    page.get_by_role("heading", name="申请已经提交").wait_for()
    assert fits(page)
    return page.locator(".code strong").inner_text()


def look_up(page, code: str) -> None:
    page.goto("/apply/status/")
    page.get_by_label("查询码").fill(code)
    page.get_by_label("电话最后四位").fill("4321")
    page.get_by_role("button", name="查询", exact=True).click()
    page.get_by_role("heading", name="申请进度").wait_for()
    assert fits(page) and code not in page.url


@pytest.mark.parametrize(("javascript", "viewport"), [(True, DESK), (False, PHONE)])
def test_a_citizen_asks_and_follows_the_request(settled, visit, javascript, viewport):
    page = visit(viewport=viewport, javascript=javascript)
    fill(page)
    code = sent_by(page)
    assert FoiRequest.objects.get().applicants.get().name == "欧阳测"
    assert SealedFile.objects.get().name == "证件.png"
    # The browser's own work was taken for it; without JavaScript there is none, and it goes all the same.
    assert SpentChallenge.objects.count() == (1 if javascript else 0)
    look_up(page, code)
    page.get_by_role("link", name="撤回这件申请").click()
    page.get_by_label("我确定撤回这件申请").check()
    page.get_by_role("button", name="撤回申请").click()
    page.get_by_text("申请已经撤回，不再办理。").wait_for()


def test_the_browser_solves_the_challenge_without_https_too(settled, visit):
    page = visit()
    page.add_init_script("Object.defineProperty(window, 'isSecureContext', {value: false})")
    fill(page)
    sent_by(page)
    assert SpentChallenge.objects.count() == 1


def test_pressing_twice_sends_once(settled, visit):
    page = visit()
    fill(page)
    page.get_by_role("button", name="提交申请").dblclick()
    page.get_by_role("heading", name="申请已经提交").wait_for()
    page.reload()
    page.get_by_role("heading", name="申请已经提交").wait_for()
    assert FoiRequest.objects.count() == 1


def test_errors_are_read_first_and_lead_to_their_field(settled, visit):
    page = visit(viewport=PHONE)
    page.goto("/apply/")
    page.get_by_role("link", name="开始申请").click()
    page.get_by_role("button", name="直接申请").click()
    page.goto("/apply/contact/")
    go_on(page)
    page.wait_for_load_state()
    assert page.evaluate("document.activeElement.className") == "summary"
    assert page.title().startswith("有错误：")
    page.get_by_role("link", name="请填写联系电话").click()
    assert page.evaluate("document.activeElement.id") == "id_telephone"
    assert "id_telephone_error" in page.get_by_label("联系电话").get_attribute("aria-describedby")
