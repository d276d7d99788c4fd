"""Typing in the search box: suggestions by keyboard and mouse, and nothing lost where they do not come."""

import pytest
from playwright.sync_api import expect

from mingbai.search.models import SynonymGroup

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def words(live_server):
    for group in (["低保", "最低生活保障"], ["低收入", "低收入家庭"]):
        SynonymGroup.objects.create(words=group)
    return live_server.url


def test_a_suggestion_is_taken_by_keyboard_and_escape_gives_back_what_was_typed(words, chromium):
    page = chromium.new_page(viewport={"width": 390, "height": 800})
    page.goto(words)
    box = page.locator("#q")
    box.press_sequentially("di")
    expect(page.get_by_role("option")).to_have_count(2)
    expect(box).to_have_attribute("aria-expanded", "true")

    box.press("ArrowDown")
    expect(page.locator("[aria-selected=true]")).to_have_id(box.get_attribute("aria-activedescendant"))
    box.press("Escape")
    expect(box).to_have_value("di")
    expect(page.get_by_role("listbox")).to_be_hidden()

    box.press_sequentially("b")
    expect(page.get_by_role("option")).to_have_count(1)
    box.press("ArrowDown")
    box.press("Enter")
    expect(page.locator("#q")).to_have_value("低保")
    expect(page).to_have_url(f"{words}/search/?q=%E4%BD%8E%E4%BF%9D")
    page.close()


def test_without_javascript_the_box_searches(words, chromium):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(words)
    page.locator("#q").fill("低保")
    page.locator("#q").press("Enter")
    expect(page.locator("h1")).to_have_text("搜索结果")
    context.close()
