"""A reminder reaches its person once, and nobody else."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from mingbai.lib import clock
from mingbai.notifications import actions, queries, rules
from mingbai.notifications.models import Delivery, Notice, Preference


def give(user, key="duty:1", **more):
    return actions.notify(user=user, text="还有 5 个工作日", key=key, link="/desk/", **more)


def test_the_same_reminder_is_never_given_twice(cast):
    assert [give(cast.drafter), give(cast.drafter)] == [True, False]
    assert queries.count_unread(cast.drafter) == 1
    assert queries.count_unread(cast.stranger) == 0


def test_the_same_matter_reaches_two_people(cast):
    drafts = [actions.Draft(one, "请办理", "duty:2") for one in (cast.drafter, cast.checker, cast.drafter)]
    assert actions.notify_many(drafts) == 2
    assert actions.notify_many(drafts) == 0


def test_many_reminders_take_few_queries(cast, django_assert_max_num_queries):
    drafts = [actions.Draft(cast.drafter, "请办理", f"duty:{number}") for number in range(300)]
    with django_assert_max_num_queries(6):
        assert actions.notify_many(drafts) == 300


def test_somebody_who_has_left_gets_no_reminder(cast):
    cast.drafter.is_active = False
    assert give(cast.drafter) is False
    assert not Notice.objects.exists()


@pytest.mark.parametrize("link", ["https://example.org/", "//example.org", "/\\example.org", "javascript:1"])
def test_a_reminder_never_leads_away(cast, link):
    with pytest.raises(ValueError, match="path"):
        actions.notify(user=cast.drafter, text="请看", key="x", link=link)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("请联系13812345678办理", "请联系（手机号略）办理"),
        ("申请人110101199003077731", "申请人（证件号码略）"),
        ("申请人11010119900307773x。", "申请人（证件号码略）。"),
        ("索引号113417020032563511/202504-00057", "索引号113417020032563511/202504-00057"),
        ("2026年11月10日前，第12345678901号", "2026年11月10日前，第12345678901号"),
    ],
)
def test_numbers_of_people_are_blotted_out(text, kept):
    assert rules.without_numbers(text) == kept


@given(st.text(max_size=60))
def test_blotting_out_twice_changes_nothing(text):
    once = rules.without_numbers(text)
    assert rules.without_numbers(once) == once


def test_only_the_owner_marks_a_reminder_as_read(cast):
    give(cast.drafter)
    notice = Notice.objects.get()
    actions.read(notice=notice, by=cast.stranger)
    assert queries.count_unread(cast.drafter) == 1
    actions.read(notice=notice, by=cast.drafter)
    assert queries.count_unread(cast.drafter) == 0


def test_what_comes_while_the_list_is_read_stays_unread(cast):
    give(cast.drafter)
    seen = clock.now()
    with clock.at(seen.replace(year=seen.year + 1)):
        give(cast.drafter, key="later")
    assert actions.read_all(by=cast.drafter, until=seen) == 1
    assert [one.key for one in queries.unread(cast.drafter)] == ["later"]


def test_unread_and_urgent_ones_stand_first(cast):
    for key in ("read", "plain", "urgent"):
        give(cast.drafter, key=key, urgent=key == "urgent")
    actions.read(notice=Notice.objects.get(key="read"), by=cast.drafter)
    assert [one.key for one in queries.notices_of(cast.drafter)] == ["urgent", "plain", "read"]


def test_a_way_that_is_not_set_up_is_refused(cast):
    with pytest.raises(ValidationError, match="没有开通"):
        actions.prefer(by=cast.drafter, channels=["email"])


def test_a_reminder_goes_out_as_its_person_chose(cast, settings):
    settings.NOTICE_RECORD = ["sms"]
    Preference.objects.create(user=cast.drafter, channels=["sms", "wechat"], urgent_only=True)
    give(cast.drafter, key="plain")
    give(cast.drafter, key="urgent", urgent=True)
    give(cast.checker, key="other", urgent=True)
    copies = Delivery.objects.values_list("notice__key", "channel")
    assert list(copies) == [("urgent", "sms")]
