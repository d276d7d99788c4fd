"""A notice on its way to the boards, the loudspeaker and the telephone, and back when its source changes."""

import pytest

from mingbai.channels import actions
from mingbai.channels.models import Posting
from mingbai.channels.rules.short import code_of
from mingbai.channels.states import Channel
from mingbai.disclosures import actions as disclosures
from mingbai.forwarding.models import Forwarding
from tests.browser.conftest import PHONE, fits
from tests.channels.conftest import correct, picture, places
from tests.forwarding.conftest import CHANGED, TAKEN, URL
from tests.portal.test_in_browser import AXE, hindrances

__all__ = ["correct", "places"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def is_fit(page) -> None:
    """No wider than the window, and axe-core finds nothing."""
    page.wait_for_load_state()
    page.evaluate(AXE)
    assert fits(page), page.url
    assert hindrances(page, page.url) == []


def test_a_sheet_is_drawn_looked_at_hung_on_two_boards_and_shown_behind_the_code(visit, cast, notice, places):
    page = visit(cast.drafter)
    page.goto(f"/desk/channels/records/{notice.pk}/")
    page.get_by_role("link", name="张贴稿").click()
    page.get_by_role("link", name="制作张贴稿").click()
    page.get_by_role("button", name="生成并预览").click()
    page.get_by_role("img", name="第 1 页").wait_for()
    page.get_by_role("button", name="看过了，确认可以用").click()
    page.get_by_text("已预览确认").first.wait_for()
    page.goto(f"/desk/channels/records/{notice.pk}/")
    is_fit(page)
    page.get_by_label("渠道", exact=True).select_option(label="公示栏")
    page.get_by_label("村委会门口公示栏").check()
    page.get_by_label("山后组公示栏").check()
    page.get_by_label("用哪份做好的稿").select_option(index=1)
    page.get_by_role("button", name="安排", exact=True).click()
    page.get_by_role("heading", name="已经安排的").wait_for()

    page.set_viewport_size(PHONE)
    page.goto(f"/desk/channels/at/{places.gate.code}/")
    is_fit(page)
    page.get_by_role("link", name="已贴好，拍照确认").click()
    photo = {"name": "现场.jpg", "mimeType": "image/jpeg", "buffer": picture(with_place=True).read()}
    page.get_by_label("现场照片").set_input_files(photo)
    page.get_by_role("button", name="确认").click()
    page.get_by_role("heading", name="应当还在的（1）").wait_for()
    page.goto(f"/at/{places.gate.code}/")
    is_fit(page)
    page.get_by_role("link", name=notice.title).click()
    page.get_by_text("请各村于每周一检查管道").wait_for()
    here, there = Posting.objects.get(place=places.gate), Posting.objects.get(place=places.hill)
    assert (here.state, here.proofs.count(), there.state) == ("up", 1, "planned")
    assert here.rendering.state == "confirmed"


def test_the_months_file_of_a_village_is_looked_at_before_it_may_be_printed(visit, cast, notice, places):
    board = places.gate
    actions.plan(information=notice, channel=Channel.BOARD, place=board, by=cast.drafter)
    page = visit(cast.drafter, PHONE)
    page.goto("/desk/printing/new/")
    page.get_by_role("button", name="生成").click()
    page.get_by_text("1 个村（单位）的文件里有还没有人预览过的张贴稿").wait_for()
    is_fit(page)
    page.get_by_role("link", name=str(board.organisation)).click()
    page.get_by_role("img", name="第 2 页").scroll_into_view_if_needed()
    is_fit(page)
    page.get_by_role("button", name="这个村的看过了，可以打印").first.click()
    page.get_by_role("link", name="下载可以打印的").wait_for()


def test_a_village_clerk_writes_a_script_airs_it_and_finds_it_in_the_log(visit, cast, notice, places):
    page = visit(cast.reporter, PHONE)
    page.goto("/desk/loudspeakers/")
    page.get_by_role("link", name="写广播稿").click()
    page.get_by_role("link", name=notice.title).click()
    page.get_by_role("button", name="写成广播稿").click()
    page.get_by_text("现在播送青禾镇人民政府").wait_for()
    is_fit(page)
    page.get_by_role("link", name="预览确认").click()
    page.get_by_role("button", name="念过了，确认").click()
    page.get_by_role("link", name="安排播出").click()
    page.get_by_label("哪一处广播").select_option(index=1)
    page.get_by_role("button", name="安排", exact=True).click()
    page.goto("/desk/loudspeakers/")
    is_fit(page)
    page.get_by_role("link", name="播了").click()
    page.get_by_role("button", name="确认播了").click()
    page.get_by_text("今天已播 1 次").wait_for()
    page.get_by_role("link", name="播出记录").click()
    page.get_by_text("播出 1 次").wait_for()
    is_fit(page)


def test_a_source_that_changed_is_shown_and_somebody_decides(visit, cast, notice):
    page = visit(cast.drafter)
    page.goto("/desk/forwarding/")
    page.get_by_role("link", name="登记来源").click()
    page.get_by_role("link", name=notice.title).click()
    page.get_by_label("来源单位").fill("省水利厅")
    page.get_by_label("来源网址").fill(URL)
    page.get_by_label("来源的原文").fill(TAKEN)
    page.get_by_role("button", name="登记").click()
    page.get_by_text("一字不差").wait_for()
    page.get_by_role("link", name="录入来源现在的原文").click()
    page.get_by_label("来源的原文").fill(CHANGED)
    page.get_by_role("button", name="核对").click()
    page.get_by_role("heading", name="来源有什么变化").wait_for()
    assert page.locator(".said ins").first.text_content() == "五"
    is_fit(page)

    page.goto("/desk/notices/")
    told = page.get_by_role("listitem").filter(has_text="的内容有变化，请核对处理")
    told.get_by_role("button", name="去办理").click()
    page.get_by_role("link", name="处理变化").click()
    page.get_by_label("不影响转载内容").check()
    page.get_by_label("说明").fill("只改了检查日，我镇仍按周一。")
    page.get_by_role("button", name="确认").click()
    page.get_by_text("我镇仍按周一").wait_for()
    assert Forwarding.objects.get().state == "same"


def test_the_code_on_paper_leads_to_the_text_as_it_now_reads_or_says_why_it_is_gone(
    visit, cast, notice, correct
):
    correct(notice)
    page = visit(None, PHONE)
    page.goto(f"/q/{code_of(notice.pk)}/")
    page.get_by_text("检查日改为周五").first.wait_for()
    assert page.get_by_text("管道检查改为每周五").is_visible() and page.get_by_text("每周一").count() == 0
    is_fit(page)
    disclosures.withdraw(information=notice, by=cast.approver, reason="数字有误，重新核实")
    page = visit(None, PHONE)  # another day: the browser keeps a page for a minute
    page.goto(f"/q/{code_of(notice.pk)}/")
    page.get_by_text("数字有误，重新核实").first.wait_for()
    assert page.get_by_text("管道检查").count() == 0
    is_fit(page)
