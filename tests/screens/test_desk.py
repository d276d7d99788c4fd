"""The office's own pages: what plays, which player is silent, who came to look things up."""

import io
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from openpyxl import load_workbook

from mingbai.channels import actions as channels
from mingbai.ledger.models import Event
from mingbai.lib import clock
from mingbai.lib.verdict import Denied
from mingbai.screens.actions import enter_visits
from mingbai.screens.models import Player, Visit


@pytest.fixture
def drafter(client, cast):
    client.force_login(cast.drafter)
    return client


def test_the_list_warns_of_a_player_that_was_not_heard_of_for_a_day(drafter, screen):
    assert "还没有取过播放单" in drafter.get("/desk/screens/").content.decode()
    player = Player.objects.create(place=screen, fetched_at=clock.now() - timedelta(hours=25))
    assert "超过 24 小时没有取播放单" in drafter.get("/desk/screens/").content.decode()
    Player.objects.filter(pk=player.pk).update(fetched_at=clock.now())
    assert "没有取播放单" not in drafter.get("/desk/screens/").content.decode()


def test_a_screens_page_says_what_plays_and_why_something_does_not(
    drafter, screen, played, notice, office, cast
):
    channels.put_up(posting=played(notice), by=cast.drafter)
    path = f"/desk/screens/places/{screen.code}/"
    assert "正在播放（1）" in drafter.get(path).content.decode()
    office.corrected(notice, body="<p>请各村于每周二检查管道，不收费用。</p>")
    assert "播放的是更正以前的内容" in drafter.get(path).content.decode()


def test_the_folder_of_a_place_can_be_fetched_as_a_zip(drafter, point, notice):
    response = drafter.get(f"/desk/screens/places/{point.code}/folder/")
    assert response.content.startswith(b"PK")


def test_a_place_of_others_is_not_there(client, cast, screen):
    client.force_login(cast.stranger)
    assert client.get(f"/desk/screens/places/{screen.code}/").status_code == 404


def test_a_days_visitors_are_entered_put_right_and_noted_in_the_trail_without_words(drafter, point, cast):
    form = {"place": point.pk, "on": f"{clock.today()}", "visitors": "3", "asked": "低保标准"}
    assert drafter.post("/desk/screens/visits/new/", form).status_code == 302
    drafter.post("/desk/screens/visits/new/", form | {"visitors": "5"})
    assert [(one.visitors, one.asked) for one in Visit.objects.all()] == [(5, "低保标准")]
    events = Event.objects.filter(verb="visit.enter").order_by("sequence")
    assert [(one.before, one.after) for one in events] == [("", "3"), ("3", "5")]
    assert all("低保" not in str(one.detail) for one in events)


@pytest.mark.parametrize(
    "wrong", [{"visitors": "-1"}, {"visitors": "x"}, {"on": "2999-01-01"}, {"on": "昨天"}, {"place": "0"},
              {"asked": "李某13812345678来问"}, {"asked": "问" * 301}],
)  # fmt: skip
def test_what_cannot_be_kept_comes_back(drafter, point, wrong):
    form = {"place": point.pk, "on": f"{clock.today()}", "visitors": "3", "asked": "低保"} | wrong
    assert drafter.post("/desk/screens/visits/new/", form).status_code == 422
    assert not Visit.objects.exists()


def test_the_log_is_listed_and_exported_for_those_who_may_read_it(drafter, point, cast, client):
    enter_visits(place=point, on=clock.today(), visitors=4, asked="=1+1", by=cast.drafter)
    assert "接待 4 人" in drafter.get("/desk/screens/visits/?first=x&last=2999-01-01").content.decode()
    table = drafter.get("/desk/screens/visits/table/").content
    rows = list(load_workbook(io.BytesIO(table)).active.iter_rows(min_row=2, values_only=True))
    assert rows[0][4:6] == (4, "'=1+1")
    client.force_login(cast.stranger)
    assert "接待 0 人" in client.get("/desk/screens/visits/").content.decode()


def test_nobody_enters_visitors_of_other_places_or_of_screens(cast, point, screen):
    with pytest.raises(Denied):
        enter_visits(place=point, on=clock.today(), visitors=1, by=cast.stranger)
    with pytest.raises(Denied):
        enter_visits(place=screen, on=clock.today(), visitors=1, by=cast.drafter)
    with pytest.raises(ValidationError):
        enter_visits(place=point, on=point.opened_on - timedelta(days=1), visitors=1, by=cast.drafter)
