"""What is found and sent: everything once, nothing that was taken back, and no round is held up."""

from datetime import datetime, timedelta

import pytest
from django.core import mail

from mingbai.columns.models import Column
from mingbai.disclosures import actions
from mingbai.disclosures.models import Version
from mingbai.lib import clock
from mingbai.lib.clock import CHINA
from mingbai.subscriptions.actions import gathering
from mingbai.subscriptions.jobs import round_
from mingbai.subscriptions.models import Item, Letter, Subscription
from mingbai.subscriptions.queries import changes
from mingbai.subscriptions.rules import next_slot
from tests.subscriptions.conftest import link_in, subscribed

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
