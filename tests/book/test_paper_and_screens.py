"""The register on paper, as a workbook, on the desk and on the command line."""

import io
import json
import re

import pypdfium2
import pytest
from django.core.management import call_command
from django.urls import reverse
from openpyxl import load_workbook

from mingbai.book import actions, exports, queries
from mingbai.book.values import Book, Entry
from mingbai.commands.verb import WrongUse
from mingbai.lib.tables import to_workbook
from tests.book.conftest import at

MARCH = "2026-03"


def words(data: bytes) -> list[str]:
    """The words of each page, without blanks and breaks of lines."""
    pages = (page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data))
    return [re.sub(r"[\s\u200b]", "", page) for page in pages]


@pytest.fixture
def sealed(cast, story):
    with at(4, 5):
        return actions.seal(organisation=cast.town, month=MARCH, by=cast.drafter)


@pytest.fixture
def drafter(client, cast):
    client.force_login(cast.drafter)
    return client


def address(name, cast, *more):
    return reverse(f"book:{name}", args=[cast.town.pk, *more])


def test_the_printed_month_says_what_was_sealed(cast, sealed, story):
    (flat,) = words(exports.pdf([queries.shown(cast.town, queries.month_of(MARCH))], "2026年3月"))
    for said in (
        story.notice.index_number,
        "村委会门口公示栏",
        "刘桂花",
        "第1页共1页",
        sealed.digest[:16],
    ):
        assert said in flat
    assert "本月共2条" in flat and "登记人" in flat


def test_a_long_month_repeats_its_head_row_and_shows_rare_characters():
    entry = Entry("k", "MB10/2026-00001", "㐂𠮷村低保公示", "内容" * 50, "公示栏", "门口", "2026-03-02T09:00")
    pages = words(exports.pdf([(Book("MB10", "青禾镇", MARCH, (entry,) * 60), None)], "2026年3月"))
    assert len(pages) > 3
    assert all("索引号、文号" in page and f"第{n}页" in page for n, page in enumerate(pages[:-1], 1))
    assert "㐂𠮷村" in pages[0]


def test_the_same_book_gives_the_same_pdf(cast, sealed):
    shown = [queries.shown(cast.town, queries.month_of(MARCH))]
    assert exports.pdf(shown, "2026年3月") == exports.pdf(shown, "2026年3月")


def test_the_workbook_runs_no_formula():
    entry = Entry("k", "1", "=1+1", "", "公示栏", "", "2026-03-02T09:00")
    book = load_workbook(
        io.BytesIO(to_workbook(exports.sheets([(Book("MB10", "镇", MARCH, (entry,)), None)])))
    )
    assert book.sheetnames == [MARCH, "补记", "封存情况"]
    assert book[MARCH]["D2"].value == "'=1+1"


def test_the_desk_seals_a_month_and_shows_what_came_after(cast, story, drafter):
    with at(4, 5):
        assert "待封存" in drafter.get(reverse("book:home")).content.decode()
        shown = drafter.post(address("seal", cast, MARCH), follow=True).content.decode()
        assert "已封存" in shown and story.notice.title in shown
        assert "没有变化" in drafter.get(address("compare", cast, MARCH)).content.decode()
        again = drafter.post(address("seal", cast, MARCH))
        assert (again.status_code, "已经封存" in again.content.decode()) == (422, True)


@pytest.mark.parametrize("ending", ["pdf", "xlsx"])
def test_the_desk_hands_out_a_month_and_a_year(cast, sealed, drafter, ending):
    assert drafter.get(address("file", cast, MARCH, ending)).status_code == 200
    assert drafter.get(address("year-file", cast, 2026, ending)).status_code == 200


@pytest.mark.parametrize("month", ["2026-13", "1999-01", "2999-01", "2026", "0000-00", "x"])
def test_months_that_are_none_are_missing_pages(cast, story, drafter, month):
    for name in ("month", "compare", "seal"):
        assert drafter.get(address(name, cast, month)).status_code == 404


def test_a_neighbour_sees_no_other_register(cast, sealed, client):
    client.force_login(cast.stranger)
    assert client.get(address("month", cast, MARCH)).status_code == 404
    assert client.get(address("file", cast, MARCH, "pdf")).status_code == 404


def test_the_command_lists_prints_and_gives_json(cast, sealed, capsys, tmp_path):
    call_command("register", organisation="MB10", month=MARCH, pdf=tmp_path / "book.pdf")
    assert "村委会门口公示栏" in capsys.readouterr().out
    assert (tmp_path / "book.pdf").read_bytes().startswith(b"%PDF")
    call_command("register", organisation="MB10", year=2026, as_json=True)
    months = json.loads(capsys.readouterr().out)["months"]
    assert [len(one["entries"]) for one in months][:3] == [0, 0, 2]
    assert months[2]["digest"] == sealed.digest


@pytest.mark.parametrize(
    "given", [{}, {"month": "2026-5"}, {"month": "2999-01"}, {"year": 1}, {"month": MARCH, "year": 2026}]
)
def test_the_command_says_how_it_is_written(cast, given):
    with pytest.raises(WrongUse):
        call_command("register", organisation="MB10", **given)
