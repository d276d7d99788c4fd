"""The clerk's pages: planning, confirming on the spot, places and lists."""

import pytest

from mingbai.channels import actions
from mingbai.channels.models import Place, Posting
from mingbai.channels.states import PostingState
from tests.channels.conftest import picture


@pytest.fixture
def as_reporter(client, cast):
    client.force_login(cast.reporter)
    return client


@pytest.fixture
def planned(cast, notice, places):
    return actions.plan(information=notice, channel="board", place=places.gate, by=cast.drafter)


def test_the_drafter_plans_two_boards_at_once(client, cast, notice, places):
    client.force_login(cast.drafter)
    wanted = {"channel": "board", "places": [places.gate.pk, places.hill.pk]}
    answer = client.post(f"/desk/channels/records/{notice.pk}/", wanted, follow=True)
    assert "已安排 2 处" in answer.content.decode()
    again = client.post(f"/desk/channels/records/{notice.pk}/", wanted)
    assert again.status_code == 422
    assert "不用重复安排" in again.content.decode()
    assert Posting.objects.count() == 2


def test_without_a_place_nothing_is_planned_and_the_words_say_what_to_do(client, cast, notice):
    client.force_login(cast.drafter)
    answer = client.post(
        f"/desk/channels/records/{notice.pk}/", {"channel": "board", "until": "2099年1月1日"}
    )
    assert answer.status_code == 422
    assert "请至少选一个地点" in answer.content.decode()
    assert "2099" in answer.content.decode()


def test_the_clerk_confirms_with_a_photograph_before_the_board(as_reporter, planned, places):
    here = f"/desk/channels/at/{places.gate.code}/"
    assert "已贴好，拍照确认" in as_reporter.get(here).content.decode()
    up = f"/desk/channels/postings/{planned.pk}/up/?next={here}"
    answer = as_reporter.post(up, {"photo": picture(), "who": "刘桂花"})
    assert answer["Location"] == here
    posting = Posting.objects.get()
    assert (posting.state, posting.proofs.count()) == (PostingState.UP, 1)
    fetched = as_reporter.get(f"/desk/channels/proofs/{posting.proofs.get().pk}/")
    assert "attachment" in fetched["Content-Disposition"]


def test_who_comes_second_gets_back_what_was_typed(as_reporter, cast, planned):
    actions.put_up(posting=planned, by=cast.drafter)
    for address in (f"/desk/channels/postings/{planned.pk}/up/", "/desk/channels/postings/0/up/"):
        answer = as_reporter.post(address, {"note": "贴在左边<第二块>", "password": "口令不给看"})
        page = answer.content.decode()
        assert answer.status_code in (403, 404) and "贴在左边&lt;第二块&gt;</textarea>" in page
        assert "口令" not in page and "您刚才填写" not in as_reporter.get(address).content.decode()


def test_the_sheet_to_be_hung_is_fetched_before_the_board(as_reporter, cast, notice, places):
    sheet = actions.keep(
        information=notice, kind="sheet", content={}, by=cast.drafter, data=b"%PDF-", file_name="a.pdf"
    )
    actions.confirm(rendering=sheet, by=cast.drafter)
    about = {"information": notice, "channel": "board", "by": cast.drafter}
    actions.plan(**about, place=places.gate, rendering=sheet)
    actions.plan(**about, place=places.hill)
    page = as_reporter.get(f"/desk/channels/at/{places.gate.code}/").content.decode()
    assert "取稿打印" in page and f"/desk/channels/renderings/{sheet.pk}/" in page
    assert as_reporter.get(f"/desk/channels/renderings/{sheet.pk}/").status_code == 200
    assert "取稿打印" not in as_reporter.get(f"/desk/channels/at/{places.hill.code}/").content.decode()


def test_what_has_to_be_replaced_is_not_listed_as_staying_too(as_reporter, cast, planned, places, correct):
    actions.put_up(posting=planned, by=cast.reporter)
    correct(planned.information)
    page = as_reporter.get(f"/desk/channels/at/{places.gate.code}/").content.decode()

    assert "已换成新版，拍照确认" in page and "应当还在的" not in page


def test_next_leads_only_to_pages_on_the_spot(as_reporter, planned):
    answer = as_reporter.post(f"/desk/channels/postings/{planned.pk}/up/?next=https://elsewhere.example/", {})
    assert answer["Location"] == f"/desk/channels/postings/{planned.pk}/"


def test_too_early_is_refused_with_words_and_keeps_what_was_typed(as_reporter, cast, planned):
    actions.put_up(posting=planned, by=cast.reporter)
    down = f"/desk/channels/postings/{planned.pk}/down/"
    answer = as_reporter.post(down, {"who": "刘桂花", "at": "不是时间"})
    assert answer.status_code == 422
    assert "时间看不懂" in answer.content.decode()
    answer = as_reporter.post(down, {"who": "刘桂花"})
    assert "提前撤下请写明理由" in answer.content.decode()
    assert 'value="刘桂花"' in answer.content.decode()


def test_a_place_is_entered_and_a_second_of_the_same_name_refused(client, cast, places):
    client.force_login(cast.drafter)
    given = {"organisation": cast.village.pk, "kind": "board", "name": "村口公示栏", "sheets": "12"}
    client.post("/desk/channels/places/new/", given)
    assert Place.objects.get(name="村口公示栏").sheets == 12
    assert "同名的地点" in client.post("/desk/channels/places/new/", given).content.decode()


def test_the_stranger_sees_nothing_of_the_village(client, cast, planned, places):
    client.force_login(cast.stranger)
    assert client.get(f"/desk/channels/postings/{planned.pk}/").status_code == 404
    assert client.get(f"/desk/channels/places/{places.gate.pk}/").status_code == 404
    assert client.get(f"/desk/channels/at/{places.gate.code}/").status_code == 404
    assert planned.title not in client.get("/desk/channels/postings/").content.decode()


@pytest.mark.parametrize("path", ["", "postings/", "missing/", "places/", "postings/?xlsx", "missing/?xlsx"])
def test_every_list_opens_with_something_on_it(client, cast, planned, path):
    client.force_login(cast.drafter)
    planned.information.catalogue_item.channel_list = [{"name": "村公示栏", "required": True}]
    planned.information.catalogue_item.save()
    assert client.get(f"/desk/channels/{path}").status_code == 200
