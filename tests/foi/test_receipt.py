"""The day of receipt by the way a request came (art. 31), and the day of the answer by the way it went."""

from datetime import date

import pytest

from mingbai.foi.rules.delivery import DeliveryWay, WrongDelivery, answered_on
from mingbai.foi.rules.receipt import DATES, Way, WrongReceipt, needs, received_on

TODAY = date(2026, 3, 20)
SUBMITTED, ARRIVED, SIGNED, CONFIRMED = (date(2026, 3, day) for day in (2, 5, 6, 9))
ALL = {
    "submitted_on": SUBMITTED,
    "arrived_on": ARRIVED,
    "signed_on": SIGNED,
    "confirmed_on": CONFIRMED,
}
COUNTS = {
    "counter": SUBMITTED,
    "oral": SUBMITTED,
    "post_signed": SIGNED,
    "post_plain": CONFIRMED,
    "fax": CONFIRMED,
    "email": CONFIRMED,
    "online": CONFIRMED,
}


@pytest.mark.parametrize(("way", "day"), COUNTS.items())
def test_each_way_counts_its_own_day(way, day):
    received = received_on(way, today=TODAY, **ALL)

    assert received.on == day
    assert received.waiting_for == ""
    assert "第三十一条" in received.how


def test_every_way_has_its_rule():
    assert {way.value for way in Way} == set(COUNTS)


@pytest.mark.parametrize("way", ["post_plain", "fax", "email", "online"])
def test_what_nobody_signed_for_is_not_received_until_both_sides_have_confirmed(way):
    received = received_on(way, today=TODAY, submitted_on=SUBMITTED, arrived_on=ARRIVED)

    assert received.on is None
    assert "确认" in received.waiting_for


@pytest.mark.parametrize(("way", "word"), [("counter", "提交"), ("oral", "提出"), ("post_signed", "签收")])
def test_a_day_that_is_not_written_is_asked_for(way, word):
    received = received_on(way, today=TODAY, arrived_on=ARRIVED)

    assert received.on is None
    assert word in received.waiting_for


@pytest.mark.parametrize("way", Way.values)
def test_a_form_asks_for_the_days_that_decide(way):
    asked = needs(way)
    given = {name: day for name, day in ALL.items() if name in asked}

    assert set(asked) <= set(DATES)
    assert received_on(way, today=TODAY, **given).on == COUNTS[way]


@pytest.mark.parametrize(
    ("given", "field", "words"),
    [
        ({"arrived_on": ARRIVED, "confirmed_on": date(2026, 3, 4)}, "confirmed_on", "早于收到材料的日期"),
        ({"signed_on": SIGNED, "confirmed_on": date(2026, 3, 5)}, "confirmed_on", "早于签收的日期"),
        ({"submitted_on": SUBMITTED, "signed_on": date(2026, 3, 1)}, "signed_on", "早于提交的日期"),
        ({"submitted_on": SUBMITTED, "arrived_on": date(2026, 3, 1)}, "arrived_on", "早于提交的日期"),
        ({"confirmed_on": date(2026, 3, 21)}, "confirmed_on", "今天以后"),
        ({"submitted_on": date(2062, 3, 2)}, "submitted_on", "今天以后"),
    ],
)
def test_impossible_days_are_refused_with_the_field_they_stand_in(given, field, words):
    with pytest.raises(WrongReceipt, match=words) as wrong:
        received_on("online", today=TODAY, **given)

    assert wrong.value.field == field


def test_everything_on_one_day_is_possible():
    given = dict.fromkeys(ALL, TODAY)

    assert received_on("email", today=TODAY, **given).on == TODAY


def test_an_unknown_way_is_no_way():
    with pytest.raises(ValueError, match="pigeon"):
        received_on("pigeon", today=TODAY)


# -- delivery ------------------------------------------------------------------

OUT = {"posted_on": date(2026, 3, 10), "signed_on": date(2026, 3, 13), "sent_on": date(2026, 3, 11)}


@pytest.mark.parametrize(
    ("way", "day"),
    [
        ("direct", "2026-03-13"),
        ("entrusted", "2026-03-13"),
        ("post", "2026-03-10"),  # 以交邮当日为时点
        ("online", "2026-03-11"),
        ("email", "2026-03-11"),
        ("fax", "2026-03-11"),
    ],
)
def test_the_day_of_an_answer_depends_on_the_way_it_went(way, day):
    assert answered_on(way, today=TODAY, **OUT).on == date.fromisoformat(day)


@pytest.mark.parametrize("way", DeliveryWay.values)
def test_an_answer_that_has_not_gone_out_has_no_day(way):
    answered = answered_on(way, today=TODAY)

    assert answered.on is None
    assert answered.waiting_for.startswith("请填写")


def test_handing_over_without_a_signature_is_no_answer_yet():
    assert answered_on("direct", today=TODAY, posted_on=TODAY, sent_on=TODAY).on is None


@pytest.mark.parametrize(
    ("given", "field", "words"),
    [
        ({"postal_enterprise": False}, "postal_enterprise", "邮政企业"),
        ({"applicant_pays": True}, "applicant_pays", "到付"),
        ({"posted_on": date(2026, 3, 21)}, "posted_on", "今天以后"),
        ({"signed_on": date(2026, 3, 9)}, "signed_on", "早于交邮"),
    ],
)
def test_what_the_rules_on_posting_forbid_is_refused(given, field, words):
    with pytest.raises(WrongDelivery, match=words) as wrong:
        answered_on("post", today=TODAY, **{**OUT, **given})

    assert wrong.value.field == field
