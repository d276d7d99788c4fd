"""Screens and touch screens in a real browser: nothing that is too old, and no way out."""

import io
import zipfile
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from mingbai.disclosures import actions as disclosures
from mingbai.screens.actions import fill
from mingbai.screens.queries.shelves import shelf
from tests.screens.conftest import address, office, played, point, screen, text

__all__ = ["address", "office", "played", "point", "screen", "text"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
UPRIGHT = {"width": 1080, "height": 1920}
HOUR = 3_600_000


@pytest.fixture
def opened(chromium, live_server):
    """Open an address at a moment of the browser's own clock (now when None)."""
    contexts = []

    def go(where, at=None, javascript=True, size=UPRIGHT):
        context = chromium.new_context(
            viewport=size, locale="zh-CN", base_url=live_server.url, java_script_enabled=javascript
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.clock.install(time=at or datetime.now(UTC))
        page.goto(str(where))
        return page

    yield go
    for context in contexts:
        context.close()


@pytest.fixture
def folder(notice, point, tmp_path):
    """A touch screen on a stick, and the moment at which it is over."""
    content = shelf(point)
    fill(folder=tmp_path / "stick", shelf=content)
    return (tmp_path / "stick" / "index.html").as_uri(), content.valid_until


def test_a_player_without_a_network_goes_on_until_its_list_is_over_and_comes_back_with_the_network(
    played, notice, address, opened
):
    played(notice)
    page = opened(address.screen)
    expect(page.get_by_role("heading", name="冬季供水保障")).to_be_visible()
    expect(page.get_by_text("有效期至").first).to_be_visible()
    page.context.set_offline(True)
    page.clock.fast_forward(71 * HOUR)
    expect(page.get_by_role("heading", name="冬季供水保障")).to_be_visible()
    page.clock.fast_forward(2 * HOUR)
    expect(page.get_by_role("heading", name="内容已过期，请联系")).to_be_visible()
    expect(page.locator("#deck")).to_be_hidden()
    page.context.set_offline(False)
    page.clock.run_for(61_000)
    expect(page.get_by_role("heading", name="冬季供水保障")).to_be_visible()


def test_what_is_withdrawn_leaves_a_screen_that_is_playing_and_what_is_new_comes(
    played, notice, address, opened, cast, office
):
    played(notice)
    page = opened(address.screen)
    expect(page.get_by_role("heading", name="冬季供水保障")).to_be_visible()
    disclosures.withdraw(information=notice, by=cast.approver, reason="内容有误")
    page.clock.run_for(61_000)
    expect(page.get_by_text("现在没有安排播放的内容")).to_be_visible()
    expect(page.get_by_text("冬季供水保障")).to_have_count(0)
    played(office.published(title="青禾镇人民政府关于道路封闭的通告", document_number="青政发〔2026〕13号"))
    page.clock.run_for(61_000)
    expect(page.get_by_text("每周一检查供水管道。")).to_be_visible()


def test_slides_follow_each_other_and_can_be_held(played, notice, address, opened, text):
    played(notice)
    text(notice, lines=["字" * 60] * 6)
    notice.postings.update(rendering=notice.renderings.order_by("-pk").first())
    page = opened(address.screen)
    expect(page.get_by_text("第 1 页，共 3 页")).to_be_visible()
    page.clock.run_for(41_000)
    expect(page.get_by_text("第 2 页，共 3 页")).to_be_visible()
    page.get_by_role("button", name="暂停").click()
    page.clock.run_for(100_000)
    expect(page.get_by_text("第 2 页，共 3 页")).to_be_visible()


def test_without_javascript_every_slide_stands_on_the_page_with_its_time(played, notice, address, opened):
    played(notice)
    page = opened(address.screen, javascript=False)
    expect(page.get_by_text("每周一检查供水管道。")).to_be_visible()
    expect(page.get_by_text("有效期至").first).to_be_visible()


@pytest.mark.parametrize(
    ("shift", "words"),
    [(timedelta(hours=73), "内容已过期，请联系"), (-timedelta(days=9), "这台机器的时间不对")],
)
def test_a_bundle_plays_from_a_stick_and_shows_nothing_when_it_is_over_or_the_clock_is_wrong(
    played, notice, address, opened, client, tmp_path, shift, words
):
    played(notice)
    with zipfile.ZipFile(io.BytesIO(client.get(address.bundle).content)) as archive:
        archive.extractall(tmp_path)
    file = (tmp_path / "index.html").as_uri()
    expect(opened(file).get_by_text("每周一检查供水管道。")).to_be_visible()
    page = opened(file, at=datetime.now(UTC) + shift)
    expect(page.get_by_role("heading", name=words)).to_be_visible()
    expect(page.get_by_text("每周一检查供水管道。")).to_be_hidden()


def test_a_touch_screen_goes_home_by_itself_after_a_countdown(notice, address, opened):
    page = opened(address.kiosk)
    page.get_by_role("link", name="最新公开").click()
    page.get_by_role("link", name=notice.title).click()
    expect(page.get_by_role("heading", name=notice.title)).to_be_visible()
    expect(page.get_by_text("秒后回首页").first).to_be_visible()
    page.clock.run_for(52_000)
    expect(page.get_by_role("alertdialog")).to_be_visible()
    page.get_by_role("button", name="继续看").click()
    expect(page.get_by_role("alertdialog")).to_be_hidden()
    page.clock.run_for(50_000)
    expect(page.get_by_role("heading", name=notice.title)).to_be_visible()
    page.clock.run_for(12_000)
    expect(page.get_by_role("heading", name="公开信息查阅")).to_be_visible()


def test_there_is_no_way_out_of_a_touch_screen(notice, address, opened, live_server):
    page = opened("/help/")
    page.goto(address.kiosk)
    page.get_by_role("link", name="最新公开").click()
    page.get_by_role("link", name=notice.title).click()
    expect(page.get_by_role("heading", name=notice.title)).to_be_visible()
    page.evaluate(
        """() => { for (const to of ["/help/", "https://example.com/", "mailto:a@b.cn"]) {
        const link = document.createElement("a"); link.href = to; link.textContent = "出去";
        document.querySelector("main").prepend(link); } }"""
    )
    for link in page.get_by_text("出去").all():
        link.click()
    stopped = (
        "() => !document.body.dispatchEvent(new MouseEvent('contextmenu', {bubbles: true, cancelable: true}))"
    )
    assert page.evaluate(stopped)
    for _ in range(4):
        page.go_back(wait_until="commit")
        page.wait_for_timeout(200)
        assert address.kiosk in page.url
    expect(page.get_by_role("heading", name="公开信息查阅")).to_be_visible()


def test_a_touch_screen_whose_network_fails_stays_and_goes_on_when_it_is_back(notice, address, opened):
    page = opened(address.kiosk)
    page.context.set_offline(True)
    page.get_by_role("link", name="最新公开").click()
    expect(page.get_by_text("网络不通，正在重试")).to_be_visible()
    page.context.set_offline(False)
    page.clock.run_for(16_000)
    expect(page.get_by_role("link", name=notice.title)).to_be_visible()


def test_everything_to_touch_is_large_enough(notice, address, opened):
    for size in (UPRIGHT, {"width": 390, "height": 844}):
        for name in ("", "latest/", f"r-{notice.pk}/", "words/", "units/"):
            page = opened(f"{address.kiosk}{name}", size=size)
            boxes = [one.bounding_box() for one in page.locator("a:visible, button:visible").all()]
            assert boxes and min(box["height"] for box in boxes) >= 64
            wide = page.evaluate("() => document.documentElement.scrollWidth - window.innerWidth")
            assert wide <= 0


def test_a_folder_opens_from_a_stick_and_leads_to_the_record(folder, opened, notice):
    page = opened(folder[0])
    page.get_by_role("link", name="最新公开").click()
    page.get_by_role("link", name=notice.title).click()
    expect(page.get_by_text("请各村于每周一检查管道")).to_be_visible()
    page.get_by_role("link", name="返回").click()
    expect(page.get_by_role("heading", name="最新公开")).to_be_visible()
    page.clock.run_for(62_000)
    expect(page.get_by_role("heading", name="公开信息查阅")).to_be_visible()


def test_a_folder_shows_nothing_when_it_is_over_or_the_clock_cannot_be_right(folder, opened, notice):
    file, until = folder
    over = opened(file, at=until + timedelta(seconds=5))
    expect(over.get_by_role("heading", name="内容已过期，请联系")).to_be_visible()
    expect(over.get_by_role("link")).to_have_count(0)
    early = opened(file, at=datetime(1980, 1, 1, tzinfo=UTC))
    expect(early.get_by_role("heading", name="这台机器的时间不对")).to_be_visible()
    page = opened(file, at=until - timedelta(minutes=5))
    expect(page.get_by_role("link", name="最新公开")).to_be_visible()
    page.clock.fast_forward(6 * 60_000)
    expect(page.get_by_role("heading", name="内容已过期，请联系")).to_be_visible()


def test_a_folder_without_javascript_shows_no_content(folder, opened):
    page = opened(folder[0], javascript=False)
    expect(page.get_by_role("heading", name="请用打开了 JavaScript 的浏览器查阅。")).to_be_visible()
    expect(page.get_by_role("link")).to_have_count(0)
