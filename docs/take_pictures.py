"""Takes the pictures of the manual from a running demonstration county.

    python docs/take_pictures.py http://localhost:8000

Plays one document from upload to the public page, as the manual tells it, in headless Chromium.
Needs a freshly loaded demonstration (`make run`) and Chromium.
"""

import io
import shutil
import sys
from pathlib import Path

from docx import Document
from playwright.sync_api import Browser, Page, sync_playwright

PICTURES = Path(__file__).parent / "pictures"
PASSWORD = "Mingbai-demo-2025"  # noqa: S105 - the demonstration's, printed by `make run`
DESK, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
DRAFTER, CHECKER, SECRECY, APPROVER = "zhouhemiao", "chenlixia", "mengxiangdong", "gushouren"
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


def main(base: str) -> None:
    PICTURES.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        drafting(browser, base)
        reviewing(browser, base)
        looking(browser, base)
        browser.close()


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
    shot(page, "04-edit", whole=True)
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
        page.get_by_role("searchbox").first.fill("供水")
        page.get_by_role("button", name="搜索").first.click()
        shot(page, f"12-search-{name}")
        page.get_by_role("link", name="今冬明春农村供水").first.click()
        page.wait_for_load_state()
        shot(page, f"record-{name}", whole=True)


def sign_in(browser: Browser, base: str, who: str, viewport: dict[str, int]) -> Page:
    page = browser.new_context(viewport=viewport, locale="zh-CN", base_url=base).new_page()
    page.goto("/desk/")
    page.get_by_label("用户名").fill(who)
    page.get_by_label("密码", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    page.wait_for_load_state()
    return page


def shot(page: Page, name: str, *, whole: bool = False) -> None:
    page.screenshot(path=PICTURES / f"{name}.png", full_page=whole)


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "http://localhost:8000")
