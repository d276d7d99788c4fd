"""What hung on a village's notice board stands in the village's register, whether or not it is on the web."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from mingbai.book import actions, queries
from mingbai.book.values import ADDED, ALTERED, book_of
from mingbai.lib import clock
from mingbai.lib.clock import CHINA
from mingbai.villages import actions as villages
from tests.book.conftest import at
from tests.villages.conftest import LINES, photo

MARCH, APRIL, MAY = (queries.month_of(f"2026-0{number}") for number in (3, 4, 5))
BOARD = "村委会门口公开栏"


def sign(sheet, by):
    """All three on the day of the clock, with a photograph of the paper."""
    for role, name in (("村委会主任", "柳大"), ("村务监督委员会主任", "柳监"), ("报账员", "柳账")):
        paper = photo("签字.jpg") if role == "报账员" else None
        villages.sign(sheet=sheet, role=role, name=name, signed_on=clock.today(), by=by, photo=paper)


@pytest.fixture
def signed(cast):
    """March, signed on 3 April."""
    with at(4, 3):
        sheet = villages.start_sheet(village=cast.village, period_key="2026-03", by=cast.reporter)
        sheet = villages.edit_sheet(
            sheet=sheet, by=cast.reporter, opening=Decimal("1000"), closing=Decimal("7199.50"), lines=LINES
        )
        sign(sheet, cast.reporter)
    return sheet


def post(sheet, cast, on, entered=None):
    """Hung on a day, and entered on that day or later."""
    with clock.at(datetime.combine(entered or on, datetime.min.time(), CHINA).replace(hour=10)):
        villages.post(sheet=sheet, by=cast.reporter, posted_on=on, photo=photo(), place=BOARD)


def april(cast):
    return list(queries.entries(cast.village, APRIL.start, APRIL.end))


def test_a_posted_sheet_stands_in_the_register_with_place_days_person_and_proof(cast, signed):
    post(signed, cast, date(2026, 4, 3))
    with at(4, 10):
        (hanging,) = april(cast)
    with at(4, 11):
        (over,) = april(cast)
    assert (over.number, over.form, over.place, over.by) == (1, "公示栏", BOARD, str(cast.reporter))
    assert over.title == f"{cast.village}2026年3月村务公开表"
    assert over.content == "财务收支、低保和补贴"
    assert (over.begun, hanging.ended, over.ended) == ("2026-04-03", "", "2026-04-10")
    assert over.proof == "公开栏张贴照片 1 张；已签字的公开表 1 份；签字 3 人"
    assert over.digest == signed.digest


def test_a_sheet_that_was_never_posted_is_not_in_the_register(cast, signed):
    assert april(cast) == []


def test_a_correction_is_an_entry_of_its_own_and_ends_the_one_before(cast, signed):
    post(signed, cast, date(2026, 4, 3))
    with at(4, 7):
        second = villages.correct(sheet=signed, by=cast.reporter, reason="少记一笔租金")
        (still,) = april(cast)
        sign(second, cast.reporter)
    post(second, cast, date(2026, 4, 7))
    with at(4, 8):
        first, new = april(cast)
    assert (still.ended, still.note) == ("", ""), "the old paper hangs until the new one does"
    assert (first.ended, first.note) == ("2026-04-07", "已由更正后的第 2 版代替")
    assert new.title.endswith("村务公开表（第2版）")
    assert new.content == "更正第 1 版：少记一笔租金。财务收支、低保和补贴"
    assert (new.begun, new.ended) == ("2026-04-07", "")


def test_a_sealed_month_keeps_its_sheet_and_the_end_stands_in_the_next_month(cast, signed):
    post(signed, cast, date(2026, 4, 28))
    with at(5, 2):
        seal = actions.seal(organisation=cast.village, month="2026-04", by=cast.county_office)
    with at(6, 1):
        assert book_of(seal.content).entries[0].ended == ""
        assert queries.is_intact(seal)
        (change,) = queries.changes_since(seal)
        (told,) = queries.book_now(cast.village, MAY).supplements
    assert (change.kind, change.fields) == (ALTERED, (("止", "仍在公开", "2026-05-05"),))
    assert (told.of_month, told.on, told.what) == ("2026-04", "2026-05-05", "结束公开：公示期满")


def test_a_sheet_entered_after_its_month_was_sealed_is_told_in_the_month_of_entering(cast, signed):
    with at(5, 2):
        seal = actions.seal(organisation=cast.village, month="2026-04", by=cast.county_office)
    post(signed, cast, date(2026, 4, 3), entered=date(2026, 5, 6))
    with at(6, 1):
        assert queries.shown(cast.village, APRIL)[0].entries == ()
        assert [one.kind for one in queries.changes_since(seal)] == [ADDED]
        (told,) = queries.book_now(cast.village, MAY).supplements
    assert (told.place, told.what) == (BOARD, "补登：2026-04-03起公开")


def test_the_register_of_a_village_with_nothing_but_sheets_is_sealed_too(cast, signed):
    post(signed, cast, date(2026, 4, 3))
    assert queries.first_months() == {cast.village.pk: "2026-04"}


def test_the_page_of_the_register_shows_the_sheet(cast, signed, client):
    post(signed, cast, date(2026, 4, 3))
    client.force_login(cast.reporter)
    with at(4, 20):
        shown = client.get(f"/desk/book/{cast.village.pk}/2026-04/").content.decode()
    assert BOARD in shown and "公开栏张贴照片 1 张" in shown and "至 2026-04-10" in shown
