"""What is asked for is filed, acknowledged with a number or sent back; who has not filed is named."""

import io
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook

from mingbai.filings import actions
from mingbai.filings.models import Collection, Filing
from mingbai.filings.queries import lines, not_filed
from mingbai.filings.rules import standing
from mingbai.lib import clock
from mingbai.lib.verdict import Denied
from mingbai.notifications.models import Notice

PLAN = "2026年政务公开实施方案\n一、总体要求".encode()


@pytest.fixture
def asked(cast):
    return actions.ask(
        organisation=cast.county,
        title="2026年实施方案报备",
        kind="plan",
        due_on=clock.today() + timedelta(days=10),
        expected=[cast.town, cast.next_town],
        by=cast.county_office,
    )


def send(asked, cast, by=None, organisation=None, **values):
    values = {"title": "青禾镇实施方案", "data": PLAN, "filename": "方案.txt"} | values
    return actions.file(
        organisation=organisation or cast.town, collection=asked, by=by or cast.drafter, **values
    )


@pytest.fixture
def at(cast):
    def sign_in(name: str) -> Client:
        client = Client()
        client.force_login(getattr(cast, name))
        return client

    return sign_in


@pytest.mark.parametrize(
    ("state", "sent", "today", "expected"),
    [
        ("", None, date(2018, 6, 29), "未报"),
        ("", None, date(2018, 7, 2), "未报，已超期 3 天"),
        ("sent", date(2018, 6, 29), date(2018, 7, 2), "已报送，待确认"),
        ("received", date(2018, 7, 1), date(2018, 7, 2), "已收到（迟报 2 天）"),
        ("sent_back", date(2018, 6, 20), date(2018, 7, 1), "被退回，未重报，已超期 2 天"),
    ],
)
def test_the_due_day_itself_is_in_time(state, sent, today, expected):
    assert standing(state, sent, date(2018, 6, 29), today) == expected


def test_a_filing_gets_a_numbered_receipt_from_another_person(asked, cast):
    first = send(asked, cast)
    done = actions.receive(filing=first, by=cast.county_office)
    year = clock.today().year
    assert done.receipt_number == f"收备〔{year}〕1号"
    other = send(asked, cast, by=cast.stranger, organisation=cast.next_town)
    assert actions.receive(filing=other, by=cast.county_office).receipt_number == f"收备〔{year}〕2号"
    assert not_filed(asked, clock.today()) == []


def test_nobody_acknowledges_what_they_filed_themselves(asked, cast):
    own = actions.file(
        organisation=cast.county,
        kind="highlight",
        title="亮点",
        by=cast.county_office,
        data=PLAN,
        filename="a.txt",
    )
    with pytest.raises(Denied, match="另一个人"):
        actions.receive(filing=own, by=cast.county_office)
    with pytest.raises(Denied):
        actions.receive(filing=send(asked, cast), by=cast.approver)


def test_what_was_sent_back_is_filed_again_and_only_then(asked, cast):
    first = send(asked, cast)
    with pytest.raises(Denied, match="已经报送过"):
        send(asked, cast)
    with pytest.raises(ValidationError):
        actions.send_back(filing=first, reason=" ", by=cast.county_office)
    actions.send_back(filing=first, reason="没有盖章", by=cast.county_office)
    assert [one.organisation for one in not_filed(asked, clock.today())] == [cast.town, cast.next_town]
    again = send(asked, cast)
    assert again.replaces == first
    assert [one.words for one in lines(asked, clock.today())] == ["已报送，待确认", "未报"]


def test_who_was_not_asked_or_comes_after_the_end_is_refused(asked, cast):
    with pytest.raises(Denied, match="没有要求"):
        send(asked, cast, by=cast.reporter, organisation=cast.village)
    actions.close(collection=asked, by=cast.county_office)
    with pytest.raises(Denied, match="已经结束"):
        send(asked, cast)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"title": " "}, "title"),
        ({"data": None}, "file"),
        ({"data": b"MZ\x90\x00", "filename": "a.exe"}, "file"),
    ],
)
def test_an_unfit_filing_stores_nothing(asked, cast, values, field):
    with pytest.raises(ValidationError) as refused:
        send(asked, cast, **values)
    assert field in refused.value.message_dict and not Filing.objects.exists()


def test_a_public_record_may_be_filed_instead_of_a_file(asked, cast, desk, content):
    text = desk.published(**content)
    row = send(asked, cast, data=None, information=text)
    assert row.information == text and not row.file
    with pytest.raises(Denied):
        send(asked, cast, by=cast.stranger, organisation=cast.next_town, data=None, information=text)


def test_only_units_that_have_not_filed_are_reminded(asked, cast):
    send(asked, cast)
    assert actions.remind(collection=asked, by=cast.county_office) > 0
    told = set(Notice.objects.values_list("user_id", flat=True))
    assert cast.stranger.pk in told and cast.drafter.pk not in told


def test_filing_and_acknowledging_on_screen(asked, cast, at):
    address = f"/desk/filings/asked/{asked.pk}/file/"
    upload = SimpleUploadedFile("方案.txt", PLAN)
    sent = {"organisation": cast.town.pk, "title": "实施方案", "file": upload}
    assert at("drafter").post(address, sent).status_code == 302
    row = Filing.objects.get()
    body = b"".join(at("county_office").get(f"/desk/filings/{row.pk}/file/").streaming_content)
    assert body == PLAN
    assert at("county_office").post(f"/desk/filings/{row.pk}/", {"do": "receive"}).status_code == 302
    assert "收备〔" in at("drafter").get(f"/desk/filings/{row.pk}/").content.decode()


def test_a_collection_is_begun_on_screen_and_exported(cast, at):
    due = (clock.today() + timedelta(days=5)).isoformat()
    sent = {"organisation": cast.county.pk, "title": "=报备", "kind": "plan", "due_on": due}
    assert at("county_office").post("/desk/filings/asked/new/", sent).status_code == 422
    sent["expected"] = [cast.town.pk]
    assert at("county_office").post("/desk/filings/asked/new/", sent).status_code == 302
    row = Collection.objects.get()
    data = at("county_office").get(f"/desk/filings/asked/{row.pk}/export/").content
    assert [cell.value for cell in load_workbook(io.BytesIO(data)).worksheets[0][2]][:3] == [
        1, "青禾镇人民政府", "未报",
    ]  # fmt: skip


def test_the_next_town_sees_neither_filings_nor_how_others_stand(asked, cast, at):
    row = send(asked, cast, title="青禾镇实施方案")
    stranger = at("stranger")
    pages = [f"/desk/filings/{row.pk}/", f"/desk/filings/{row.pk}/file/"]
    assert [stranger.get(one).status_code for one in pages] == [404, 404]
    assert stranger.post(f"/desk/filings/{row.pk}/", {"do": "receive"}).status_code == 404
    for one in ("/desk/filings/", f"/desk/filings/asked/{asked.pk}/"):
        page = stranger.get(one).content.decode()
        assert "青禾镇" not in page and "2026年实施方案报备" in page
    assert stranger.get(f"/desk/filings/asked/{asked.pk}/file/").status_code == 200
    assert not Filing.objects.exclude(pk=row.pk).exists()
