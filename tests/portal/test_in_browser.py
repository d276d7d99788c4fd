"""The pages as a browser lays them out, in every look: for large type, keyboard, listening and small screens.

Every address that can be kept is one of a kind of page; of each kind, that is template, one is opened.
"""

from pathlib import Path
from urllib.parse import urlsplit

import axe_playwright_python
import pytest
from django.contrib.staticfiles import finders
from django.urls import resolve
from wagtail.models import Page

from mingbai.disclosures import actions
from mingbai.portal.models import EditorialPage
from mingbai.portal.rules import looks
from mingbai.stored import addresses as kept

pytestmark = pytest.mark.browser
SITE = "http://localhost"
TABLE = "<table><tr>" + "".join(f"<th>很长的列名{n}</th>" for n in range(9)) + "</tr></table>"
NO_PAGES = {"catalog", "embed", "robots"}  # for programs

# Visible text that is too small for the look, or too pale for its ground: [text, size, contrast].
HARD_TO_READ = """smallest => {
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
    return numbers(getComputedStyle(document.body).backgroundColor);
  };
  const bad = [];
  for (const element of document.querySelectorAll('body *')) {
    const own = [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim());
    if (!own || element.closest('.unseen, .skip, option') || !element.getClientRects().length) continue;
    const style = getComputedStyle(element);
    const [a, b] = [light(numbers(style.color)), light(ground(element))];
    const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    const size = parseFloat(style.fontSize);
    if (size < smallest || contrast < 4.5) bad.push([element.textContent.trim().slice(0, 20), size, contrast]);
  }
  return bad;
}"""
AXE = next(Path(axe_playwright_python.__file__).parent.rglob("axe.min.js")).read_text("utf-8")
HINDRANCES = """async rules => {
  const options = { resultTypes: ['violations'], ...(rules ? { runOnly: rules } : {}) };
  const found = await axe.run(document, options);
  return found.violations.map(one => `${one.id}: ${one.nodes[0].html.slice(0, 120)}`);
}"""
# What a narrower window or other colours can spoil although the page is the same.
OF_STYLE = ["color-contrast", "target-size", "scrollable-region-focusable", "link-in-text-block"]
SHIFTED = """() => new Promise(told => {
  let sum = 0;
  new PerformanceObserver(list => { for (const one of list.getEntries()) sum += one.value; })
    .observe({ type: 'layout-shift', buffered: true });
  requestAnimationFrame(() => setTimeout(() => told(sum), 0));
})"""


@pytest.fixture
def record(office, cast, picture) -> str:
    """The address of a policy with a wide table, a file, an interpretation and a correction."""
    draft = office.draft(body=f"<p>请各村检查管道。</p>{TABLE}{TABLE}")
    actions.attach(information=draft, by=cast.drafter, data=picture, filename="示意图 一.png")
    draft.refresh_from_db()
    text, other = office.let_out(draft), office.published(title="对通知的解读")
    actions.relate(source=other, target=text, kind="interprets", by=cast.approver)
    office.corrected(text, body=f"<p>请各村于每周二检查管道。</p>{TABLE}{TABLE}")
    return text.get_absolute_url()


@pytest.fixture
def addresses(record, office, cast) -> list[str]:
    """One page of every kind, also those that are asked for with words, and those that refuse."""
    Page.objects.get(depth=2).add_child(
        instance=EditorialPage(title="本站说明", slug="words", body="<p>手写</p>")
    )
    gone = office.published(title="撤下的")
    actions.remove(information=gone, reason="误发", by=cast.approver)
    kinds = {resolve(address).view_name: address for address in kept.every()}
    return [
        record, f"{record}versions/", f"{record}versions/1/", f"{record}compare/1/2/", "/about/words/",
        gone.get_absolute_url(), "/organisations/qinghe/", "/search/?q=供水", "/apply/look/", "/nowhere/",
        "/say/?page=/help/", "/subscribe/",
        *(address for name, address in kinds.items() if name not in NO_PAGES),
    ]  # fmt: skip


@pytest.fixture
def answers(visitor, addresses) -> dict:
    """What the site answers to each, where that is a page; of each template the first."""
    answers, kinds = {}, set()
    for address in addresses:
        found = visitor.get(address, follow=True)
        kind = (found.templates[0].name if found.templates else "", found.status_code, "?" in address)
        if found["Content-Type"].startswith("text/html") and kind not in kinds:
            kinds.add(kind)
            answers[address] = found
    return answers


@pytest.fixture
def browse(answers, chromium):
    """Lay every page out in a look, in a browser that has no network: `see(page, address)` for each."""

    def run(look, width, see):
        page = chromium.new_page(viewport={"width": width, "height": 800})
        complaints, current = [], []
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))

        def answer(route):
            path = urlsplit(route.request.url).path
            if path == "/look.css":
                return route.fulfill(content_type="text/css; charset=utf-8", body=looks.sheet(look))
            if path.startswith("/static/"):
                return route.fulfill(path=finders.find(path.removeprefix("/static/")))
            if path != "/page/":
                return route.fulfill(status=204)
            return route.fulfill(status=200, headers=dict(current[-1].items()), body=current[-1].content)

        page.add_init_script(AXE)
        page.route("**/*", answer)
        for address, found in answers.items():
            current.append(found)
            page.set_viewport_size({"width": width, "height": 800})
            page.goto(f"{SITE}/page/")
            see(page, address)
        page.close()
        assert complaints == []

    return run


def hindrances(page, address, rules=None) -> list[str]:
    """What axe-core finds: of all its rules, or of these."""
    return [f"{address} {one}" for one in page.evaluate(HINDRANCES, rules)]


def on_a_small_phone(page, address) -> list[str]:
    page.set_viewport_size({"width": 360, "height": 800})
    wide = page.evaluate("document.documentElement.scrollWidth") > 360
    return [f"{address} is too wide"] * wide + hindrances(page, f"{address} 360", OF_STYLE)


def test_every_kind_of_page_hinders_nobody(browse, answers):
    """axe-core finds nothing, nothing is small, pale or wider than a phone; the first Tab leads to the text."""
    wrong, rest = [], len(looks.sheet("plain").encode()) + 10_000  # with the scripts

    def see(page, address):
        if page.locator("h1").count() != 1 or page.evaluate(SHIFTED) > 0.01:
            wrong.append(f"{address} has not one heading, or jumps while it is laid out")
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent") != "跳到正文":
            wrong.append(f"{address} begins elsewhere")
        if page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "solid":
            wrong.append(f"{address} does not show where one is")
        if len(answers[address].content) + rest > 100_000:
            wrong.append(f"{address} is heavy")
        wrong.extend(hindrances(page, address))
        wrong.extend((address, *one) for one in page.evaluate(HARD_TO_READ, 18))
        wrong.extend(on_a_small_phone(page, address))

    browse("plain", 1280, see)
    assert wrong == []


@pytest.mark.parametrize(("look", "smallest"), [("elder", 22), ("contrast", 18)])
def test_no_look_hinders_anybody(browse, look, smallest):
    wrong = []

    def see(page, address):
        wrong.extend((address, *one) for one in page.evaluate(HARD_TO_READ, smallest))
        wrong.extend(hindrances(page, address, None if look == "elder" else OF_STYLE))
        wrong.extend(on_a_small_phone(page, address))

    browse(look, 1280, see)
    assert wrong == []


def test_large_type_can_be_had_with_high_contrast(browse):
    wrong = []
    browse("elder-contrast", 360, lambda page, address: wrong.extend(page.evaluate(HARD_TO_READ, 22)))
    assert wrong == []


@pytest.mark.parametrize("look", ["plain", "elder-contrast"])
def test_on_paper_only_what_belongs_on_a_notice_board_is_left(browse, record, look):
    seen = []

    def see(page, address):
        page.emulate_media(media="print")
        for hidden in (".looks", ".entrances", ".foot", "form.search", ".crumbs", ".tools", "button"):
            for one in page.locator(hidden).all():
                assert not one.is_visible(), (address, hidden)
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgba(0, 0, 0, 0)"
        if address == record:
            seen.append(
                [page.locator(one).first.is_visible() for one in (".head", ".text", ".qr", ".address")]
            )

    browse(look, 800, see)
    assert seen == [[True] * 4]
