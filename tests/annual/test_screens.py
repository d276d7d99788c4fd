"""The reports on screen: cells open their records, forms keep what was typed, strangers see nothing."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from mingbai.annual import actions
from mingbai.annual.models import AnnualReport
from mingbai.disclosures.models import Information
from mingbai.foi.models import Applicant, Wish
from tests.annual.making import begun, complete, request, signed

NAME, TELEPHONE, WORDS = "甄有求", "13900001234", "我家柳湾村7号的征地补偿"


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def text_of(response) -> str:
    assert response.status_code == 200, response.status_code
    return response.content.decode()


@pytest.fixture
def report(cast, year):
    for row in year.values():
        Applicant.objects.create(request=row, name=NAME, telephone=TELEPHONE)
        Wish.objects.create(request=row, content=WORDS, topic="征地补偿")
    return begun(cast.town, cast.drafter)


def test_every_number_on_the_page_opens_as_many_records(cast, report, year):
    client = signed_in(cast.foi_officer)
    page = text_of(client.get(report.get_absolute_url()))
    url = reverse("annual:cell", args=[report.pk, "three.一_新收.总计"])
    assert url in page
    opened = text_of(client.get(url))
    assert "共 <b>6</b> 条" in opened and year["partly"].number in opened
    assert reverse("casework:file", args=[year["partly"].pk]) in opened


def test_those_who_may_not_read_requests_see_numbers_and_days_and_no_outcome(cast, report, year):
    url = reverse("annual:cell", args=[report.pk, "three.三7_总计.总计"])
    opened = text_of(signed_in(cast.county_office).get(url))
    assert year["unclear"].number in opened and "2025-12-31答复" in opened
    assert "补正后申请内容仍不明确" not in opened and "/desk/foi/" not in opened
    assert "补正后申请内容仍不明确" in text_of(signed_in(cast.checker).get(url))


def test_no_page_and_no_file_shows_who_asked_or_what_in_their_words(cast, report):
    report = signed_report(report, cast)
    client = signed_in(cast.foi_officer)
    for name in ("report", "below", "word", "pdf", "excel", "json", "below-table"):
        content = client.get(reverse(f"annual:{name}", args=[report.pk])).content
        for secret in (NAME, TELEPHONE, WORDS):
            assert secret.encode() not in content, name
    record = actions.hand_over(report=report, by=cast.drafter)
    assert NAME not in record.body and str(report.signing.snapshot).count(NAME) == 0


def signed_report(report, cast) -> AnnualReport:
    actions.submit(report=complete(report, cast.drafter), by=cast.drafter)
    return actions.sign(report=report, by=cast.approver)


def test_a_report_is_made_and_signed_by_pressing_buttons(cast, year):
    drafter, approver = signed_in(cast.drafter), signed_in(cast.approver)
    answer = drafter.post("/desk/annual/new/", {"organisation": cast.town.pk, "year": "2025"})
    report = AnnualReport.objects.get()
    one = report.get_absolute_url()
    assert answer["Location"] == one
    assert (
        drafter.post("/desk/annual/new/", {"organisation": cast.town.pk, "year": "2025"}).status_code == 422
    )
    given = {
        f"{name}{number}": value
        for number in range(4)
        for name, value in (("value", "3"), ("source", "报表"))
    }
    assert drafter.post(f"{one}figures/", given).status_code == 302
    for number in (1, 5, 6):
        assert drafter.post(f"{one}sections/{number}/", {"text": "情况良好。"}).status_code == 302
    assert drafter.post(f"{one}submit/").status_code == 302
    assert approver.post(f"{one}send-back/", {"reason": ""}).status_code == 422
    assert approver.post(f"{one}sign/").status_code == 302
    assert approver.post(f"{one}sign/").status_code == 422  # a second click signs nothing
    assert drafter.post(f"{one}hand-in/", {"to": ""}).status_code == 302
    assert drafter.post(f"{one}hand-over/").status_code == 302
    report.refresh_from_db()
    assert report.state == "handed_in" and report.signings.count() == 1
    assert Information.objects.get().stage == "draft"


def test_what_was_typed_stays_when_a_figure_is_refused(cast, report):
    client = signed_in(cast.drafter)
    url = reverse("annual:figures", args=[report.pk])
    answer = client.post(url, {"value0": "3", "source0": "", "value1": "1.5", "source1": "处罚台账"})
    page = answer.content.decode()
    assert answer.status_code == 422 and "来源" in page and "处罚台账" in page and report.entered.count() == 0
    assert "行政处罚：请填整数。" in page
    for wrong in ("１２", "abc", "1e999", "9" * 40, "\x00"):
        assert client.post(url, {"value0": wrong, "source0": "x"}).status_code in (302, 422), wrong


def test_a_draft_of_the_running_year_says_what_its_figures_are(cast):
    page = text_of(signed_in(cast.drafter).get(begun(cast.town, cast.drafter, 2026).get_absolute_url()))
    assert "数字截至今天；年度结束后请重新取数" in page


def test_later_changes_are_shown_on_the_page_of_a_signed_report(cast, report):
    report = signed_report(report, cast)
    late = request(cast.town, date(2025, 12, 29))
    page = text_of(signed_in(cast.drafter).get(report.get_absolute_url()))
    assert "签发后有变化" in page and late.number in page and "签发时 2，现在 <b>3</b>" in page


def test_a_county_sees_who_has_handed_in_and_who_has_not(cast, county, year):
    signed(cast.town, cast.drafter, cast.approver)
    report = begun(cast.county, county["county_drafter"])
    client = signed_in(county["county_drafter"])
    page = text_of(client.get(reverse("annual:below", args=[report.pk])))
    assert "还没有签发：临河镇人民政府、明白县教育局" in page
    answer = client.post(reverse("annual:remind", args=[report.pk]), follow=True)
    assert "已提醒 2 人" in text_of(answer)
    url = reverse("annual:cover", args=[report.pk, cast.next_town.pk])
    assert client.post(url, {"included": "no", "reason": ""}).status_code == 422
    assert client.post(url, {"included": "no", "reason": "另行汇总"}).status_code == 302


def test_addresses_of_nothing_are_not_found(cast, report):
    client = signed_in(cast.drafter)
    for path in (
        "cells/three.没有.格/",
        "cells/x/",
        "sections/7/",
        "figures/?name=three.三7_总计.总计",
        "below/99/",
    ):
        assert client.get(f"{report.get_absolute_url()}{path}").status_code == 404, path
    assert client.get("/desk/annual/999999/").status_code == 404
    assert signed_in(cast.stranger).get(report.get_absolute_url()).status_code == 404
