"""The reports on screen: every number opens as many rows, files hold the same, strangers see nothing."""

import io
import re

import docx
import pytest
from django.test import Client
from openpyxl import load_workbook

from mingbai.documents.reading import read
from mingbai.evaluation import actions as evaluation
from mingbai.reports import actions
from mingbai.reports.models import FulfilmentReport
from tests.reports.conftest import part


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def drafter(cast):
    return signed_in(cast.drafter)


def text_of(response) -> str:
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def total_of(page: str) -> int:
    """How many rows a list says it has: the ledger's pages and ours."""
    found = re.search(r"共\s*<?b?>?\s*(\d+)\s*</?b?>?\s*(?:条|项|行)", page)
    assert found, page[:200]
    return int(found[1])


def test_every_number_is_the_number_of_the_list_it_opens(report, drafter):
    figures = [one for row in report.parts.all() for one in row.figures]
    assert len(figures) > 10
    for one in {figure["address"]: figure for figure in figures}.values():
        page = text_of(drafter.get(one["address"]))
        if "/desk/duties/" in one["address"]:
            assert len(set(re.findall(r'href="/desk/duties/lines/(\d+)/"', page))) == one["number"], one
        else:
            assert total_of(page) == one["number"], one


def test_the_page_shows_the_text_with_links_to_the_lists(report, drafter):
    page = text_of(drafter.get(report.get_absolute_url()))
    assert "一、扩大公开" in page and "重新取数" in page and 'href="/desk/duties/lines/?' in page


def test_word_and_excel_hold_the_same_text_and_numbers(report, drafter):
    word = drafter.get(f"/desk/reports/{report.pk}/word/?figures=1").content
    found = read(word, "报告.docx")
    assert found.title == report.title and found.headings[0].text == "扩大公开"
    table = docx.Document(io.BytesIO(word)).tables[0]
    figures = [one for row in report.parts.all() for one in row.figures]
    assert [row.cells[3].text for row in table.rows][1:] == [str(one["number"]) for one in figures]

    book = load_workbook(io.BytesIO(drafter.get(f"/desk/reports/{report.pk}/excel/").content))
    assert [row[3] for row in book["数字"].iter_rows(min_row=2, values_only=True)] == [
        one["number"] for one in figures
    ]
    trained = [row for row in book["清单"].iter_rows(min_row=2, values_only=True) if row[0] == "政务公开培训"]
    assert [row[1] for row in trained] == ["条例学习"]


def test_a_report_is_written_by_pressing_buttons(report, drafter, plan):
    number = part(report, "加强保障").pk
    answer = drafter.post(f"/desk/reports/parts/{number}/", {"text": "我镇培训17次。"}, follow=True)
    assert "台账没有的数字：17" in text_of(answer)
    assert drafter.post(f"/desk/reports/parts/{number}/", {"text": " "}).status_code == 422
    drafter.post(
        f"/desk/reports/{report.pk}/head/", {"title": "报告", "document_number": "青政发〔2026〕9号"}
    )
    drafter.post(f"/desk/reports/{report.pk}/regenerate/")
    drafter.post(f"/desk/reports/{report.pk}/fix/")
    report.refresh_from_db()
    assert (report.title, report.state) == ("报告", "fixed")
    assert "已定稿" in text_of(drafter.get(report.get_absolute_url()))
    answer = drafter.post(f"/desk/reports/{report.pk}/hand-over/")
    report.refresh_from_db()
    assert answer.status_code == 302 and report.information.title == "报告"


def test_a_first_report_is_begun_on_the_page(drafter, plan, cast):
    assert plan.title in text_of(drafter.get("/desk/reports/new/"))
    assert drafter.post("/desk/reports/new/", {}).status_code == 422
    drafter.post("/desk/reports/new/", {"plan": plan.pk, "organisation": cast.town.pk})
    assert FulfilmentReport.objects.get().organisation == cast.town


@pytest.mark.parametrize(
    "page", ["", "word/", "excel/", "head/", "fix/", "regenerate/", "renew/", "hand-over/"]
)
def test_the_next_town_finds_nothing(report, cast, page):
    stranger = signed_in(cast.stranger)
    assert stranger.get(f"/desk/reports/{report.pk}/{page}").status_code == 404
    assert stranger.post(f"/desk/reports/{report.pk}/{page}").status_code == 404
    assert report.title not in text_of(stranger.get("/desk/reports/"))
    assert FulfilmentReport.objects.get().state == "draft"


def test_a_list_of_another_town_or_a_wrong_address_is_not_found(report, cast, drafter):
    address = next(
        one["address"] for row in report.parts.all() for one in row.figures if "/list/" in one["address"]
    )
    assert signed_in(cast.stranger).get(address).status_code == 404
    for wrong in ("", "of=lines", "of=tasks&plan=x", "of=records&by=password&key=1", "of=evidence&task=9"):
        base = f"organisation={cast.town.pk}&year=2026&until=2026-06-15&below=0"
        assert drafter.get(f"/desk/reports/list/?{base}&{wrong}").status_code == 404
    assert (
        drafter.get(
            f"/desk/reports/list/?of=posted&organisation={cast.town.pk}&year=2026&until=x"
        ).status_code
        == 404
    )


def test_everybody_is_offered_only_the_tables_they_may_take(report, cast, drafter):
    page = text_of(drafter.get("/desk/reports/"))
    for address in re.findall(r'href="([^"]+)">(?:下载 Excel|去看看)<', page):
        assert drafter.get(address.replace("&amp;", "&")).status_code == 200, address


def test_circulars_notices_and_self_checks_come_as_official_papers(cast):
    finding = evaluation.add_finding(
        by=cast.county_office,
        inspector=cast.county,
        organisation=cast.town,
        source="other",
        what="公开栏没有更新",
    )
    notice = evaluation.notify_findings(by=cast.county_office, inspector=cast.county, findings=[finding])[0]
    form = evaluation.start_selfcheck(by=cast.drafter, organisation=cast.town, year=2026)
    drafter, stranger = signed_in(cast.drafter), signed_in(cast.stranger)

    found = read(drafter.get(f"/desk/reports/notices/{notice.pk}/word/").content, "通知.docx")
    assert (found.document_number, found.addressee) == (notice.number, cast.town.name)
    assert "公开栏没有更新" in found.text
    found = read(drafter.get(f"/desk/reports/selfchecks/{form.pk}/word/").content, "自查.docx")
    assert found.title == "青禾镇人民政府2026年度政务公开自查报告"
    for kind, row in (("notices", notice), ("selfchecks", form)):
        assert stranger.get(f"/desk/reports/{kind}/{row.pk}/word/").status_code == 404


def test_only_the_latest_version_stands_and_both_are_listed(report, drafter):
    drafter.post(f"/desk/reports/{report.pk}/fix/")
    drafter.post(f"/desk/reports/{report.pk}/renew/")
    following = FulfilmentReport.objects.get(version=2)
    assert "上一版" in text_of(drafter.get(following.get_absolute_url()))
    actions.fix(by=report.made_by, report=following)
    assert "已有新版" in text_of(drafter.get(report.get_absolute_url()))
