"""The archive of a year in a real browser: made, checked, handed over, and the receipt kept."""

import pytest

from mingbai.archive.jobs import make_waiting
from mingbai.archive.models import Transfer
from mingbai.lib import clock
from tests.archive.conftest import archive_folder
from tests.archive.test_transfer_and_destruction import RECEIPT

__all__ = ["archive_folder"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_year_is_packed_checked_handed_over_and_the_receipt_comes_back(visit, cast, desk, content):
    record = desk.published(**content)
    page = visit(cast.drafter)
    page.goto("/desk/archive/")
    page.get_by_role("link", name="制作年度档案包").click()
    page.get_by_label("年度").fill(str(clock.today().year))
    page.get_by_role("button", name="制作").click()
    page.get_by_text("已安排制作").wait_for()
    assert make_waiting() == "制作档案包 1 个"

    page.reload()
    page.get_by_role("link", name=f"{cast.town} {clock.today().year}年").click()
    page.get_by_text(record.title).wait_for()
    page.get_by_role("link", name="核对", exact=True).click()
    page.get_by_text("核对过了，完好").wait_for()
    page.get_by_role("link", name="登记移交").click()
    page.get_by_label("其他接收单位").fill("县档案馆")
    page.get_by_label("接收人").fill("档馆员")
    page.get_by_role("button", name="登记").click()
    page.get_by_role("link", name="上传回执").click()
    receipt = {"name": "回执.pdf", "mimeType": "application/pdf", "buffer": RECEIPT}
    page.get_by_label("签字的回执").set_input_files(receipt)
    page.get_by_role("button", name="上传").click()
    page.get_by_text("回执已保存").wait_for()
    with page.expect_download() as got:
        page.get_by_role("link", name="回执", exact=True).click()
    assert got.value.suggested_filename == "回执.pdf"
    assert Transfer.objects.get().institution == "县档案馆"
