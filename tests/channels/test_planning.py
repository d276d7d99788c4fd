"""Planning on many boards: narrowed down by the address, then one by one, a whole unit or all at once."""

import pytest

from mingbai.channels import actions
from mingbai.channels.forms import planning
from mingbai.channels.models import Posting
from mingbai.channels.states import PlaceKind


@pytest.fixture
def office(client, cast):
    client.force_login(cast.drafter)
    return client


@pytest.fixture
def hamlet(cast):
    """A second village with one board."""
    village = cast.town.add_child(code="MB-东塘村", kind="village", name="东塘村", slug="dongtang")
    return actions.add_place(
        organisation=village, kind=PlaceKind.BOARD, name="塘边公示栏", by=cast.drafter, address="戏台旁"
    )


def address(notice, query=""):
    return f"/desk/channels/records/{notice.pk}/{query}"


def hung_at():
    return set(Posting.objects.values_list("place__name", flat=True))


def test_a_whole_village_is_one_tick_and_only_places_of_the_channel_are_meant(
    office, cast, notice, places, hamlet
):
    office.post(address(notice), {"channel": "board", "whole": [cast.village.pk]})
    assert hung_at() == {"村委会门口公示栏", "山后组公示栏"}


def test_all_that_is_listed_is_one_tick_and_nothing_beyond_the_list_is_meant(office, notice, places, hamlet):
    sent = {"channel": "board", "all_listed": "on"}
    office.post(address(notice, f"?area={hamlet.organisation_id}"), sent)
    assert hung_at() == {"塘边公示栏"}
    office.post(address(notice), sent)
    assert hung_at() == {"塘边公示栏", "村委会门口公示栏", "山后组公示栏"}, "where it is already is left out"
    assert Posting.objects.count() == 3


def test_ticked_units_without_a_place_left_are_told_and_stay_ticked(office, cast, notice, places):
    office.post(address(notice), {"channel": "board", "whole": [cast.village.pk]})
    answer = office.post(address(notice), {"channel": "screen", "whole": [cast.village.pk]})
    page = answer.content.decode()
    assert answer.status_code == 422 and "没有“电子屏”可以安排" in page
    assert f'name="whole" value="{cast.village.pk}" checked' in page
    assert Posting.objects.count() == 2


@pytest.mark.parametrize("name", ["places", "whole"])
def test_a_number_no_database_holds_is_no_choice(office, notice, places, name):
    answer = office.post(address(notice), {"channel": "board", name: ["9" * 20]})
    assert answer.status_code == 422 and "没有“99999999999999999999”这个选项" in answer.content.decode()


@pytest.mark.parametrize(
    ("query", "shown", "left_out"),
    [
        ("?q=东塘", "塘边公示栏", "山后组公示栏"),
        ("?q=戏台", "塘边公示栏", "山后组公示栏"),
        ("?q=柳湾 山后", "山后组公示栏", "村委会门口公示栏"),
        ("?kind=loudspeaker", "村大喇叭", "山后组公示栏"),
    ],
)
def test_the_list_is_narrowed_by_words_and_kind(office, notice, places, hamlet, query, shown, left_out):
    page = office.get(address(notice, query)).content.decode()
    assert shown in page and left_out not in page


def test_nonsense_narrows_nothing(office, notice, places):
    page = office.get(address(notice, f"?area=x&kind=nothing&q={'长' * 90}"))
    assert page.status_code == 200 and "山后组公示栏" in page.content.decode()


def test_places_stand_by_village_and_one_that_has_it_cannot_be_ticked(office, cast, notice, places, hamlet):
    actions.plan(information=notice, channel="board", place=places.gate, by=cast.drafter)
    page = office.get(address(notice)).content.decode()
    assert "柳湾村村民委员会（3 处，1 处已经安排）" in page and "东塘村（1 处）" in page
    assert f'value="{places.gate.pk}" disabled' in page
    assert f'value="{places.hill.pk}" disabled' not in page


def test_very_many_places_are_not_listed_but_can_be_taken(office, notice, places, monkeypatch):
    monkeypatch.setattr(planning, "MOST_LISTED", 2)
    page = office.get(address(notice)).content.decode()
    assert "共 3 处，太多了" in page and "山后组公示栏" not in page
    assert "山后组公示栏" in office.get(address(notice, "?q=山后")).content.decode()
    office.post(address(notice), {"channel": "board", "all_listed": "on"})
    assert hung_at() == {"村委会门口公示栏", "山后组公示栏"}
