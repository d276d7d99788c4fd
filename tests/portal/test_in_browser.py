"""The pages as a browser lays them out: readable, reachable by keyboard, fitting a phone."""

from urllib.parse import urlsplit

import pytest
from django.contrib.staticfiles import finders

pytestmark = pytest.mark.browser
SITE = "http://localhost"
TABLE = "<table><tr>" + "".join(f"<th>很长的列名{n}</th>" for n in range(9)) + "</tr></table>"

# Visible text whose size or contrast with its ground is too small: [text, size, contrast].
HARD_TO_READ = """() => {
  const numbers = colour => (colour.match(/[\\d.]+/g) || []).map(Number);
  const light = ([r, g, b]) => {
    const part = c => (c /= 255) <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
    return 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
  };
  const ground = element => {
    for (let one = element; one; one = one.parentElement) {
      const colour = numbers(getComputedStyle(one).backgroundColor);
      if (colour.length === 3 || colour[3] === 1) return colour;
    }
    return [255, 255, 255];
  };
  const bad = [];
  for (const element of document.querySelectorAll('body *')) {
    const own = [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim());
    if (!own || element.closest('.unseen, .skip, option') || !element.getClientRects().length) continue;
    const style = getComputedStyle(element);
    const [a, b] = [light(numbers(style.color)), light(ground(element))];
    const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    const size = parseFloat(style.fontSize);
    if (size < 18 || contrast < 4.5) bad.push([element.textContent.trim().slice(0, 20), size, contrast]);
  }
  return bad;
}"""


@pytest.fixture
def addresses(office, cast):
    """One page of every kind, among them a corrected, a withdrawn and a removed text."""
    from_office = office.corrected(office.published(), body=f"<p>请各村于每周二检查管道。</p>{TABLE}")
    record = from_office.get_absolute_url()
    return [
        "/", "/guide/", "/apply/", "/contents/", "/organisations/", "/organisations/qinghe/", "/list/",
        "/search/?q=供水", "/search/?q=飞机票", "/nowhere/", "/about/",
        record, f"{record}versions/", f"{record}versions/1/", f"{record}compare/1/2/",
    ]  # fmt: skip


@pytest.fixture
def browse(visitor, addresses, chromium):
    """Lay every page out at a width in a browser that has no network: `see(page)` for each."""
    answers = [visitor.get(address) for address in addresses]

    def answer(route):
        parts = urlsplit(route.request.url)
        if parts.path.startswith("/static/"):
            return route.fulfill(path=finders.find(parts.path.removeprefix("/static/")))
        page = answers[int(parts.path.rpartition("/")[2])]
        return route.fulfill(status=200, headers=dict(page.items()), body=page.content)

    def run(width, see):
        for number, address in enumerate(addresses):
            page = chromium.new_page(viewport={"width": width, "height": 800})
            complaints = []
            page.on("console", lambda message, kept=complaints: kept.append(message.text))
            page.route("**/*", answer)
            page.goto(f"{SITE}/page/{number}")
            assert not complaints, (address, complaints)
            see(page, address)
            page.close()

    return run


@pytest.mark.parametrize("width", [360, 1280])
def test_pages_fit_their_screen_and_are_easy_to_read(browse, width):
    def see(page, address):
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
        assert page.evaluate(HARD_TO_READ) == [], address
        assert page.locator("h1").count() == 1, address

    browse(width, see)


def test_the_first_tab_leads_past_the_head_and_focus_is_seen(browse):
    def see(page, address):
        page.keyboard.press("Tab")
        focused = page.locator(":focus")
        assert focused.inner_text() == "跳到正文", address
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid", address

    browse(1280, see)


def test_on_paper_only_what_belongs_on_a_notice_board_is_left(browse):
    def see(page, address):
        page.emulate_media(media="print")
        for hidden in (".entrances", ".foot", "form.search", ".crumbs"):
            for one in page.locator(hidden).all():
                assert not one.is_visible(), (address, hidden)
        if page.locator(".paper").count():
            assert page.locator(".paper").is_visible()
            assert "http" in page.locator(".paper").inner_text()

    browse(800, see)
