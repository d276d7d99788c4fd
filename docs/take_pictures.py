"""Takes the pictures of the manual from a running demonstration county.

    python docs/take_pictures.py http://localhost:8000 [visiting]

Plays one document from upload to the public page and one request for information from the form to its
status, as the manual tells them, and shows the pages of the ledger and the annual report, in headless
Chromium. Needs a freshly loaded demonstration (`make run`) and Chromium. With `visiting` only the pages of
visitors are taken, and those where the office looks after them; these may be taken again and again.
"""

import io
import json
import os
import shutil
import sys
from pathlib import Path
from typing import Any

from docx import Document
from PIL import Image
from playwright.sync_api import Browser, FloatRect, Page, Playwright, ViewportSize, sync_playwright

PICTURES = Path(__file__).parent / "pictures"
PASSWORD = "Mingbai-demo-2025"  # noqa: S105 - the demonstration's, printed by `make run`
DESK: ViewportSize = {"width": 1280, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}
DRAFTER, CHECKER, SECRECY, APPROVER = "zhouhemiao", "chenlixia", "mengxiangdong", "gushouren"
OFFICE, VILLAGE, SYSTEM = "shenzhiyuan", "yangshunian", "weizhouping"
OFFICER, LAND_OFFICER, HEAD = "wenyoujia", "dimingyuan", "tengyuanshan"
WISH = "东塘村文化广场修缮工程的预算和施工合同"
TELEPHONE = "0989-6601234"
STEPS = (("确认收到申请", "确认"), ("登记", "登记"), ("审查通过，开始办理", "内容清楚，开始办理"))
# Every kind of page that visitors see: the name of its pictures, where it is, how links to follow begin.
SEEN_BY_VISITORS = (
    ("11-home", "/", ""),
    ("50-record", "/search/?q=高龄津贴办事指南", "/r/"),
    ("51-policies", "/policies/", ""),
    ("52-column", "/columns/guides/", ""),
    ("53-field", "/fields/yanglaofuwu/", ""),
    ("54-archive", "/archive/2026/", ""),
    ("55-organisation", "/organisations/qinghe/", ""),
    ("56-village", "/organisations/dongtang/", ""),
    ("57-search", "/search/?q=低保", ""),
    ("58-nothing", "/search/?q=充电桩", ""),
    ("59-statistics", "/statistics/", ""),
    ("60-subscribe", "/subscribe/", ""),
    ("61-say", "/search/?q=高龄津贴办事指南", "/r/|/say/"),
    ("62-verify", "/verify/", ""),
    ("63-api", "/api/", ""),
    ("64-help", "/help/", ""),
)
LINES = (
    "青政发〔2026〕40号",
    "青禾镇人民政府关于做好今冬明春农村供水保障工作的通知",
    "各村民委员会，镇直各站所：",
    "为保障群众冬季用水，现将有关事项通知如下：",
    "一、检查管道",
    "各村每周一检查村内管道和水表井，发现冻裂当天报修。",
    "二、应急送水",
    "停水超过二十四小时的，由镇水利站组织送水，每户每天不少于五十升。行动不便的老人由村干部送到家。",
    "联系人：孙卫国，手机13812345678。",
    "青禾镇人民政府",
    "2026年11月16日",
    "（此件公开发布）",
)


def word_file() -> bytes:
    document = Document()
    for line in LINES:
        document.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def main(base: str, part: str = "") -> None:
    PICTURES.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = launch(playwright)
        if part != "visiting":
            telling(browser, base)
        visiting(browser, base)
        looking_after(browser, base)
        browser.close()


def launch(playwright: Playwright) -> Browser:
    return playwright.chromium.launch(
        executable_path=shutil.which("chromium"),
        args=["--no-sandbox", "--disable-gpu"],
        env={**os.environ, "LANGUAGE": "zh_CN"},  # fields for dates speak the browser's language
    )


def telling(browser: Browser, base: str) -> None:
    """What the manual tells step by step."""
    drafting(browser, base)
    reviewing(browser, base)
    looking(browser, base)
    counting(browser, base)
    keeping(browser, base)
    reporting(browser, base)
    taking(browser, base, *asking(browser, base))
    handling(browser, base)
    accounting(browser, base)


def drafting(browser: Browser, base: str) -> None:
    page = sign_in(browser, base, DRAFTER, DESK)
    shot(page, "01-desk")
    page.get_by_role("link", name="上传 Word 新建").click()
    page.set_input_files("input[type=file]", {"name": "供水通知.docx", "mimeType": "", "buffer": word_file()})
    shot(page, "02-upload")
    page.get_by_role("button", name="上传并读取").click()
    shot(page, "03-read")
    page.get_by_role("link", name="下一步：核对草稿").click()
    page.get_by_label("主题分类").select_option(label="水利")
    page.get_by_label("体裁").select_option(label="通知")
    item = page.locator("select[name=catalogue_item] option", has_text="政府文件").first
    page.locator("select[name=catalogue_item]").select_option(value=item.get_attribute("value"))
    shot(page, "04-edit", height=2600)
    page.get_by_role("button", name="保存并提交").click()
    page.wait_for_load_state()
    shot(page, "05-blocked")
    page.get_by_role("link", name="检查结果").click()
    page.locator("#findings").scroll_into_view_if_needed()
    shot(page, "06-findings")
    page.get_by_role("button", name="一键遮盖").first.click()
    page.wait_for_load_state()
    page.get_by_role("link", name="提交审核").click()
    page.get_by_role("button", name="提交审核").click()
    page.wait_for_load_state()
    shot(page, "07-submitted")


def reviewing(browser: Browser, base: str) -> None:
    for number, step, who in ((8, "check", CHECKER), (9, "secrecy", SECRECY), (10, "approve", APPROVER)):
        page = sign_in(browser, base, who, PHONE)
        page.get_by_role("link", name="今冬明春农村供水").first.click()
        page.wait_for_load_state()
        while page.get_by_label("核对后可以保留的理由").count():
            page.get_by_label("核对后可以保留的理由").first.fill("已与水利站核对，是公开的值班联系人。")
            page.get_by_role("button", name="保存理由").first.click()
            page.wait_for_load_state()
        if who == SECRECY:
            page.get_by_label("不涉密，可以公开").check()
            page.get_by_label("审查依据").fill("对照保密事项范围逐项核对，不涉及。")
        shot(page, f"{number:02}-{step}", whole=True)
        page.get_by_role("button", name="签发" if who == APPROVER else "通过", exact=True).click()
        page.wait_for_load_state()


def looking(browser: Browser, base: str) -> None:
    for name, viewport in (("1280", DESK), ("390", PHONE)):
        page = browser.new_context(viewport=viewport, locale="zh-CN", base_url=base).new_page()
        page.goto("/")
        shot(page, f"11-home-{name}")
        page.locator("main input[name=q]").fill("供水")
        page.get_by_role("button", name="搜索").first.click()
        shot(page, f"12-search-{name}")
        page.get_by_role("link", name="今冬明春农村供水").first.click()
        page.wait_for_load_state()
        shot(page, f"record-{name}", whole=True)


def counting(browser: Browser, base: str) -> None:
    """The ledger as the county office, a village and a phone see it."""
    page = sign_in(browser, base, OFFICE, DESK)
    page.goto("/desk/duties/")
    shot(page, "20-ledger")
    page.goto("/desk/duties/matrix/")
    shot(page, "21-matrix")
    page.goto("/desk/duties/charts/")
    page.wait_for_timeout(1500)  # the charts are drawn after the page is there
    shot(page, "32-charts")
    page.goto("/desk/duties/lines/?state=late&source=catalogue")
    follow(page, "main table a", "22-line")
    village = sign_in(browser, base, VILLAGE, PHONE)
    village.goto("/desk/duties/owed/")
    shot(village, "23-owed-390", height=1500)


def keeping(browser: Browser, base: str) -> None:
    """Catalogue, calendar, a plan being checked, a village's sheet."""
    page = sign_in(browser, base, OFFICE, DESK)
    page.goto("/desk/standard/?q=政策法规文件")
    follow(page, "main table a", "24-row", height=1250)
    page.goto("/desk/limits/calendar/2026/")
    shot(page, "25-calendar")
    page.goto("/desk/limits/calculator/?limit=foi.reply&start=2026-09-28")
    page.get_by_text("计算过程").first.click()
    shot(page, "26-calculator")
    page.goto("/desk/plans/")
    follow(page, "main a", "27-plan-check", has="征求意见稿", then="核对任务")
    page.goto("/desk/villages/")
    shot(page, "29-village")
    follow(page, "main th a", "34-sheet", has="东塘村", then="2026年9月", height=1500)


def reporting(browser: Browser, base: str) -> None:
    """Evaluation, findings, the report, and what citizens see of promises."""
    page = sign_in(browser, base, OFFICE, DESK)
    page.goto("/desk/evaluation/rounds/")
    follow(page, "main table a", "28-round")
    page.goto("/desk/evaluation/findings/")
    shot(page, "33-findings")
    page.goto("/promises/")
    follow(page, "main a", "30-promise", has="供水管网")
    page.goto("/desk/reports/new/")
    page.get_by_label("哪份计划").select_option(index=1)
    page.get_by_label("哪个单位的报告").select_option(label="明白县人民政府")
    page.get_by_label("连同下级单位").check()
    page.locator("main form button").last.click()
    page.wait_for_load_state()
    shot(page, "31-report")


def asking(browser: Browser, base: str) -> tuple[str, str]:
    """A citizen asks on the public site; the number and the query code on the receipt."""
    page = browser.new_context(viewport=DESK, locale="zh-CN", base_url=base).new_page()
    page.goto("/apply/")
    shot(page, "40-ask-start")
    page.get_by_role("link", name="开始申请").click()
    page.get_by_label("您要找什么？").fill(WISH)
    page.get_by_role("button", name="查一查").click()
    page.get_by_role("button", name="继续申请").click()
    for choice in ("青禾镇人民政府", "要一份政府信息", "我个人"):
        page.get_by_label(choice).check()
        go_on(page)
    page.get_by_label("姓名").fill("容问渠")
    go_on(page)
    page.get_by_label("证件名称").select_option(label="居民身份证")
    page.get_by_label("证件号码").fill("990001198503071233")  # of no region there is
    go_on(page)
    go_on(page)  # the words that were searched for stand there already
    page.get_by_label("电子文件").check()
    page.get_by_label("在这个网站上查看、下载").check()
    go_on(page)
    page.get_by_label("联系电话").fill(TELEPHONE)
    go_on(page)
    page.get_by_label("没有了").check()
    go_on(page)
    shot(page, "41-ask-check", height=1250)
    page.get_by_role("button", name="提交申请").click()
    page.get_by_role("heading", name="申请已经提交").wait_for()
    shot(page, "42-ask-receipt")
    return page.locator(".done strong").inner_text(), page.locator(".code strong").inner_text()


def go_on(page: Page) -> None:
    page.get_by_role("button", name="保存，下一步").click()
    page.wait_for_load_state()


def taking(browser: Browser, base: str, number: str, code: str) -> None:
    """The officer confirms, registers and accepts the request; the citizen looks how it goes."""
    page = sign_in(browser, base, OFFICER, DESK)
    page.goto("/desk/foi/")
    shot(page, "44-foi-list")
    page.goto(f"/desk/foi/?tab=hand&q={number}")
    page.locator("main table a").first.click()
    for step, button in STEPS:
        page.locator("section.next .actions a", has_text=step).click()
        page.wait_for_load_state()
        if step == "登记":
            page.get_by_label("内容摘要").fill("文化广场修缮预算和合同")
        page.locator("main form").get_by_role("button", name=button, exact=True).click()
        page.wait_for_load_state()
    page = browser.new_context(viewport=DESK, locale="zh-CN", base_url=base).new_page()
    page.goto("/apply/status/")
    page.get_by_label("查询码").fill(code)
    page.get_by_label("电话最后四位").fill(TELEPHONE[-4:])
    page.get_by_role("button", name="查询", exact=True).click()
    page.get_by_role("heading", name="申请进度").wait_for()
    shot(page, "43-ask-status", height=1250)


def handling(browser: Browser, base: str) -> None:
    """The clock of a request that waits for a third party, the choice of an answer, signing on a phone."""
    page = sign_in(browser, base, LAND_OFFICER, DESK)
    page.goto("/desk/foi/?tab=hand&q=地块土壤检测报告")
    follow(page, "main table a", "45-foi-clock", then="期限和环节", height=1500)
    page = sign_in(browser, base, OFFICER, DESK)
    page.goto("/desk/foi/?tab=hand&q=机耕桥维修预算")
    follow(page, "main table a", "46-foi-answer", then="拟写答复")
    page = sign_in(browser, base, HEAD, PHONE)
    page.goto("/desk/foi/")
    follow(page, "main table a", "47-foi-sign-390", has="森林防火物资采购清单", then="签发答复", height=1700)


def accounting(browser: Browser, base: str) -> None:
    """An annual report at its table three, and the same report with faults before the checker."""
    page = sign_in(browser, base, OFFICE, DESK)
    page.goto("/desk/annual/")
    page.locator("main table a", has_text="青禾镇").first.click()
    page.wait_for_load_state()
    report = page.request.get(f"{page.url}json/").json()
    page.locator("#section-3").evaluate("one => one.scrollIntoView()")
    shot(page, "48-annual")
    page.goto("/desk/report-check/")
    page.set_input_files("#id_file", {"name": "年报.json", "mimeType": "", "buffer": spoiled(report)})
    page.get_by_role("button", name="读取并核对").click()
    page.wait_for_load_state()
    shot(page, "49-report-check", height=1500)


def spoiled(report: dict[str, Any]) -> bytes:
    """The report as a file, with wrong sums in tables three and four and a repealed limit in its text."""
    tables = report["tables"]
    tables["three"]["三1_予以公开"][-1] += 1
    tables["four"][4] += 1
    sections = {**report["sections"], "1": f"{report['sections']['1']}所有申请都在15个工作日内答复。"}
    kept = {"organisation": report["organisation_name"], "year": report["year"], "form": report["form"]}
    return json.dumps({**kept, "tables": tables, "sections": sections}, ensure_ascii=False).encode()


def visiting(browser: Browser, base: str) -> None:
    """Every kind of page for visitors: usual and for elders, on a desk and on a phone."""
    usual, usual_phone = visitor(browser, base, DESK), visitor(browser, base, PHONE)
    elder, elder_phone = visitor(browser, base, DESK, "elder"), visitor(browser, base, PHONE, "elder")
    for name, address, links in SEEN_BY_VISITORS:
        for page in (usual, usual_phone, elder, elder_phone):
            page.goto(address)
            for link in filter(None, links.split("|")):
                found = page.locator(f"main a[href^='{link}']").first
                page.goto(found.get_attribute("href") or "")
        shot(usual, f"{name}-1280")
        side_by_side(f"{name}-looks", usual_phone, elder_phone, elder)


def visitor(browser: Browser, base: str, viewport: ViewportSize, look: str = "") -> Page:
    page = browser.new_context(viewport=viewport, locale="zh-CN", base_url=base).new_page()
    if look:
        page.goto(f"/look/{look}/")
    return page


def looking_after(browser: Browser, base: str) -> None:
    """What the office sees of visitors, and whether the installation is well."""
    page = sign_in(browser, base, OFFICE, DESK)
    for name, address in (("65-missed", "/desk/search/missed/"), ("66-feedback", "/desk/feedback/")):
        page.goto(address)
        shot(page, name)
    page = sign_in(browser, base, SYSTEM, DESK)
    page.goto("/desk/operations/")
    shot(page, "67-operations", height=1250)


def side_by_side(name: str, *pages: Page) -> None:
    """The windows in one picture."""
    parts = [Image.open(io.BytesIO(page.screenshot())) for page in pages]
    gap = 16
    width = sum(part.width for part in parts) + gap * (len(parts) - 1)
    whole = Image.new("RGB", (width, max(part.height for part in parts)), "white")
    left = 0
    for part in parts:
        whole.paste(part, (left, 0))
        left += part.width + gap
    keep(whole, name)


def keep(picture: Image.Image, name: str) -> None:
    """Of 128 colours, which is enough for pages and makes small files."""
    small = picture.convert("RGB").quantize(128, dither=Image.Dither.NONE)
    small.save(PICTURES / f"{name}.png", optimize=True)


def follow(page: Page, link: str, name: str, *, has: str = "", then: str = "", height: int = 0) -> None:
    """Open the first such link, `then` the one of that name, and take a picture."""
    page.locator(link, has_text=has).first.click()
    page.wait_for_load_state()
    if then and page.get_by_role("link", name=then).count():
        page.get_by_role("link", name=then).first.click()
        page.wait_for_load_state()
    shot(page, name, height=height)


def sign_in(browser: Browser, base: str, who: str, viewport: ViewportSize) -> Page:
    page = browser.new_context(viewport=viewport, locale="zh-CN", base_url=base).new_page()
    page.goto("/desk/")
    page.get_by_label("用户名").fill(who)
    page.get_by_label("密码", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    page.wait_for_load_state()
    return page


def shot(page: Page, name: str, *, whole: bool = False, height: int = 0) -> None:
    """What the window shows, the whole page, or the page down to `height` pixels."""
    if height and page.viewport_size:
        clip: FloatRect = {"x": 0, "y": 0, "width": page.viewport_size["width"], "height": height}
        seen = page.screenshot(full_page=True, clip=clip)
    else:
        seen = page.screenshot(full_page=whole)
    keep(Image.open(io.BytesIO(seen)), name)


if __name__ == "__main__":
    main(*(sys.argv[1:] or ["http://localhost:8000"]))
