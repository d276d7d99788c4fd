"""Nobody is told of anything they did not ask for, and nobody learns who asked."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core import mail
from django.db import connection
from django.test import Client

from mingbai.ledger.models import Event
from mingbai.lib import clock
from mingbai.subscriptions.jobs import round_
from mingbai.subscriptions.models import Letter, Subscriber, Subscription, Tally, Try
from tests.subscriptions.conftest import ADDRESS, link_in, subscribed

FORM = {"organisation": "qinghe", "often": "daily", "address": ADDRESS}


def everything_stored() -> str:
    """Every value of this app's tables and of the sessions, decoded too."""
    found = [str(row.get_decoded()) + row.session_data for row in Session.objects.all()]
    with connection.cursor() as cursor:
        for name in connection.introspection.table_names(cursor):
            if name.startswith(("subscriptions_", "ledger_")):
                cursor.execute(f"SELECT * FROM {connection.ops.quote_name(name)}")
                found += [str(row) for row in cursor.fetchall()]
    return "\n".join(found)


def test_only_the_button_behind_the_link_confirms(visitor):
    assert visitor.post("/subscribe/", FORM)["Location"] == "/subscribe/sent/"
    assert round_() == "发出订阅信 1 封"
    link = link_in(mail.outbox[0], "confirm")
    assert mail.outbox[0].to == [ADDRESS] and "青禾镇人民政府的新内容" in mail.outbox[0].body
    assert Client().get(link).status_code == 200
    assert Subscription.objects.get().confirmed_at is None
    assert "订阅好了" in Client().post(link).content.decode()
    assert Subscription.objects.get().confirmed_at is not None
    assert Client().post(link).status_code == 404


def test_address_and_links_are_readable_in_no_table(visitor):
    visitor.post("/subscribe/", FORM)
    round_()
    link = link_in(mail.outbox[0], "confirm")
    visitor.post(link)
    visitor.post("/subscribe/mine/", {"address": ADDRESS})
    round_()
    kept = everything_stored().lower()
    for secret in (
        ADDRESS,
        "daniang",
        link.split("/")[3],
        link_in(mail.outbox[1], "mine/open").split("/")[4],
    ):
        assert secret.lower() not in kept
    assert not Event.objects.filter(verb__startswith="subscri").exists()


def test_what_nobody_confirms_is_erased_after_two_days(visitor):
    visitor.post("/subscribe/", FORM)
    round_()
    link = link_in(mail.outbox[0], "confirm")
    with clock.at(clock.now() + timedelta(hours=48, minutes=1)):
        assert visitor.get(link).status_code == 404
        assert round_() == "清除没有确认的订阅 1 项"
    assert not Subscriber.objects.exists() and not Letter.objects.exists()


def test_the_answer_does_not_tell_whether_an_address_is_known(visitor):
    subscribed(organisation="qinghe")
    answers = []
    for address in (ADDRESS, "nobody@example.com"):
        for url, form in (("/subscribe/", FORM), ("/subscribe/mine/", {})):
            response = visitor.post(url, form | {"address": address}, follow=True)
            answers.append((url, response.redirect_chain, response.content))
    assert answers[:2] == answers[2:]


def test_a_link_to_ones_subscriptions_is_sent_to_nobody_else(visitor):
    visitor.post("/subscribe/mine/", {"address": "nobody@example.com"})
    assert round_() == "" and mail.outbox == []


def test_nobodys_mailbox_is_flooded(visitor, settings):
    settings.SUBSCRIBE_LETTERS_PER_DAY = 2
    for number, query in enumerate(("低保", "供水", "修路", "补贴")):
        address = f"wang+{number}@example.com"
        form = {"q": query, "often": "daily", "address": address}
        assert visitor.post("/subscribe/", form)["Location"] == "/subscribe/sent/"
    round_()
    assert len(mail.outbox) == 2 and Subscription.objects.count() == 2


def test_too_many_forms_from_one_network_wait_with_what_was_typed(visitor, settings):
    settings.SUBSCRIBE_PER_HOUR = 1
    visitor.post("/subscribe/", FORM)
    refused = visitor.post("/subscribe/", FORM)
    assert refused.status_code == 422 and "过一会儿" in refused.content.decode()
    assert ADDRESS in refused.content.decode() and "10.0" not in str(Try.objects.values_list())
    assert Client(REMOTE_ADDR="10.0.0.9").post("/subscribe/", FORM).status_code == 302


def test_asking_twice_sends_one_letter_and_confirming_twice_keeps_one(visitor):
    for often in ("daily", "weekly"):
        visitor.post("/subscribe/", FORM | {"often": often})
    round_()
    assert len(mail.outbox) == 1
    visitor.post(link_in(mail.outbox[0], "confirm"))
    visitor.post("/subscribe/", FORM | {"often": "at_once"})
    round_()
    visitor.post(link_in(mail.outbox[1], "confirm"))
    assert [row.often for row in Subscription.objects.all()] == ["at_once"]


@pytest.mark.parametrize(
    "given",
    [{"organisation": "x"}, {"field": "nichts"}, {"record": "99"}, {"record": "9" * 30}, {"record": "-1"},
     {"theme": "9999\x00"}, {"column": "\x00"}, {"q": "低" * 101}, {"q": "\x00"}, {"q": " "}, {"organisation": "a" * 10_000}],
)  # fmt: skip
def test_what_is_not_there_leads_to_the_choice(visitor, given):
    for response in (
        visitor.get("/subscribe/", given),
        visitor.post("/subscribe/", given | {"address": ADDRESS}),
    ):
        assert response.status_code in (404, 422) and "一个村、乡镇或者部门" in response.content.decode()


@pytest.mark.parametrize(
    "address", ["", "王大娘", "a@", "a@b\x00.com", "a" * 300 + "@b.com", "a@b.com\nBcc: c@d.com"]
)
def test_a_wrong_address_is_said_plainly_and_kept(visitor, address):
    response = visitor.post("/subscribe/", FORM | {"address": address})
    assert response.status_code == 422 and not Subscriber.objects.exists()
    assert "邮箱" in response.content.decode()


def test_every_page_is_kept_nowhere_and_sends_no_referrer(visitor):
    visitor.post("/subscribe/", FORM)
    round_()
    paths = ["", "?organisation=qinghe", "sent/", "mine/", "mine/erase/", "end/1~x/", "mine/open/x/"]
    for path in [*(f"/subscribe/{path}" for path in paths), link_in(mail.outbox[0], "confirm")]:
        response = visitor.get(path)
        assert response["Referrer-Policy"] == "no-referrer" and "noindex" in response["X-Robots-Tag"], path
        assert "no-store" in response["Cache-Control"], path


def test_without_mail_the_feed_alone_is_offered(visitor, settings):
    settings.EMAIL_URL = ""
    page = visitor.get("/subscribe/?organisation=qinghe").content.decode()
    assert "还没有开通寄信" in page and 'name="address"' not in page
    assert visitor.post("/subscribe/", FORM).status_code == 422


def test_other_channels_are_offered_when_set_and_only_recorded(visitor, settings):
    settings.SUBSCRIBE_RECORD = ["sms"]
    assert "只登记" in visitor.get("/subscribe/?q=低保").content.decode()
    typed = {"q": "低保", "often": "daily", "channel": "sms"}
    assert visitor.post("/subscribe/", typed | {"address": ADDRESS}).status_code == 422
    assert visitor.post("/subscribe/", typed | {"address": "13909990000"}).status_code == 302
    assert round_() == "记录订阅信 1 封" and mail.outbox == []
    assert "13909990000" not in everything_stored()


def test_subscribers_see_everything_change_end_and_erase_it(visitor):
    subscribed(organisation="qinghe")
    other = subscribed(q="低保")
    visitor.post("/subscribe/mine/", {"address": ADDRESS.upper()})
    round_()
    link = link_in(mail.outbox[0], "mine/open")
    assert visitor.get(link).status_code == 200
    assert visitor.post(link)["Location"] == "/subscribe/mine/"
    page = visitor.get("/subscribe/mine/").content.decode()
    assert ADDRESS in page and "含有“低保”的新内容" in page and "请确认订阅" in page
    assert Client().post(link).status_code == 404
    visitor.post(f"/subscribe/mine/{other.pk}/", {"often": "weekly"})
    assert Subscription.objects.get(pk=other.pk).next_at is not None
    visitor.post(f"/subscribe/mine/{other.pk}/", {"end": "1"})
    assert Subscription.objects.count() == 1
    visitor.get("/subscribe/mine/erase/")
    assert Subscriber.objects.count() == 1
    assert "记录已清除" in visitor.post("/subscribe/mine/erase/").content.decode()
    for model in (Subscriber, Subscription, Letter):
        assert not model.objects.exists()
    assert Tally.objects.get(what="erased").number == 1
    assert ADDRESS not in visitor.get("/subscribe/mine/").content.decode()


def test_nobody_opens_the_subscriptions_of_somebody_else(visitor):
    theirs = subscribed(organisation="qinghe")
    subscribed(organisation="linhe", address="li@example.com")
    visitor.post("/subscribe/mine/", {"address": "li@example.com"})
    round_()
    visitor.post(link_in(mail.outbox[0], "mine/open"))
    assert visitor.get(f"/subscribe/mine/{theirs.pk}/").status_code == 404
    assert visitor.post(f"/subscribe/mine/{theirs.pk}/", {"end": "1"}).status_code == 404
    assert Subscription.objects.filter(pk=theirs.pk).exists()
    with clock.at(clock.now() + timedelta(minutes=31)):
        assert "li@example.com" not in visitor.get("/subscribe/mine/").content.decode()
