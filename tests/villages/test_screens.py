from datetime import date

import pytest

from mingbai.channels.actions import add_place
from mingbai.organisations.models import Kind, Role
from mingbai.villages import actions
from mingbai.villages.models import MonthlyClose, Objection
from mingbai.villages.states import State
from tests.conftest import _person
from tests.villages.conftest import photo


def typed(sheet, **changes) -> dict:
    return {
        "base": sheet.digest,
        "opening": "1000",
        "closing": "1500",
        "note": "",
        "income-0-text": "承包款",
        "income-0-amount": "500",
    } | changes


def test_a_clerk_takes_a_month_from_the_first_line_to_the_end(at_desk, cast, april, second_clerk, on):
    clerk = at_desk("reporter")
    clerk.post("/desk/villages/new/", {"village": cast.village.pk, "period_key": "2026-03"})
    sheet = MonthlyClose.objects.get()
    page = f"/desk/villages/{sheet.pk}/"
    assert clerk.post(f"{page}edit/", typed(sheet)).status_code == 302
    for role, name in (("村委会主任", "柳大"), ("村务监督委员会主任", "柳监"), ("报账员", "柳账")):
        data = {"role": role, "name": name, "signed_on": "2026-04-02", "photo": photo("签字.jpg")}
        assert clerk.post(f"{page}sign/", data).status_code == 302
    posted = clerk.post(f"{page}post/", {"posted_on": "2026-04-03", "photo": photo()})
    assert posted.status_code == 302
    on(date(2026, 4, 11))
    assert clerk.post(f"{page}close/").status_code == 302
    sheet.refresh_from_db()
    assert sheet.state == State.CLOSED
    assert "已办结" in clerk.get(page).text
    assert "500.00" in clerk.get(f"{page}print/?paper=A3").text


def test_a_wrong_line_keeps_what_was_typed_and_stores_nothing(at_desk, sheet):
    before = sheet.digest
    answer = at_desk("reporter").post(
        f"/desk/villages/{sheet.pk}/edit/", typed(sheet, **{"income-0-amount": "五百"})
    )
    sheet.refresh_from_db()
    assert answer.status_code == 422
    assert "五百" in answer.text
    assert sheet.digest == before


def test_two_clerks_at_once_do_not_overwrite_each_other(at_desk, sheet):
    answer = at_desk("reporter").post(f"/desk/villages/{sheet.pk}/edit/", typed(sheet, base="0" * 64))
    assert answer.status_code == 422
    assert "刚刚被别人改过" in answer.text


@pytest.mark.parametrize("verb", ["edit", "upload", "sign", "post", "close", "correct", "record"])
def test_no_form_breaks_when_it_is_sent_empty(at_desk, sheet, verb):
    assert at_desk("reporter").post(f"/desk/villages/{sheet.pk}/{verb}/", {}).status_code < 500


def test_the_township_sees_its_villages_and_the_next_town_does_not(at_desk, cast, posted):
    other = cast.next_town.add_child(code="MB21", kind=Kind.VILLAGE, name="杏坪村村民委员会", slug="xingping")
    _person("lin", "林核", cast.next_town, Role.CHECKER)
    assert "柳湾村" in at_desk("checker").get("/desk/villages/", follow=True).text
    assert "杏坪村" in at_desk("county_office").get("/desk/villages/").text
    proof = posted.proofs.get(kind="posted_photo").pk
    for path in ("", "edit/", "print/", "template/", f"proof/{proof}/"):
        assert at_desk("stranger").get(f"/desk/villages/{posted.pk}/{path}").status_code == 404
    assert at_desk("stranger").get(f"/desk/villages/of/{cast.village.pk}/").status_code == 404
    assert at_desk("checker").get(f"/desk/villages/of/{other.pk}/").status_code == 404


def test_a_stranger_changes_nothing_by_posting(at_desk, cast, posted):
    before = list(MonthlyClose.objects.values())
    client = at_desk("stranger")
    for verb in ("edit", "sign", "post", "close", "correct", "record", "upload"):
        assert client.post(f"/desk/villages/{posted.pk}/{verb}/", {"reason": "改"}).status_code == 404
    client.post("/desk/villages/new/", {"village": cast.village.pk, "period_key": "2026-02"})
    path = f"/desk/villages/of/{cast.village.pk}/2026-03/objection/"
    data = {"kind": "question", "text": "问", "raised_on": "2026-04-03"}
    assert client.post(path, data).status_code == 404
    assert list(MonthlyClose.objects.values()) == before
    assert not Objection.objects.exists()


def test_who_objected_is_shown_to_those_who_look_into_it_alone(at_desk, cast, posted):
    actions.raise_objection(
        village=cast.village,
        period_key="2026-03",
        kind="question",
        text="账不清楚",
        raised_on=date(2026, 4, 3),
        by=cast.reporter,
        name="柳七",
    )
    page = f"/desk/villages/{posted.pk}/"
    assert "柳七" in at_desk("reporter").get(page).text
    assert "柳七" in at_desk("approver").get(page).text
    for reader in ("auditor", "checker"):
        shown = at_desk(reader).get(page).text
        assert "账不清楚" in shown and "柳七" not in shown


def test_the_overview_is_also_an_excel_file(at_desk, posted):
    answer = at_desk("county_office").get("/desk/villages/table/?year=2026")
    assert answer.status_code == 200
    assert answer.content.startswith(b"PK")


def test_the_county_office_decides_on_a_screen_and_nobody_else(at_desk, cast, april):
    data = {
        "organisation": cast.county.pk,
        "per": "quarter",
        "due_days": "20",
        "posting_days": "7",
        "signers": "村委会主任、报账员",
        "basis": "县村务公开办法",
        "valid_from": "2026-04-01",
    }
    assert at_desk("reporter").post("/desk/villages/rules/", data).status_code == 403
    assert at_desk("county_office").post("/desk/villages/rules/", data).status_code == 302


def test_the_registered_board_is_proposed_as_the_place(at_desk, cast, signed):
    add_place(organisation=cast.village, kind="board", name="村委会门口公开栏", by=cast.drafter)
    page = at_desk("reporter").get(f"/desk/villages/{signed.pk}/post/").text
    assert 'value="村委会门口公开栏"' in page
