"""What somebody sees who scans a code on paper or on a board."""

from datetime import date

import pytest

from mingbai.channels import actions
from mingbai.channels.rules.short import code_of
from mingbai.disclosures import actions as disclosures


@pytest.fixture
def up(cast, notice, places):
    posting = actions.plan(information=notice, channel="board", place=places.gate, by=cast.drafter)
    return actions.put_up(posting=posting, by=cast.reporter)


def test_the_short_address_leads_to_the_record_and_survives_a_correction(client, notice, correct):
    short = f"/q/{code_of(notice.pk)}/"
    assert client.get(short)["Location"] == notice.get_absolute_url()
    correct(notice)
    assert "每周五" in client.get(short.lower(), follow=True).content.decode()


def test_the_short_address_of_a_withdrawn_text_explains(client, cast, notice):
    disclosures.withdraw(information=notice, reason="数字有误，重新核实", by=cast.approver)
    answer = client.get(f"/q/{code_of(notice.pk)}/", follow=True)
    assert answer.status_code == 410
    assert "数字有误，重新核实" in answer.content.decode()


def test_the_short_address_of_a_merged_text_leads_to_the_other(client, cast, desk, content, notice):
    other = desk.published(**content | {"title": "同一件事的另一份通知"})
    disclosures.merge(information=other, into=notice, reason="重复", by=cast.approver)
    assert (
        client.get(f"/q/{code_of(other.pk)}/", follow=True).redirect_chain[-1][0] == notice.get_absolute_url()
    )


def test_drafts_internal_texts_and_wrong_codes_lead_nowhere(client, cast, desk, content):
    draft = disclosures.create(organisation=cast.town, by=cast.drafter, **content)
    inside = desk.published(**content | {"audience": "internal"})
    for code in (code_of(draft.pk), code_of(inside.pk), "2222", "ABCD"):
        answer = client.get(f"/q/{code}/")
        assert answer.status_code == 404
        assert "请再核对一下" in answer.content.decode()


def test_the_page_of_a_board_shows_what_hangs_there(client, up, notice, places):
    text = client.get(f"/at/{places.gate.code}/").content.decode()
    assert notice.title in text
    assert notice.get_absolute_url() in text
    assert "现在没有" in client.get(f"/at/{places.hill.code}/").content.decode()
    assert client.get(f"/at/{places.gate.code.lower()}/").status_code == 301


def test_the_page_of_the_villages_board_names_the_sheet_that_hangs_and_drops_it_after(
    client, posted, places, on
):
    address = f"/at/{places.gate.code}/"
    assert "2026年3月村务公开" in client.get(address).content.decode()
    assert "村务公开</" not in client.get(f"/at/{places.horn.code}/").content.decode()
    on(date(2026, 12, 1))
    assert "2026年3月" not in client.get(address).content.decode()


def test_what_was_corrected_or_withdrawn_is_not_shown_as_it_hangs(client, cast, up, notice, places, correct):
    correct(notice)
    text = client.get(f"/at/{places.gate.code}/").content.decode()
    assert "正在更换" in text
    assert notice.get_absolute_url() not in text


def test_a_villager_reports_what_is_wrong_at_the_board_to_those_who_keep_it(client, places, cast):
    page = client.get(f"/say/?page=/at/{places.gate.code}/")
    assert "村委会门口公示栏" in page.content.decode()


def test_places_are_listed_by_kind_and_closed_ones_say_so(client, cast, places):
    assert "山后组公示栏" in client.get("/places/").content.decode()
    assert "山后组公示栏" not in client.get("/places/loudspeaker/").content.decode()
    assert client.get("/places/nonsense/").status_code == 404
    actions.close_place(place=places.hill, by=cast.drafter)
    assert "山后组公示栏" not in client.get("/places/").content.decode()
    assert "起不用了" in client.get(f"/at/{places.hill.code}/").content.decode()
