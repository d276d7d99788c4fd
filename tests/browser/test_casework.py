"""A request in a real browser: taken at the counter, clarified, answered, checked, signed on a phone, delivered."""

from datetime import timedelta

import pytest

from mingbai.foi.models import FoiRequest
from mingbai.foi.states import State
from mingbai.lib import clock
from tests.browser.conftest import PHONE, fits
from tests.foi.making import make_request, open_office

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def take_at_the_counter(page) -> None:
    page.get_by_role("link", name="依申请公开").first.click()
    page.get_by_role("link", name="录入收到的申请").click()
    page.get_by_role("link", name="当面提交").click()
    page.get_by_label("需要什么政府信息").fill("柳湾村的道路材料")
    page.get_by_label("申请人类别").select_option("person")
    page.get_by_label("姓名或者单位名称").fill("甄有求")
    page.get_by_label("联系电话").fill("13900001234")
    page.get_by_label("电子文件").check()
    page.get_by_label("网上", exact=True).check()
    page.get_by_role("button", name="录入，取得登记编号").click()
    page.get_by_role("heading", name="查询凭条").wait_for()
    page.get_by_role("link", name="去办理").click()


def clarify(page, approver) -> None:
    """The officer writes, the approver signs, the officer sends and takes what comes back."""
    page.get_by_text("其他操作").click()
    page.get_by_role("link", name="写补正告知书").click()
    page.get_by_label("不明确之处").fill("没有写明哪一年")
    page.get_by_label("补正事项").fill("写明年份")
    page.get_by_label("补正期限").fill((clock.today() + timedelta(days=15)).isoformat())
    page.get_by_role("button", name="保存").click()
    page.get_by_text("已保存").wait_for()
    approver.goto(page.url)
    approver.get_by_role("button", name="签发").click()
    approver.get_by_text("已签发").first.wait_for()
    page.reload()
    page.get_by_role("link", name="送出").click()
    page.get_by_label("网上", exact=True).check()
    page.get_by_role("button", name="登记送出").click()
    page.goto(f"/desk/foi/{FoiRequest.objects.get().pk}/")
    page.get_by_role("link", name="收到补正").click()
    page.get_by_label("补正后的内容").fill("柳湾村2025年村道硬化工程中标通知书")
    page.get_by_role("button", name="登记补正").click()


def put_in(page) -> None:
    """The file that the applicant is to get, from the button beside the next step."""
    page.get_by_role("link", name="放入要提供的文件、区分处理").click()
    page.get_by_label("哪一部分").fill("中标通知书")
    page.get_by_label("公开", exact=True).check()
    file = {"name": "中标通知书.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4 released"}
    page.get_by_label("提供给申请人的文件（公开的才传）").set_input_files(file)
    page.get_by_role("button", name="记下这一部分").click()
    page.get_by_text("已记下这一部分").wait_for()


def answer(page) -> None:
    page.get_by_role("link", name="拟写答复").click()
    for choice in (
        "要某一份政府信息",
        "没有",
        "归本机关",
        "没有",
        "找到了",
        "没有公开过",
        "没有，可以全部给他",
    ):
        page.get_by_role("link", name=choice, exact=True).click()
    page.get_by_role("link", name="随答复书一起给").click()
    page.get_by_label("提供内容").fill("中标通知书（2页）")
    page.get_by_role("button", name="先看看样子").click()
    page.get_by_role("heading", name="样子（还没有保存）").wait_for()
    page.get_by_role("button", name="拟好，交法制审查").click()
    page.get_by_text("答复已拟好").wait_for()


def pass_check(page, name, button) -> None:
    page.goto("/desk/foi/")
    page.get_by_role("link", name="村道硬化工程").click()
    page.get_by_role("link", name=name, exact=True).click()
    page.get_by_label("审查意见").fill("依据正确，可以。")
    page.get_by_role("button", name=button).click()
    page.get_by_text("已通过").first.wait_for()


def test_a_request_goes_from_the_counter_to_its_delivered_answer(cast, visit):
    open_office(cast)
    page, approver = visit(cast.foi_officer), visit(cast.approver, PHONE)
    take_at_the_counter(page)
    page.get_by_role("link", name="登记", exact=True).click()
    page.get_by_label("内容摘要").fill("村道硬化工程")
    page.get_by_role("button", name="登记").click()
    clarify(page, approver)
    put_in(page)
    answer(page)
    pass_check(visit(cast.checker), "法制审查", "审查通过")
    pass_check(visit(cast.secrecy), "保密审查", "审查通过")
    approver.goto("/desk/foi/")
    approver.get_by_role("link", name="村道硬化工程").click()
    approver.get_by_role("link", name="签发答复").click()
    assert fits(approver)
    approver.get_by_role("button", name="签发").click()
    approver.get_by_text("已签发").first.wait_for()
    page.goto("/desk/foi/")
    page.get_by_role("link", name="村道硬化工程").click()
    page.get_by_role("link", name="送达答复").click()
    page.get_by_role("button", name="登记送达").click()
    page.get_by_text("已登记送达").wait_for()
    row = FoiRequest.objects.get()
    assert (row.state, row.leaf, row.answered_on) == (State.ANSWERED, "granted", clock.today())


def test_the_list_and_the_file_fit_a_phone_and_work_without_scripts(cast, visit):
    row = make_request(cast)
    page = visit(cast.foi_officer, PHONE, javascript=False)
    for tail in (
        "",
        f"{row.pk}/",
        f"{row.pk}/time/",
        f"{row.pk}/work/",
        f"{row.pk}/answer/",
        "enter/counter/",
    ):
        page.goto(f"/desk/foi/{tail}")
        assert fits(page), tail
