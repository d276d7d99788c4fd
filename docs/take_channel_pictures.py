"""Takes the manual's pictures of channels, gazette, household lists, register, archive, log and forwarding.

    python docs/take_channel_pictures.py http://localhost:8000

Needs a freshly loaded demonstration (`make run`) and Chromium, like `take_pictures.py` beside it. Makes one
sheet and one leaflet; everything else is only looked at, so it may be run again and again.
"""

import re
import shutil
import subprocess
import sys

import pypdfium2
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright
from take_pictures import (
    DESK,
    DRAFTER,
    OFFICE,
    PHONE,
    follow,
    keep,
    launch,
    shot,
    side_by_side,
    sign_in,
    visitor,
)

EDITOR, FORWARDER, WELFARE, VILLAGE_CLERK = "jizaiming", "xuqingtong", "liuxiaohe", "xionglaosan"
VILLAGE, GUIDE, NOTICE = "麦坪村", "高龄津贴办事指南", "道路封闭施工延期"
PLAINER = {
    "多少钱": "每月：80至89周岁80元，90至99周岁150元，100周岁以上400元。不收费。",
    "什么时候": "满八十周岁当月登记，次月起发，每季度末到账。",
}
"""What a clerk writes where the text itself has a table."""

PAPER = 620  # width of one printed page in a picture


def main(base: str) -> None:
    with sync_playwright() as playwright:
        browser = launch(playwright)
        for part in (hanging, printing, showing, sending, issuing, listing, forwarding, keeping, proving):
            part(browser, base)
        browser.close()


def hanging(browser: Browser, base: str) -> None:
    """What has to be done, the board under the clerk's telephone, and what its code shows to everybody."""
    page = sign_in(browser, base, DRAFTER, DESK)
    page.goto("/desk/channels/")
    shot(page, "70-channels", height=850)
    board = _place(page, f"{VILLAGE}村民委员会", "公示栏")
    clerk = sign_in(browser, base, VILLAGE_CLERK, PHONE)
    clerk.goto(f"/desk/channels{board}")
    usual, elder = visitor(browser, base, PHONE), visitor(browser, base, PHONE, "elder")
    for one in (usual, elder):
        one.goto(board)
        one.locator("h1").evaluate("one => window.scrollTo(0, one.offsetTop - 60)")
    side_by_side("71-board", clerk, usual, elder)


def printing(browser: Browser, base: str) -> None:
    """A sheet for the board and a leaflet, as they come out of the printer."""
    page = sign_in(browser, base, WELFARE, DESK)
    _open_printing(page, GUIDE)
    _make(page, "制作张贴稿")
    shot(page, "72-sheet", height=1250)
    sheet = _paper(page)
    _open_printing(page, GUIDE)
    _make(page, "制作明白纸", **PLAINER)
    _beside("73-paper", sheet, _paper(page))


def _open_printing(page: Page, title: str) -> None:
    page.goto(f"/search/?q={title}")
    address = page.locator("main a[href^='/r/']", has_text=title).first.get_attribute("href") or ""
    page.goto(address)
    proof = page.locator("a[href$='/proof/']").first.get_attribute("href") or ""
    page.goto(f"/desk/printing/records/{re.findall(r'[0-9]+', proof)[0]}/")


def _make(page: Page, what: str, **given: str) -> None:
    page.get_by_role("link", name=what).click()
    for label, words in given.items():
        page.get_by_label(label).fill(words)
    page.locator("main form").last.get_by_role("button").last.click()
    page.wait_for_load_state("networkidle")


def _paper(page: Page) -> list[Image.Image]:
    """The pages of the file that the window offers."""
    address = page.get_by_role("link", name="下载 PDF").get_attribute("href") or ""
    return _pages(page.request.get(address).body())


def showing(browser: Browser, base: str) -> None:
    page = visitor(browser, base, DESK)
    for name, owner, kind in (
        ("74-screen", "青禾镇人民政府", "电子屏"),
        ("75-kiosk", "明白县人民政府办公室", "档案馆"),
    ):
        code = _place(page, owner, kind).strip("/").split("/")[-1]
        page.goto(f"/{'screens' if kind == '电子屏' else 'kiosk'}/{code}/")
        page.wait_for_timeout(3000)  # the picture fades in
        shot(page, name)


def _place(page: Page, owner: str, kind: str) -> str:
    """The address of the first such place of an organisation, as the list of places has it."""
    page.goto("/places/")
    row = page.locator(f"h2:text-is('{owner}') + ul li", has_text=kind).first
    return row.locator("a").first.get_attribute("href") or ""


def sending(browser: Browser, base: str) -> None:
    page = sign_in(browser, base, DRAFTER, DESK)
    page.goto("/desk/outbox/?tab=done")
    page.locator("main a", has_text=NOTICE).first.click()
    follow(page, ".piece a", "76-account", height=1400)
    page.goto("/desk/loudspeakers/")
    page.get_by_role("link", name="看稿子").first.click()
    page.wait_for_load_state()
    shot(page, "77-script", height=950)


def issuing(browser: Browser, base: str) -> None:
    """The issue in the making, the one given out as page and paper."""
    page = sign_in(browser, base, EDITOR, DESK)
    page.goto("/desk/gazette/")
    follow(page, "main .cards a", "78-gazette-edit", has="第2期", height=1250)
    page = visitor(browser, base, DESK)
    page.goto("/gazette/")
    follow(page, "main a", "79-gazette", has="第1期", height=1250)
    address = page.get_by_role("link", name="打开 PDF").get_attribute("href") or ""
    paper = _pages(page.request.get(address).body())
    _beside("80-gazette-paper", [paper[0], paper[1], paper[2]])


def listing(browser: Browser, base: str) -> None:
    """The clerk's page, what everybody sees, and what one household sees of itself."""
    page = sign_in(browser, base, DRAFTER, DESK)
    page.goto("/desk/households/")
    follow(page, "main a", "81-households-desk", has=VILLAGE, height=1250)
    usual, elder, own = (
        visitor(browser, base, PHONE),
        visitor(browser, base, PHONE, "elder"),
        visitor(browser, base, PHONE),
    )
    for one in (usual, elder):
        one.goto("/households/")
        one.locator("main a", has_text=VILLAGE).first.click()
        one.locator("h1").evaluate("one => window.scrollTo(0, one.offsetTop - 60)")
    code, tail = _told()
    own.goto("/households/query/")
    own.get_by_label("查询码").first.fill(code)
    own.get_by_label("末四位").fill(tail)
    own.locator("main form").get_by_role("button").first.click()
    own.wait_for_load_state()
    own.locator("h1").evaluate("one => window.scrollTo(0, one.offsetTop - 60)")
    side_by_side("82-households", usual, elder, own)


def _told() -> tuple[str, str]:
    """The query code that the command tells."""
    command = shutil.which("mingbai") or "mingbai"
    told = subprocess.run([command, "demo"], capture_output=True, text=True, check=True).stdout  # noqa: S603 - ours
    return re.findall(r"households/query/ 用查询码 ([0-9A-Z-]+) 和身份证号末四位 ([0-9X]{4})", told)[0]


def forwarding(browser: Browser, base: str) -> None:
    page = sign_in(browser, base, FORWARDER, DESK)
    page.goto("/desk/forwarding/")
    follow(page, "main a", "83-forwarding", has="方便老年人办事", height=1080)


def keeping(browser: Browser, base: str) -> None:
    """A sealed month of the register, a year in the archive."""
    page = sign_in(browser, base, DRAFTER, DESK)
    page.goto("/desk/book/")
    follow(page, "main table a", "84-book", has="10月", height=1150)
    page.goto("/desk/archive/")
    follow(page, "main table a", "85-archive", has="青禾镇", height=1120)


def proving(browser: Browser, base: str) -> None:
    """What is said of one record, and of the log."""
    record, log = visitor(browser, base, PHONE), visitor(browser, base, PHONE)
    record.goto(f"/search/?q={GUIDE}")
    record.goto(record.locator("main a[href^='/r/']").first.get_attribute("href") or "")
    record.goto(record.locator("a[href$='/proof/']").first.get_attribute("href") or "")
    record.get_by_role("button", name="核对").click()
    record.wait_for_timeout(1500)  # the telephone computes
    log.goto("/log/")
    for one in (record, log):
        one.locator("h1").evaluate("one => window.scrollTo(0, one.offsetTop - 60)")
    side_by_side("86-log", record, log)
    page = sign_in(browser, base, OFFICE, DESK)
    page.goto("/desk/log/")
    shot(page, "87-witnesses")


def _pages(pdf: bytes) -> list[Image.Image]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.render(scale=PAPER / page.get_width()).to_pil() for page in document]
    finally:
        document.close()


def _beside(name: str, *sets: list[Image.Image]) -> None:
    """Printed pages side by side on grey."""
    pages = [one for pages in sets for one in pages[:3]]
    gap = 24
    width = sum(one.width + gap for one in pages) + gap
    whole = Image.new("RGB", (width, max(one.height for one in pages) + 2 * gap), "#c9ced6")
    left = gap
    for one in pages:
        whole.paste(one, (left, gap))
        left += one.width + gap
    keep(whole, name)


if __name__ == "__main__":
    main(*(sys.argv[1:] or ["http://localhost:8000"]))
