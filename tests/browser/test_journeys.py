"""Each role's way through the product, as a person goes it."""

import io

import pytest
from docx import Document

from mingbai.disclosures import actions
from mingbai.disclosures.models import Information
from tests.browser.conftest import PHONE, fits

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def word_file() -> bytes:
    document = Document()
    for text in (
        "青政发〔2026〕21号",
        "青禾镇人民政府关于做好冬季供水保障工作的通知",
        "各村民委员会：",
        "一、检查管道",
        "各村于每周一检查管道，发现冻裂的当天报修。",
        "青禾镇人民政府",
        "2026年11月2日",
        "（此件公开发布）",
    ):
        document.add_paragraph(text)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_a_clerk_uploads_a_word_file_and_submits_it(cast, visit):
    page = visit(cast.drafter)
    page.get_by_role("link", name="上传 Word 新建").click()
    page.set_input_files("input[type=file]", {"name": "通知.docx", "mimeType": "", "buffer": word_file()})
    page.get_by_role("button", name="上传并读取").click()
    assert "青政发〔2026〕21号" in page.content()
    page.get_by_role("link", name="下一步：核对草稿").click()
    assert page.locator("[name=title]").input_value().endswith("冬季供水保障工作的通知")
    page.get_by_label("主题分类").select_option(label="水利")
    page.get_by_label("体裁").select_option(label="通知")
    page.locator("select[name=catalogue_item]").select_option(index=1)
    page.get_by_role("button", name="保存并提交").click()
    page.get_by_text("等待审核").first.wait_for()
    assert Information.objects.get().stage == "in_review"


def test_a_clerk_is_told_what_is_missing_and_loses_nothing(cast, visit):
    page = visit(cast.drafter)
    page.goto("/desk/new/")
    page.get_by_role("button", name="新建空白稿").click()
    page.locator("[name=title]").fill("只有标题的稿件")
    page.get_by_role("button", name="保存并提交").click()
    page.get_by_role("alert").first.wait_for()
    assert page.locator("[name=title]").input_value() == "只有标题的稿件"


def test_three_reviewers_decide_on_their_phones_and_the_text_is_public(cast, content, visit):
    information = actions.create(organisation=cast.town, by=cast.drafter, **content)
    actions.submit(information=information, by=cast.drafter)
    for person, button in ((cast.checker, "通过"), (cast.secrecy, "通过"), (cast.approver, "签发")):
        page = visit(person, PHONE)
        page.get_by_role("link", name="冬季供水保障").first.click()
        assert fits(page)
        if person is cast.secrecy:
            page.get_by_label("不涉密，可以公开").check()
            page.get_by_label("审查依据").fill("对照保密事项范围逐项核对")
        if person is cast.approver:
            page.get_by_label("马上发布").check()
        page.get_by_role("button", name=button, exact=True).click()
        page.wait_for_load_state()
    information.refresh_from_db()
    assert information.status == "published"


def test_a_reviewer_returns_a_text_with_reasons(cast, content, visit):
    information = actions.create(organisation=cast.town, by=cast.drafter, **content)
    actions.submit(information=information, by=cast.drafter)
    page = visit(cast.checker, PHONE)
    page.get_by_role("link", name="冬季供水保障").first.click()
    page.get_by_role("button", name="退回修改").click()
    page.get_by_role("alert").first.wait_for()
    page.locator("textarea[name=comment]").fill("请写明报修电话")
    page.get_by_role("button", name="退回修改").click()
    page.wait_for_load_state()
    assert "请写明报修电话" in visit(cast.drafter).content()


@pytest.mark.parametrize("javascript", [True, False])
def test_a_villager_finds_a_text_by_two_characters(desk, content, visit, javascript):
    desk.published(**content)
    page = visit(None, PHONE, javascript=javascript)
    page.goto("/")
    page.get_by_label("找文件、查政策").fill("供水")
    page.get_by_role("button", name="搜索").first.click()
    page.get_by_role("link", name="冬季供水保障").first.click()
    page.get_by_role("heading", level=1).wait_for()
    assert "请各村于每周一检查管道" in page.content()
    assert "青政发〔2026〕12号" in page.content()


def test_two_people_editing_one_text_both_keep_what_they_wrote(cast, content, visit):
    information = actions.create(organisation=cast.town, by=cast.drafter, **content)
    first, second = visit(cast.drafter), visit(cast.second_drafter)
    for page in (first, second):
        page.goto(f"/desk/records/{information.pk}/edit/")
    first.locator("[name=title]").fill("第一个人的标题")
    first.get_by_role("button", name="保存草稿").click()
    first.wait_for_load_state()
    second.locator("[name=title]").fill("第二个人的标题")
    second.get_by_role("button", name="保存草稿").click()
    second.get_by_text("您的修改还没有保存").wait_for()
    assert "第一个人的标题" in second.content()
    assert second.locator("[name=title]").input_value() == "第二个人的标题"
