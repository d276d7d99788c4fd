"""Large type with one tap, the keyboard alone, and listening: in a real browser, before a running site."""

import pytest

from tests.browser.conftest import PHONE

pytestmark = pytest.mark.browser

SIZE = "parseFloat(getComputedStyle(document.querySelector('main p')).fontSize)"
# A browser with a Chinese voice that says each sentence at once, and keeps what it said.
VOICE = """
  window.said = [];
  window.SpeechSynthesisUtterance = function (words) { this.words = words; };
  Object.defineProperty(window, 'speechSynthesis', { value: {
    getVoices: () => [{ lang: 'en-US' }, { lang: 'zh-CN' }],
    speak: one => { window.said.push(one.words); if (window.said.length < 4) setTimeout(one.onend, 0); },
    cancel: () => {}, addEventListener: () => {},
  } });
"""


def tap(page, name: str) -> None:
    page.get_by_role("link", name=name).click()
    page.wait_for_load_state()


def test_one_tap_makes_the_type_large_and_it_stays_so_without_javascript(visit):
    page = visit(None, PHONE, javascript=False)
    page.goto("/help/")
    before = page.evaluate(SIZE)
    tap(page, "长辈版")
    at_once, address = page.evaluate(SIZE), page.url
    page.goto("/about/")
    later = page.evaluate(SIZE)
    tap(page, "标准版")

    assert (before, at_once, later, page.evaluate(SIZE)) == (18, 22, 22, 18)
    assert address.endswith("/help/")


def test_high_contrast_and_large_type_go_together(visit):
    page = visit(None, PHONE)
    page.goto("/help/")
    tap(page, "长辈版")
    tap(page, "高对比")
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert (ground, page.evaluate(SIZE)) == ("rgb(0, 0, 0)", 22)

    tap(page, "普通颜色")
    assert page.evaluate(SIZE) == 22
    assert page.get_by_role("link", name="标准版").is_visible()


def test_the_keyboard_alone_leads_to_the_text_and_to_the_search(visit):
    page = visit()
    page.goto("/help/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.keyboard.press("Tab")
    assert page.evaluate("document.getElementById('main').contains(document.activeElement)")

    page.goto("/help/")
    passed = []
    while page.evaluate("document.activeElement.id") != "top-q":
        page.keyboard.press("Tab")
        passed.append(page.evaluate("document.activeElement.textContent.trim()"))
        assert len(passed) < 12
    page.keyboard.type("低保")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=*")


def test_the_page_is_read_aloud_sentence_by_sentence_and_can_be_paused(visit):
    page = visit()
    page.add_init_script(VOICE)
    page.goto("/help/")
    page.get_by_role("button", name="朗读").click()
    page.wait_for_function("window.said.length === 4")
    page.get_by_role("button", name="暂停").click()
    page.get_by_role("button", name="继续读").click()
    page.get_by_role("button", name="停止").click()

    said = page.evaluate("window.said")
    assert said[0] == "帮助"
    assert said[3] == said[4]  # after the pause the sentence begins again
    assert all(0 < len(one) <= 120 for one in said)
    assert page.get_by_role("button", name="朗读").is_visible()
    assert not page.get_by_role("button", name="停止").is_visible()


def test_without_a_chinese_voice_there_is_no_button(visit):
    page = visit()
    page.goto("/help/")
    assert page.evaluate("!window.speechSynthesis || speechSynthesis.getVoices().length === 0")
    assert not page.locator(".aloud").is_visible()
