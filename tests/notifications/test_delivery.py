"""Copies go out once, are tried again, and are given up."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.core import mail
from django.db import connections

from mingbai.lib import clock
from mingbai.notifications import actions, adapters, rules
from mingbai.notifications.models import Channel, Delivery, DeliveryState, Notice, Preference


@pytest.fixture
def gateway(monkeypatch):
    """A gateway for SMS that notes what it sends and fails as often as told."""

    class Gateway:
        def __init__(self):
            self.sent, self.fail = [], 0

        def __call__(self, delivery):
            if self.fail:
                self.fail -= 1
                raise ConnectionError("13812345678 refused")
            self.sent.append(delivery.notice.text)
            return DeliveryState.SENT

    gateway = Gateway()
    monkeypatch.setitem(adapters._gateways, "sms", gateway)
    return gateway


def queued(user, key="k") -> Delivery:
    actions.notify(user=user, text="请办理", key=key, link="/desk/", channels=[Channel.SMS])
    return Delivery.objects.get(notice__key=key)


def test_a_copy_is_sent_once(cast, gateway):
    queued(cast.drafter)
    assert actions.deliver() == "发出提醒 1 条"
    assert actions.deliver() == ""
    assert gateway.sent == ["请办理"]


def test_a_failed_copy_waits_and_is_tried_again(cast, gateway):
    gateway.fail = 1
    row = queued(cast.drafter)
    assert actions.deliver() == "稍后再发 1 条"
    assert actions.deliver() == ""
    with clock.at(clock.now() + rules.WAITS[0]):
        actions.deliver()
    row.refresh_from_db()
    assert (row.state, row.tries, len(gateway.sent)) == (DeliveryState.SENT, 2, 1)


def test_a_copy_that_always_fails_is_given_up_and_its_words_are_not_kept(cast, gateway):
    gateway.fail = 99
    row = queued(cast.drafter)
    for day in range(rules.MOST_TRIES + 2):
        with clock.at(clock.now() + timedelta(days=day + 1)):
            actions.deliver()
    row.refresh_from_db()
    assert (row.state, row.tries) == (DeliveryState.FAILED, rules.MOST_TRIES)
    assert "138" not in row.last_error


def test_an_interrupted_copy_is_not_sent_a_second_time(cast, gateway):
    row = queued(cast.drafter)
    Delivery.objects.update(state=DeliveryState.SENDING, taken_at=clock.now())
    with clock.at(clock.now() + rules.UNSURE_AFTER * 2):
        actions.deliver()
    row.refresh_from_db()
    assert (row.state, gateway.sent) == (DeliveryState.FAILED, [])


def test_one_broken_copy_does_not_keep_the_others(cast, gateway):
    gateway.fail = 1
    queued(cast.drafter, "a")
    queued(cast.checker, "b")
    assert actions.deliver() == "发出提醒 1 条，稍后再发 1 条"


def test_only_recorded_channels_say_so(cast, settings):
    settings.NOTICE_RECORD = ["wechat"]
    actions.notify(user=cast.drafter, text="请办理", key="k", channels=["wechat"])
    assert actions.deliver() == "记录提醒 1 条"
    assert Delivery.objects.get().state == DeliveryState.RECORDED


def test_an_e_mail_names_the_matter_and_the_whole_address(cast, settings):
    settings.EMAIL_URL = "smtp://mail"
    Preference.objects.create(user=cast.drafter, channels=["email"], address="ding@example.gov.cn")
    actions.notify(user=cast.drafter, text="请办理\r\nBcc: x@y.cn", key="k", link="/desk/", urgent=True)
    actions.deliver()
    message = mail.outbox[0]
    assert message.to == ["ding@example.gov.cn"] and message.bcc == []
    assert message.subject == "【紧急】请办理 Bcc: x@y.cn"
    assert "http://localhost:8000/desk/" in message.body


def test_whoever_has_no_address_is_told_so_and_not_tried_again(cast, settings):
    settings.EMAIL_URL = "smtp://mail"
    actions.notify(user=cast.drafter, text="请办理", key="k", channels=["email"])
    assert actions.deliver() == "没有发出 1 条"
    assert "邮箱" in Delivery.objects.get().last_error


def test_a_round_that_saw_a_copy_another_has_sent_leaves_it(cast, gateway):
    row = queued(cast.drafter)
    assert actions.send(row.pk) == DeliveryState.SENT
    assert actions.send(row.pk) is None
    assert len(gateway.sent) == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_rounds_at_once_send_each_copy_once(cast, gateway):
    for number in range(10):
        queued(cast.drafter, f"k{number}")
    start = Barrier(2)

    def run():
        start.wait()
        actions.deliver()
        connections.close_all()

    threads = [Thread(target=run) for _ in range(2)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert len(gateway.sent) == 10
    assert set(Delivery.objects.values_list("state", "tries")) == {("sent", 1)}


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_givers_at_once_give_one_reminder(cast):
    start = Barrier(2)

    def run():
        start.wait()
        for number in range(20):
            actions.notify(user=cast.drafter, text="请办理", key=f"k{number}")
        connections.close_all()

    threads = [Thread(target=run) for _ in range(2)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert Notice.objects.count() == 20
