"""Sending by itself, against a local server that speaks the platforms' protocols."""

import json
import logging
from datetime import timedelta

import pytest

from mingbai.channels.models import Posting
from mingbai.ledger.models import Event
from mingbai.lib import clock
from mingbai.lib.verdict import Denied
from mingbai.outbox import actions
from mingbai.outbox.actions import sending
from mingbai.outbox.models import Message
from mingbai.outbox.states import State
from tests.outbox.platform import SECRET, TOKEN, running

TOKEN_PATH, DRAFT, SUBMIT = "/cgi-bin/stable_token", "/cgi-bin/draft/add", "/cgi-bin/freepublish/submit"
LOOK, DELETE, SHARE = "/cgi-bin/freepublish/get", "/cgi-bin/freepublish/delete", "/2/statuses/share.json"


@pytest.fixture
def platform(settings):
    with running() as (platform, base):
        settings.WECHAT_API = settings.WEIBO_API = base
        settings.WECHAT_ACCOUNTS = {"gh_qinghe": {"appid": "wx1", "secret": SECRET, "cover": "C1"}}
        settings.WEIBO_ACCOUNTS = {"1001": {"token": TOKEN, "address": "203.0.113.9"}}
        settings.OUTBOX_TIMEOUT = 0.3
        yield platform


def now(message):
    return Message.objects.get(pk=message.pk)


def later(minutes, do=actions.send_due):
    with clock.at(clock.now() + timedelta(minutes=minutes)):
        return do()


def test_nothing_is_sent_while_no_account_is_configured(office):
    message = office.queued(office.wechat)
    assert actions.send_due() == ""
    assert now(message).state == State.QUEUED


def test_an_article_goes_out_and_the_receipt_is_its_proof(office, platform):
    message = office.queued(office.wechat)
    actions.send_due()
    assert now(message).state == State.SENT and now(message).receipt == {
        "media_id": "M1",
        "publish_id": "101",
    }
    assert now(message).posting.state == "planned"
    later(3)
    found = now(message)
    assert found.url == "https://mp.weixin.qq.com/s/qinghe" and found.out_at
    posting = Posting.objects.get(pk=found.posting_id)
    assert posting.state == "up" and posting.proofs.get().kind == "receipt"
    assert (
        platform.drafts[0]["content_source_url"].endswith("/")
        and platform.drafts[0]["thumb_media_id"] == "C1"
    )
    office.wechat.refresh_from_db()
    assert office.wechat.updated_on == found.out_at.astimezone(clock.CHINA).date()
    actions.confirm(message=found, by=office.cast.drafter, url=found.url)
    assert posting.proofs.count() == 2


def test_a_token_that_ran_out_is_renewed_once(office, platform):
    message = office.queued(office.wechat)
    platform.faults[DRAFT] = [42001]
    actions.send_due()
    assert now(message).state == State.SENT
    assert [body["force_refresh"] for path, body in platform.calls if path == TOKEN_PATH] == [
        False,
        True,
        False,
    ]


def test_a_token_that_stays_wrong_is_not_asked_for_for_ever(office, platform):
    message = office.queued(office.wechat)
    platform.faults[DRAFT] = [40001, 40001, 40001]
    actions.send_due()
    assert now(message).state == State.FAILED and "40001" in now(message).reason
    assert platform.count(DRAFT) == 2


@pytest.mark.parametrize(
    ("code", "words"), [(45009, "次数用完"), (48001, "没有发布接口的权限"), (99999, "99999")]
)
def test_what_the_platform_refuses_is_told_and_may_be_done_by_hand(office, platform, code, words):
    message = office.queued(office.wechat)
    platform.faults[SUBMIT] = [code]
    actions.send_due()
    assert now(message).state == State.FAILED and words in now(message).reason
    by_hand = actions.confirm(
        message=now(message), by=office.cast.drafter, url="https://mp.weixin.qq.com/s/1"
    )
    assert by_hand.state == State.CONFIRMED and by_hand.posting.__class__.objects.get().state == "up"


@pytest.mark.parametrize("fault", ["late", "hang", "drop", 502, -1])
def test_after_a_submission_without_an_answer_nothing_is_sent_again(office, platform, fault):
    message = office.queued(office.wechat)
    platform.faults[SUBMIT] = [fault]
    actions.send_due()
    assert now(message).state == State.UNCLEAR
    for minutes in (10, 60, 3000):
        later(minutes)
    assert platform.count(SUBMIT) == 1
    with pytest.raises(Denied):
        actions.queue(message=now(message), by=office.cast.drafter)


def test_before_anything_is_public_a_lost_answer_is_tried_again(office, platform):
    message = office.queued(office.wechat)
    platform.faults[TOKEN_PATH] = [503]
    platform.faults[DRAFT] = ["hang"]
    actions.send_due()
    assert now(message).state == State.QUEUED and now(message).not_before
    actions.send_due()
    assert platform.count(TOKEN_PATH) == 1
    later(6)
    assert now(message).state == State.QUEUED
    later(30)
    assert now(message).state == State.SENT and platform.count(SUBMIT) == 1


def test_a_platform_that_cannot_be_reached_is_given_up_after_some_tries(office, platform, settings):
    message = office.queued(office.wechat)
    settings.WECHAT_API = "http://127.0.0.1:1"
    for hours in range(1, 8):
        later(60 * hours)
    assert now(message).state == State.FAILED and now(message).tries == 4
    assert "连不上" in now(message).reason


def test_a_redirect_is_not_followed(office, platform):
    message = office.queued(office.wechat)
    platform.faults[DRAFT] = [302]
    actions.send_due()
    assert now(message).state == State.FAILED and "别处" in now(message).reason


def test_a_draft_that_was_made_is_used_again(office, platform):
    message = office.queued(office.wechat)
    platform.faults[SUBMIT] = [45011]
    actions.send_due()
    later(6)
    assert now(message).state == State.SENT
    assert platform.count(DRAFT) == 1 and platform.count(SUBMIT) == 2


@pytest.mark.parametrize(
    ("status", "state"), [(1, State.SENT), (2, State.FAILED), (4, State.FAILED), (6, State.UNCLEAR)]
)
def test_the_platforms_own_look_decides(office, platform, status, state):
    message = office.queued(office.wechat)
    platform.status = status
    actions.send_due()
    later(3)
    assert now(message).state == state
    if status == 1:
        later(60 * 50)
        assert now(message).state == State.UNCLEAR


def test_the_row_of_a_dead_worker_goes_to_a_person(office, platform, monkeypatch):
    message = office.queued(office.wechat)
    monkeypatch.setattr("mingbai.outbox.actions.sending._settle", lambda *given: None)
    actions.send_due()
    assert now(message).state == State.SENDING
    later(10)
    assert now(message).state == State.SENDING and platform.count(SUBMIT) == 1
    later(16)
    assert now(message).state == State.UNCLEAR and "中断" in now(message).reason
    assert platform.count(SUBMIT) == 1


def test_a_worker_that_comes_too_late_changes_nothing_but_the_receipt(office, platform, monkeypatch):
    message = office.queued(office.wechat)
    real = sending._settle

    def slow(row, since, outcome):
        Message.objects.filter(pk=row.pk).update(state=State.UNCLEAR)
        real(row, since, outcome)

    monkeypatch.setattr(sending, "_settle", slow)
    actions.send_due()
    assert now(message).state == State.UNCLEAR and now(message).receipt["publish_id"] == "101"


def test_of_two_rounds_one_takes_a_row(office, platform):
    message = office.queued(office.wechat)
    assert sending._take(message) is not None
    assert sending._take(message) is None


def test_a_weibo_goes_out_at_once(office, platform):
    message = office.queued(office.weibo)
    actions.send_due()
    found = now(message)
    assert found.state == State.SENT and found.receipt["id"] == "5001" and found.out_at
    assert platform.shared[0].count("/q/") == 1


@pytest.mark.parametrize(
    ("fault", "state"),
    [
        ("late", State.UNCLEAR),
        (502, State.UNCLEAR),
        ({"error_code": 20019, "error": "repeat content"}, State.UNCLEAR),
        ({"error_code": 10001, "error": "system error"}, State.UNCLEAR),
        ({"error_code": 21327, "error": "expired_token"}, State.FAILED),
        ({"error_code": 10023, "error": "out of rate limit"}, State.FAILED),
    ],
)
def test_faults_of_weibo_are_told_and_nothing_is_shared_twice(office, platform, fault, state):
    message = office.queued(office.weibo)
    platform.faults[SHARE] = [fault]
    actions.send_due()
    later(600)
    assert now(message).state == state and platform.count(SHARE) == 1


def test_an_article_is_deleted_when_the_record_was_withdrawn(office, platform):
    message = office.queued(office.wechat)
    actions.send_due()
    later(3)
    actions.confirm(message=now(message), by=office.cast.drafter)
    office.withdraw()
    posting = Posting.objects.get(pk=message.posting_id)
    deletion = actions.prepare_deletion(posting=posting, by=office.cast.drafter)
    actions.queue(message=deletion, by=office.cast.drafter)
    actions.send_due()
    posting.refresh_from_db()
    assert platform.published == [] and posting.state == "ended"
    assert not posting.jobs.filter(state="open").exists()


def test_a_record_withdrawn_before_sending_is_not_sent(office, platform):
    message = office.queued(office.wechat)
    office.withdraw()
    actions.send_due()
    assert now(message).state == State.CANCELLED and platform.calls == []


def test_no_secret_stands_in_trail_log_or_row(office, platform, caplog):
    caplog.set_level(logging.DEBUG)
    for path, fault in ((DRAFT, 40164), (SUBMIT, "drop"), (TOKEN_PATH, 40125)):
        platform.faults = {path: [fault]}
        message = office.queued(office.wechat)
        actions.send_due()
        message = now(message)
        if message.state == State.UNCLEAR:
            message = actions.deny(message=message, by=office.cast.drafter, reason="没有")
        actions.cancel(message=message, by=office.cast.drafter, reason="试验")
    office.queued(office.weibo)
    actions.send_due()
    rows = json.dumps(
        [*Event.objects.values_list("detail"), *Message.objects.values_list("receipt", "reason")]
    )
    for secret in (SECRET, TOKEN, "access_token", platform.token + '"'):
        assert secret not in caplog.text and secret not in rows
