"""The ledger on screen: who sees which lines, and that every number opens its list."""

import io
import re
from datetime import date

import pytest
from openpyxl import load_workbook

from mingbai.duties.actions import load_quotas
from mingbai.duties.models import Exemption, NilReport, Proof, Quota


@pytest.fixture
def monthly(cast, ledger):
    item = ledger.row(cast.town, "每月公布一次", "惠农补贴")
    ledger.record(cast.town, item, date(2026, 3, 9))
    ledger.row(cast.next_town, "每月公布一次", "邻镇事项")
    ledger.refresh()
    return item


@pytest.fixture
def drafter(client, cast):
    client.force_login(cast.drafter)
    return client


@pytest.fixture
def office(client, cast):
    client.force_login(cast.county_office)
    return client


def text_of(response) -> str:
    assert response.status_code == 200, response.status_code
    return response.content.decode()


@pytest.mark.parametrize("page", ["", "owed/", "matrix/", "lines/", "paces/", "exemptions/", "quotas/"])
def test_a_drafter_sees_the_own_town_and_not_the_next_one(drafter, monthly, page):
    shown = text_of(drafter.get(f"/desk/duties/{page}"))

    assert "邻镇事项" not in shown
    assert "临河镇" not in shown


def test_the_county_office_sees_every_unit(office, monthly):
    shown = text_of(office.get("/desk/duties/matrix/"))

    assert "青禾镇人民政府" in shown
    assert "临河镇人民政府" in shown


def test_every_number_of_the_matrix_opens_as_many_lines(office, monthly):
    shown = text_of(office.get("/desk/duties/matrix/"))
    cells = re.findall(r'href="(/desk/duties/lines/[^"]+)"><span>.</span> (\d+)/(\d+)', shown)
    assert cells

    for address, done, due in cells:
        lines = text_of(office.get(address.replace("&amp;", "&")))
        total, met, nil = (re.search(rf"{word} (\d+)", lines)[1] for word in ("共", "已履行", "零报告"))
        assert (int(total), int(met) + int(nil)) == (int(due), int(done))


def test_the_overview_counts_what_its_links_list(office, monthly):
    shown = text_of(office.get("/desk/duties/"))

    number = re.search(r'state=missing"><b>(\d+)</b>', shown)[1]

    assert f"共 {number} 项" in text_of(office.get("/desk/duties/lines/?year=2026&state=missing"))


def test_excel_holds_the_same_lines(office, monthly):
    response = office.get("/desk/duties/lines/?year=2026&format=xlsx")
    rows = list(load_workbook(io.BytesIO(response.content)).active.iter_rows(values_only=True))

    assert rows[0][0] == "单位"
    assert len(rows) - 1 == 12


def test_a_line_shows_its_evidence_and_what_can_be_done(drafter, ledger, monthly):
    shown = text_of(drafter.get(f"/desk/duties/lines/{ledger.line(monthly, '2026-03').pk}/"))

    assert "春季水库蓄水情况" in shown
    assert "申请不适用" in shown


def test_the_line_of_another_town_does_not_exist(client, cast, ledger, monthly):
    client.force_login(cast.stranger)

    for address in ("", "prove/", "exempt/"):
        response = client.get(f"/desk/duties/lines/{ledger.line(monthly, '2026-01').pk}/{address}")
        assert response.status_code == 404


def test_a_proof_is_given_on_screen(drafter, ledger, monthly):
    line = ledger.line(monthly, "2026-01")

    response = drafter.post(
        f"/desk/duties/lines/{line.pk}/prove/",
        {"what": "张贴于镇公开栏", "done_on": "2026-01-28"},
        follow=True,
    )

    assert "佐证已登记" in text_of(response)
    assert Proof.objects.get().key == "2026-01"


def test_a_proof_without_a_day_keeps_what_was_typed(drafter, ledger, monthly):
    line = ledger.line(monthly, "2026-01")

    response = drafter.post(f"/desk/duties/lines/{line.pk}/prove/", {"what": "张贴于镇公开栏"})

    assert response.status_code == 422
    assert "张贴于镇公开栏" in response.content.decode()
    assert not Proof.objects.exists()


def test_a_nil_report_is_drafted_for_the_lines_that_were_ticked(drafter, ledger, monthly, content):
    lines = [ledger.line(monthly, key).pk for key in ("2026-01", "2026-02")]
    address = f"/desk/duties/nil/?line={lines[0]}&line={lines[1]}"
    assert "惠农补贴" in text_of(drafter.get(address))

    response = drafter.post(
        address, {"reason": "经核实没有发生。", "theme": content["theme"].pk, "genre": content["genre"].pk}
    )

    report = NilReport.objects.get()
    assert response.url == f"/desk/records/{report.information_id}/"
    assert report.lines.count() == 2
    assert "惠农补贴" in report.information.body


def test_nothing_ticked_leads_back_with_words(drafter, monthly):
    assert "请先在清单里选择" in text_of(drafter.get("/desk/duties/nil/", follow=True))


def test_an_exemption_is_asked_for_and_decided_one_level_up(client, cast, ledger, monthly):
    line = ledger.line(monthly, "2026-01")
    client.force_login(cast.drafter)
    client.post(
        f"/desk/duties/lines/{line.pk}/exempt/", {"reason": "本镇没有这项业务", "starts_on": "2026-01-01"}
    )
    exemption = Exemption.objects.get()
    client.force_login(cast.county_office)
    assert "审定" in text_of(client.get("/desk/duties/exemptions/"))

    client.post(f"/desk/duties/exemptions/{exemption.pk}/", {"granted": "yes", "decision": ""})

    exemption.refresh_from_db()
    assert exemption.state == "granted"
    assert ledger.states(monthly)["2026-01"] == "not_applicable"


def test_the_county_office_changes_a_quota_and_the_ledger_follows(office, ledger):
    load_quotas()
    ledger.refresh()
    values = {
        "name": "政务公开培训", "evidence": "activity:training", "per": "half_year", "at_least": 1,
        "due_month": 0, "due_day": 0, "kinds": ["township"], "valid_from": "2026-01-01",
        "reason": "县办公开〔2026〕3号",
    }  # fmt: skip

    response = office.post("/desk/duties/quotas/training/", values)

    assert response.status_code == 302
    quota = Quota.objects.get(pk="training")
    assert set(quota.duties.filter(valid_to=None).values_list("per", flat=True)) == {"half_year"}


def test_settings_of_the_ledger_refuse_what_is_no_number(office):
    response = office.post(
        "/desk/duties/settings/",
        {"begins_on": "2026-01-01", "nil_run": 3, "standing_days": 20, "remind_days": "五天"},
    )

    assert response.status_code == 422
    assert "请填数字" in response.content.decode()


@pytest.mark.parametrize(
    "query",
    [
        "year=abc",
        "year=9999999",
        "organisation=x",
        "organisation=99999",
        "column=%00",
        "state=zzz",
        "month=99",
    ],
)
def test_wrong_values_in_an_address_break_nothing(office, monthly, query):
    assert office.get(f"/desk/duties/lines/?{query}").status_code == 200
    assert office.get(f"/desk/duties/matrix/?{query}").status_code == 200


def test_every_number_beside_a_chart_opens_as_many_lines(office, monthly):
    shown = text_of(office.get("/desk/duties/charts/"))
    cells = re.findall(r'data-value="(\d+)"><a href="(/desk/duties/lines/[^"]+)"', shown)
    assert cells

    for number, address in cells:
        assert f"共 {number} 项" in text_of(office.get(address.replace("&amp;", "&")))


# -- the calendar --------------------------------------------------------------------


def linked(client) -> str:
    shown = text_of(client.post("/desk/duties/calendar/", {"what": "make"}))
    return re.search(r'class="address">https?://[^/]+([^<]+)<', shown)[1]


def test_a_secret_address_gives_the_own_due_dates_without_signing_in(drafter, client, monthly):
    address = linked(drafter)
    drafter.logout()

    response = client.get(address)

    shown = response.content.decode()
    assert response["Content-Type"].startswith("text/calendar")
    assert "DTSTART;VALUE=DATE:20260630" in shown
    assert "邻镇事项" not in shown


def test_a_new_address_ends_the_old_one_and_so_does_ending_it(drafter, monthly):
    first = linked(drafter)
    second = linked(drafter)
    assert drafter.get(first).status_code == 404
    assert drafter.get(second).status_code == 200

    drafter.post("/desk/duties/calendar/", {"what": "end"})

    assert drafter.get(second).status_code == 404


def test_the_calendar_of_somebody_who_left_is_closed(drafter, cast, monthly):
    address = linked(drafter)
    cast.drafter.is_active = False
    cast.drafter.save()

    assert drafter.get(address).status_code == 404
