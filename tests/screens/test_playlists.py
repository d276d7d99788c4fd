"""What plays on a screen, and how at once it stops."""

import io
import json
import zipfile
from datetime import timedelta

import pytest

from mingbai.channels import actions as channels
from mingbai.disclosures import actions as disclosures
from mingbai.disclosures.models import Audience
from mingbai.lib import clock, digests
from mingbai.screens.queries.playlists import NO_TEXT, OLD, playlist, standings


def titles(screen) -> list[str]:
    return [one.title for one in playlist(screen).items]


def reasons(screen) -> list[str]:
    return [one.reason for one in standings(screen)]


def test_what_is_planned_for_today_or_up_plays_with_its_words_and_its_code(
    played, notice, screen, visitor, address
):
    posting = played(notice)
    item = visitor.get(address.feed).json()["items"][0]
    assert (item["title"], item["pages"][0][0]) == ("冬季供水保障", "每周一检查供水管道。")
    assert item["version_digest"] == notice.public_digest
    assert "/q/" in item["address"] and item["qr_svg"]["path"]
    channels.put_up(posting=posting, by=posting.planned_by)
    assert titles(screen) == ["冬季供水保障"]


def test_what_is_planned_for_tomorrow_does_not_play_yet(played, notice, screen):
    played(notice, planned_on=clock.today() + timedelta(days=1))
    assert titles(screen) == []


def test_nothing_plays_whose_picture_nobody_has_looked_at(cast, notice, screen):
    channels.plan(information=notice, channel="screen", place=screen, by=cast.drafter)
    assert (titles(screen), reasons(screen)) == ([], [NO_TEXT])


def test_a_correction_stops_the_old_picture_at_once_and_the_new_one_plays_when_it_is_put_in_its_place(
    played, notice, screen, office, text, cast
):
    posting = channels.put_up(posting=played(notice), by=cast.drafter)
    corrected = office.corrected(notice, body="<p>请各村于每周二检查管道，不收费用。</p>")
    assert (titles(screen), reasons(screen)) == ([], [OLD])
    channels.replace(posting=posting, by=cast.drafter, rendering=text(corrected, title="改为周二检查"))
    assert titles(screen) == ["改为周二检查"]


def test_what_is_withdrawn_is_gone_from_page_list_and_bundle_at_once(played, notice, cast, visitor, address):
    played(notice)
    disclosures.withdraw(information=notice, by=cast.approver, reason="内容有误")
    assert visitor.get(address.feed).json()["items"] == []
    assert "冬季供水保障" not in visitor.get(address.screen).content.decode()
    with zipfile.ZipFile(io.BytesIO(visitor.get(address.bundle).content)) as archive:
        assert all("冬季供水保障" not in archive.read(name).decode() for name in archive.namelist())


def test_what_is_for_staff_only_never_plays(played, notice, screen):
    played(notice)
    type(notice).objects.filter(pk=notice.pk).update(audience=Audience.INTERNAL)
    assert titles(screen) == []


def test_it_stops_after_its_last_day(played, notice, screen):
    last = clock.today() + timedelta(days=30)
    played(notice, until=last)
    item = playlist(screen).items[0]
    assert item.ends_at.astimezone(clock.CHINA).date() == last + timedelta(days=1)
    with clock.at(item.ends_at + timedelta(seconds=1)):
        assert titles(screen) == []


def test_a_list_says_when_it_was_made_and_until_when_it_holds(screen, visitor, address, settings):
    settings.SCREEN_VALID_HOURS = 5
    found = visitor.get(address.feed).json()
    made = clock.datetime.fromisoformat(found["made_at"])
    assert clock.datetime.fromisoformat(found["valid_until"]) - made == timedelta(hours=5)


def test_nothing_of_a_screen_is_kept_by_anybody_or_listed_by_search_engines(screen, point, visitor, address):
    for path in vars(address).values():
        response = visitor.get(path)
        assert "no-store" in response["Cache-Control"]
        assert response["X-Robots-Tag"] == "noindex, nofollow"


def test_the_bundle_needs_nothing_from_outside_and_its_sums_are_right(played, notice, visitor, address):
    played(notice)
    with zipfile.ZipFile(io.BytesIO(visitor.get(address.bundle).content)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    sums = dict(reversed(line.split("  ")) for line in files.pop("SHA256SUMS").decode().splitlines())
    assert sums == {name: digests.of_bytes(data) for name, data in files.items()}
    page = files["index.html"].decode()
    assert 'href="/' not in page and 'src="/' not in page and "http-equiv" not in page
    assert json.loads(files["playlist.json"])["items"][0]["title"] == "冬季供水保障"


@pytest.mark.parametrize("path", ["/screens/NOTHER/", "/kiosk/NOTHER/", "/screens/NOTHER/playlist.json"])
def test_a_place_that_is_not_there_has_no_page(db, visitor, path):
    assert visitor.get(path).status_code == 404


def test_a_screen_out_of_use_has_no_page_any_more(screen, visitor, address, cast):
    channels.close_place(place=screen, by=cast.drafter)
    assert {visitor.get(path).status_code for path in (address.screen, address.feed)} == {404}


def test_the_time_of_the_players_visit_is_noted_but_not_that_of_somebody_of_the_office(
    screen, visitor, address, client, cast
):
    client.force_login(cast.drafter)
    client.get(address.feed)
    screen.refresh_from_db()
    assert not hasattr(screen, "player")
    visitor.get(address.feed)
    screen.refresh_from_db()
    assert abs(screen.player.fetched_at - clock.now()) < timedelta(minutes=1)
