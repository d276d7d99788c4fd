"""The ledger in a real browser: a clerk on a phone, the county office at the desk, charts without complaints."""

from datetime import date

import pytest

from mingbai.catalogue.models import CatalogueItem, Holding
from mingbai.duties.actions import refresh
from mingbai.duties.models import NilReport, Setting
from mingbai.lib import clock
from tests.browser.conftest import PHONE, fits

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def monthly(cast):
    """A row that 青禾镇 owes every month of this year and has met in none."""
    year = clock.today().year - 1
    Setting.objects.update_or_create(pk=1, defaults={"begins_on": date(year, 1, 1), "remind_days": [5, 1, 0]})
    item = CatalogueItem.objects.first()
    CatalogueItem.objects.filter(pk=item.pk).update(limit_text="每月公布一次", level2="惠农补贴")
    Holding.objects.create(item=item, organisation=cast.town, valid_from=date(year, 1, 1))
    refresh()
    return item


def test_a_clerk_declares_on_a_phone_that_there_was_nothing(cast, visit, monthly):
    page = visit(cast.drafter, PHONE)
    page.get_by_role("link", name="台账").first.click()
    page.get_by_role("link", name="该办的").click()
    assert fits(page)
    page.locator("input[name=line]").first.check()
    page.get_by_role("button", name="为选中的写零报告").click()
    page.get_by_label("核实情况").fill("经核实，这个月没有发放惠农补贴。")
    page.get_by_role("button", name="起草零报告").click()
    page.get_by_text("零报告已起草").wait_for()
    assert NilReport.objects.get().lines.count() == 1


def test_the_county_office_opens_the_lines_behind_a_number(cast, visit, monthly):
    page = visit(cast.county_office)
    page.goto(f"/desk/duties/matrix/?year={clock.today().year - 1}")
    page.locator("a.lamp").first.click()
    page.get_by_text("共 12 项").wait_for()


def test_charts_are_drawn_beside_their_tables(cast, visit, monthly):
    page = visit(cast.county_office)
    page.goto(f"/desk/duties/charts/?year={clock.today().year - 1}")
    page.locator("[data-chart] canvas").first.wait_for()
    assert page.locator("table#table-units tbody tr").count() == 1
