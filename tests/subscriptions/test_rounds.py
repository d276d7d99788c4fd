"""What is found and sent: everything once, nothing that was taken back, and no round is held up."""

import smtplib
from datetime import datetime, timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import Client

from mingbai.columns.models import Column
from mingbai.disclosures import actions
from mingbai.disclosures.models import Version
from mingbai.foi.actions.resealing import reseal_all
from mingbai.foi.sealing import unseal_text
from mingbai.lib import clock
from mingbai.lib.clock import CHINA
from mingbai.notifications.models import DeliveryState
from mingbai.subscriptions import channels
from mingbai.subscriptions.actions import gathering
from mingbai.subscriptions.jobs import round_
from mingbai.subscriptions.models import Item, Letter, Subscriber, Subscription, Tally
from mingbai.subscriptions.queries import changes
from mingbai.subscriptions.rules import next_slot
from tests.subscriptions.conftest import ADDRESS, link_in, subscribed

TITLE = "关于做好冬季供水保障工作的通知"


def told() -> list[str]:
    """What the letters since the last look say; one string each."""
    found = [letter.body for letter in mail.outbox]
    mail.outbox.clear()
    return found


def corrected(desk, record, title: str):
    """The record with another title, as the public sees it."""
    actions.edit(information=record, by=desk.cast.drafter, base=record.latest_revision_id, title=title)
    record.refresh_from_db()
    actions.submit(information=record, by=desk.cast.drafter, change_note="改错字")
    record.refresh_from_db()
    return actions.publish(information=desk.approve_all(record), by=desk.cast.approver)


@pytest.mark.parametrize(
    ("often", "now", "due"),
    [
        ("at_once", "2026-11-02 09:00", None),
        ("daily", "2026-11-02 07:59", "2026-11-02 08:00"),
        ("daily", "2026-11-02 08:00", "2026-11-03 08:00"),
        ("daily", "2026-12-31 23:59", "2027-01-01 08:00"),
        ("weekly", "2026-11-02 07:00", "2026-11-02 08:00"),  # a Monday
        ("weekly", "2026-11-02 08:00", "2026-11-09 08:00"),
        ("weekly", "2026-11-08 23:00", "2026-11-09 08:00"),
    ],
)
def test_digests_are_due_at_eight_in_china(often, now, due):
    slot = next_slot(often, datetime.fromisoformat(now).replace(tzinfo=CHINA), 8)
    assert slot == (datetime.fromisoformat(due).replace(tzinfo=CHINA) if due else None)


def test_a_new_text_is_told_once_with_reason_and_way_out(desk, content):
    desk.published(**content | {"title": "以前的通知", "document_number": ""})
    subscribed(organisation="qinghe")
    record = desk.published(**content)
    assert round_() == "发出订阅信 1 封"
    letter = mail.outbox[0]
    (body,) = told()
    assert record.title in body and f"/r/{record.pk}/" in body and "以前的通知" not in body
    assert "您订阅了青禾镇人民政府的新内容" in body and link_in(letter, "end")
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert record.title in letter.alternatives[0][0] and "<img" not in letter.alternatives[0][0]
    with clock.at(clock.now() + timedelta(hours=2)):
        assert round_() == "" and told() == []


def test_each_is_told_of_what_was_asked_for(desk, content, cast):
    Column.objects.get_or_create(
        slug="notices", defaults={"name": "测试栏目", "about": "-", "rule": {"words": ["供水"]}}
    )
    field = content["catalogue_item"].field_id
    wanted = [
        {"organisation": "qinghe"}, {"organisation": "county", "below": "1"}, {"field": field},
        {"theme": "综合政务"}, {"q": "冬季 供水"}, {"column": "notices"},
    ]  # fmt: skip
    unwanted = [
        {"organisation": "county"},
        {"organisation": "linhe"},
        {"theme": "财政、金融、审计"},
        {"q": "低保"},
    ]
    for number, given in enumerate(wanted):
        subscribed(address=f"w{number}@example.com", **given)
    for number, given in enumerate(unwanted):
        subscribed(address=f"u{number}@example.com", **given)
    desk.published(**content)
    round_()
    assert sorted(letter.to[0] for letter in mail.outbox) == [f"w{n}@example.com" for n in range(len(wanted))]


def test_a_text_that_two_subscriptions_ask_for_stands_in_one_letter_once(desk, content):
    for given in ({"organisation": "qinghe"}, {"q": "供水"}):
        subscribed(**given)
    record = desk.published(**content)
    round_()
    (body,) = told()
    assert body.count(record.title) == 1 and "含有“供水”的新内容；青禾镇人民政府的新内容" in body


def test_a_digest_waits_for_the_morning_and_holds_all(desk, content):
    start = datetime(2026, 11, 3, 10, tzinfo=CHINA)
    with clock.at(start):
        subscribed("daily", organisation="qinghe")
        desk.published(**content)
    with clock.at(start + timedelta(hours=5)):
        desk.published(**content | {"title": "关于召开村民会议的通知", "document_number": ""})
        assert round_() == ""
    with clock.at(start + timedelta(hours=22, minutes=1)):
        assert round_() == "发出订阅信 1 封"
        (body,) = told()
        assert TITLE in body and "村民会议" in body
        assert round_() == ""
    with clock.at(start + timedelta(days=2)):
        assert round_() == ""


def test_what_was_withdrawn_before_the_digest_is_not_sent_and_told_when_it_returns(desk, content):
    subscribed("daily", organisation="qinghe")
    record = desk.published(**content)
    tomorrow = clock.now() + timedelta(days=1, minutes=1)
    actions.withdraw(information=record, reason="内容有误", by=desk.cast.approver)
    with clock.at(tomorrow):
        assert round_() == "" and told() == []


def test_a_text_withdrawn_between_finding_and_sending_is_not_sent(desk, content):
    subscribed(organisation="qinghe")
    record = desk.published(**content)
    gathering.gather()
    assert Letter.objects.filter(purpose="news").count() == 1
    actions.withdraw(information=record, reason="内容有误", by=desk.cast.approver)
    assert round_() == "" and not Item.objects.exists()


def test_what_was_sent_is_not_repeated_after_withdrawal_or_correction(desk, content):
    subscribed(organisation="qinghe")
    record = desk.published(**content)
    round_()
    assert len(told()) == 1
    corrected(desk, record, "更正后的标题")
    round_()
    record.refresh_from_db()
    actions.withdraw(information=record, reason="内容有误", by=desk.cast.approver)
    round_()
    assert told() == []


def test_changes_of_one_text_are_told_and_a_withdrawn_one_is_not_named(desk, content):
    record = desk.published(**content)
    subscribed(record=str(record.pk))
    desk.published(**content | {"title": "另一条通知", "document_number": ""})
    record = corrected(desk, record, "更正后的标题")
    round_()
    (body,) = told()
    assert "【内容已更正】更正后的标题" in body and "另一条通知" not in body
    actions.set_validity(information=record, validity="repealed", note="", by=desk.cast.approver)
    round_()
    assert "【标注为废止】" in told()[0]
    record.refresh_from_db()
    actions.remove(information=record, reason="误公开", by=desk.cast.approver)
    round_()
    (body,) = told()
    assert "您关注的一条信息已经撤下" in body and "更正后的标题" not in body
    with clock.at(clock.now() + timedelta(minutes=5)):
        round_()
    assert told() == []


def test_a_version_that_was_written_late_is_not_lost(desk, content):
    subscription = subscribed(organisation="qinghe")
    desk.published(**content)
    Subscription.objects.update(cursor=Version.objects.last().pk + 5, looked_at=clock.now())
    subscription.refresh_from_db()
    assert round_() == "发出订阅信 1 封" and round_() == ""


def test_after_a_large_import_the_next_round_goes_on(desk, content, monkeypatch):
    monkeypatch.setattr(changes, "AT_A_TIME", 1)
    monkeypatch.setattr(changes, "LATE", 0)
    subscribed("at_once", organisation="qinghe")
    for number in range(3):
        desk.published(**content | {"title": f"通知之{number}", "document_number": ""})
    assert [round_() for _ in range(4)] == ["发出订阅信 1 封"] * 3 + [""]
    assert [f"通知之{n}" in body for n, body in enumerate(told())] == [True] * 3


def test_too_many_are_counted_instead_of_named(desk, content, monkeypatch):
    monkeypatch.setattr(gathering, "MOST_NAMED", 1)
    subscribed("at_once", organisation="qinghe")
    for number in range(3):
        desk.published(**content | {"title": f"通知之{number}", "document_number": ""})
    round_()
    (body,) = told()
    assert "通知之2" in body and "通知之1" not in body and "另有 2 条" in body


# -- sending ------------------------------------------------------------------------


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
