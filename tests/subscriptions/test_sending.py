"""Letters go out once, wait for the mail server, and are forgotten."""

import smtplib
from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import Client

from mingbai.foi.actions.resealing import reseal_all
from mingbai.foi.sealing import unseal_text
from mingbai.lib import clock
from mingbai.notifications.models import DeliveryState
from mingbai.subscriptions import channels
from mingbai.subscriptions.actions import gathering
from mingbai.subscriptions.jobs import round_
from mingbai.subscriptions.models import Item, Letter, Subscriber, Subscription, Tally
from tests.subscriptions.conftest import ADDRESS, subscribed


class Gateway:
    """E-mail that fails as told."""

    def __init__(self) -> None:
        self.problems, self.sent = [], []

    def __enter__(self):
        if self.problems and self.problems[0] == "away":
            raise ConnectionRefusedError
        return self.send

    def __exit__(self, *args) -> None:
        pass

    def send(self, message):
        if self.problems:
            raise self.problems.pop(0)
        self.sent.append(message)
        return DeliveryState.SENT


@pytest.fixture
def gateway(monkeypatch) -> Gateway:
    found = Gateway()
    monkeypatch.setitem(channels._gateways, "email", lambda: found)
    return found


@pytest.fixture
def waiting(desk, content, monkeypatch):
    """A letter with news that waits to be sent."""
    subscribed(organisation="qinghe")
    desk.published(**content)
    gathering.gather()
    return Letter.objects.get(purpose="news")


def test_a_letter_that_fails_is_tried_again_later_and_given_up(waiting, gateway):
    gateway.problems = [smtplib.SMTPServerDisconnected(ADDRESS)] * 5
    now = clock.now()
    assert round_() == "订阅信稍后再发 1 封" and round_() == ""
    for hours in (1, 2, 4, 12):
        with clock.at(now + timedelta(hours=hours)):
            round_()
    waiting.refresh_from_db()
    assert (waiting.state, waiting.tries) == (DeliveryState.FAILED, 5)
    assert ADDRESS not in waiting.problem and "5 次" in waiting.problem


def test_while_the_mail_server_is_away_letters_wait_untried(waiting, gateway):
    gateway.problems = ["away"]
    assert round_() == ""
    waiting.refresh_from_db()
    assert (waiting.state, waiting.tries) == (DeliveryState.QUEUED, 0)
    gateway.problems = []
    assert round_() == "发出订阅信 1 封" and len(gateway.sent) == 1


def test_an_address_that_is_refused_again_and_again_rests_until_resumed(
    desk, content, gateway, settings, cast
):
    settings.SUBSCRIBE_FAILURES = 2
    gateway.problems = []
    channels._gateways.pop("email")
    subscribed(organisation="qinghe")
    channels._gateways["email"] = lambda: gateway
    for number in range(3):
        gateway.problems = [smtplib.SMTPRecipientsRefused({ADDRESS: (550, b"no such user")})]
        desk.published(**content | {"title": f"通知之{number}", "document_number": ""})
        round_()
    subscriber = Subscriber.objects.get()
    assert subscriber.paused_at and subscriber.failures == 2
    assert Letter.objects.filter(state=DeliveryState.FAILED).count() == 2
    with clock.at(clock.now() + timedelta(days=91)):
        round_()
    assert not Subscriber.objects.exists()


def test_an_interrupted_letter_is_not_sent_twice(waiting, gateway):
    taken = clock.now() - timedelta(minutes=16)
    Letter.objects.filter(pk=waiting.pk).update(state=DeliveryState.SENDING, taken_at=taken)
    assert round_() == "订阅信没有发出 1 封" and gateway.sent == []
    waiting.refresh_from_db()
    assert waiting.state == DeliveryState.FAILED and Subscriber.objects.get().failures == 0


def test_the_mail_program_ends_it_with_one_post_and_a_link_with_one_button(waiting):
    round_()
    header = mail.outbox[0].extra_headers["List-Unsubscribe"]
    path = header.strip("<>").removeprefix("https://www.mingbai.example")
    browser = Client(enforce_csrf_checks=True)
    assert "退订以后" in browser.get(path).content.decode() and Subscription.objects.exists()
    assert browser.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert not Subscription.objects.exists() and not Subscriber.objects.exists()
    assert browser.post(path).status_code == browser.get(path).status_code == 200
    assert browser.post(path.replace("~", "~x")).status_code == 404
    assert Tally.objects.get(what="ended").number == 1


def test_what_was_sent_is_forgotten_after_ninety_days_and_not_repeated(waiting):
    round_()
    assert Item.objects.count() == 1
    with clock.at(clock.now() + timedelta(days=91)):
        assert round_() == "" and not Item.objects.exists() and not Letter.objects.exists()
        assert Subscription.objects.count() == 1


def test_addresses_come_under_the_newest_key(cast, settings):
    old, new = "o" * 40, "n" * 40
    settings.FOI_KEYS = [old]
    subscribed(organisation="qinghe")
    settings.FOI_KEYS = [new, old]
    assert reseal_all()["subscriptions"] == 1
    settings.FOI_KEYS = [new]
    assert unseal_text(Subscriber.objects.get().sealed) == ADDRESS


def test_the_office_sees_numbers_and_nobody(waiting, cast, capsys):
    client = Client()
    client.force_login(cast.county_office)
    page = client.get("/desk/subscriptions/").content.decode()
    assert "等待发出" in page and "example.com" not in page and "青禾镇人民政府的新内容" not in page
    client.force_login(cast.drafter)
    assert client.get("/desk/subscriptions/").status_code == 403
    call_command("subscriptions", as_json=True)
    said = capsys.readouterr().out
    assert '"waiting": 1' in said and "example.com" not in said


def test_looking_for_many_subscribers_asks_the_database_no_more_often(
    desk, content, django_assert_max_num_queries
):
    first = subscribed(organisation="qinghe")
    for number in range(30):
        one = Subscriber.objects.create(
            digest=str(number), channel="email", sealed="-", since=clock.now(), confirmed_at=clock.now()
        )
        Subscription.objects.create(
            subscriber=one, kind="organisation", organisation=first.organisation, often="at_once",
            asked_at=clock.now(), confirmed_at=first.confirmed_at, looked_at=first.looked_at, cursor=first.cursor,
        )  # fmt: skip
    desk.published(**content)
    with django_assert_max_num_queries(20):
        gathering.gather()
    assert Letter.objects.filter(purpose="news").count() == 31
