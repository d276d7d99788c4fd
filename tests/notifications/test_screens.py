"""My reminders on screen, and the number in the menu."""

import json
import re

import pytest
from django.core.management import call_command

from mingbai.commands import rounds
from mingbai.ledger.models import Event
from mingbai.notifications import actions, queries
from mingbai.notifications.models import Notice, Preference


@pytest.fixture
def mine(cast, client):
    actions.notify(user=cast.drafter, text="《零报告》今天到期", key="k", link="/desk/records/", urgent=True)
    client.force_login(cast.drafter)
    return client


def words(response) -> str:
    return response.content.decode()


def test_the_menu_shows_how_many_are_unread(mine, cast):
    assert re.search(r"提醒 <span class=\"unseen\">1<", words(mine.get("/desk/")))
    actions.read_all(by=cast.drafter, until=Notice.objects.get().created_at)
    assert "unseen" not in words(mine.get("/desk/"))


def test_going_to_the_matter_marks_it_as_read(mine, cast):
    answer = mine.post(f"/desk/notices/{Notice.objects.get().pk}/", {"go": "1"})
    assert answer["Location"] == "/desk/records/"
    assert queries.count_unread(cast.drafter) == 0


def test_looking_at_the_list_reads_nothing(mine, cast):
    assert "《零报告》今天到期" in words(mine.get("/desk/notices/"))
    mine.get(f"/desk/notices/{Notice.objects.get().pk}/")
    assert queries.count_unread(cast.drafter) == 1


@pytest.mark.parametrize("seen", ["", "2026-13-45T99", "yesterday"])
def test_all_are_marked_as_read_whatever_was_sent_along(mine, cast, seen):
    assert mine.post("/desk/notices/read/", {"seen": seen}).status_code == 302
    assert queries.count_unread(cast.drafter) == 0


def test_a_stranger_neither_sees_nor_reads_it(mine, cast, client):
    client.force_login(cast.stranger)
    assert "零报告" not in words(client.get("/desk/notices/"))
    assert client.post(f"/desk/notices/{Notice.objects.get().pk}/").status_code == 404
    assert queries.count_unread(cast.drafter) == 1


def test_a_way_is_chosen_where_one_is_set_up(mine, cast, settings):
    assert mine.get("/desk/notices/preference/").status_code == 404
    settings.EMAIL_URL = "smtp://mail"
    refused = mine.post("/desk/notices/preference/", {"channels": "email"})
    assert refused.status_code == 422 and "请填写邮箱" in words(refused)
    mine.post("/desk/notices/preference/", {"channels": "email", "address": "a@b.cn"})
    assert Preference.objects.get(user=cast.drafter).channels == ["email"]
    assert "a@b.cn" not in json.dumps(list(Event.objects.values_list("detail", flat=True)))


def test_a_round_that_fails_is_told_and_the_others_run(cast, monkeypatch, capsys):
    def broken() -> str:
        raise RuntimeError

    monkeypatch.setattr(rounds, "_rounds", {"a": broken, "b": lambda: "办了 2 件", "c": lambda: ""})
    with pytest.raises(SystemExit):
        call_command("sweep", as_json=True)
    told = json.loads(capsys.readouterr().out)
    assert (told["rounds"], told["rounds_failed"]) == ({"b": "办了 2 件"}, {"a": "RuntimeError"})
