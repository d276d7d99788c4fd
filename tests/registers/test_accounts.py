"""Accounts are opened, changed and closed, each step reported; those that stand still are found."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from mingbai.lib import clock
from mingbai.lib.verdict import Denied
from mingbai.notifications.models import Notice
from mingbai.registers import actions, queries
from mingbai.registers.models import AccountStep, MediaAccount
from tests.registers.conftest import DAY


def watched(today):
    return queries.watched(MediaAccount.objects.select_related("organisation"), today)


def opened(cast, **values):
    given = {"platform": "weibo", "name": "青禾微博", "opened_on": DAY} | values
    return actions.open_account(by=cast.drafter, organisation=cast.town, **given)


def test_every_step_of_an_account_is_to_be_reported(cast, account):
    actions.change_account(
        by=cast.drafter, account=account, on=date(2026, 4, 1), name="青禾政务", filed_on=DAY
    )
    actions.close_account(by=cast.drafter, account=account, on=date(2026, 5, 1), reason="无力维护")
    steps = list(AccountStep.objects.values_list("kind", "filed_on", "note"))
    assert steps == [("opened", None, ""), ("changed", DAY, "变更账号名称"), ("closed", None, "无力维护")]
    account.refresh_from_db()
    assert (account.state, account.main, account.close_reason) == ("closed", False, "无力维护")


def test_a_closed_account_is_not_changed(cast, account):
    actions.close_account(by=cast.drafter, account=account, on=clock.today(), reason="整合", cancelled=True)
    for do in (
        lambda: actions.change_account(by=cast.drafter, account=account, on=clock.today(), name="x"),
        lambda: actions.close_account(by=cast.drafter, account=account, on=clock.today(), reason="x"),
        lambda: actions.see_account(by=cast.drafter, account=account, updated_on=clock.today()),
    ):
        with pytest.raises(Denied, match="已注销"):
            do()


def test_a_unit_has_one_main_account(cast, account):
    with pytest.raises(ValidationError, match="主账号已经是"):
        opened(cast, main=True)
    other = opened(cast)
    actions.change_account(by=cast.drafter, account=account, on=clock.today(), main=False)
    actions.change_account(by=cast.drafter, account=other, on=clock.today(), main=True)
    assert MediaAccount.objects.get(main=True) == other


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"platform": "wechat", "name": "青禾发布"}, "name"),
        ({"platform": "other"}, "platform_name"),
        ({"platform": "telegraph"}, "platform"),
        ({"name": " "}, "name"),
        ({"opened_on": date(2999, 1, 1)}, "opened_on"),
        ({"filed_on": date(2999, 1, 1)}, "filed_on"),
        ({"url": "javascript:alert(1)"}, "url"),
    ],
)
def test_an_account_that_cannot_be_is_refused(cast, account, values, field):
    with pytest.raises(ValidationError) as refused:
        opened(cast, **values)
    assert field in refused.value.message_dict
    assert MediaAccount.objects.count() == 1 and AccountStep.objects.count() == 1


def test_an_account_stands_still_after_the_days_the_county_set(cast, account):
    today = DAY + timedelta(days=20)
    assert watched(today)[0].stale
    actions.see_account(by=cast.drafter, account=account, updated_on=DAY + timedelta(days=10))
    assert not watched(today)[0].stale
    actions.set_setting(by=cast.county_office, key="media_stale_days", value=7, since=DAY)
    assert watched(today)[0].stale


@pytest.mark.parametrize("value", [0, 366, True, "14", None])
def test_a_number_of_days_that_makes_no_sense_is_refused(cast, value):
    with pytest.raises(ValidationError):
        actions.set_setting(by=cast.county_office, key="media_stale_days", value=value, since=DAY)
    assert queries.setting("media_stale_days") == 14


def test_a_standstill_is_told_once_to_who_answers_for_the_unit(cast, account, contact):
    assert actions.remind_of_stale_accounts() == "提醒新媒体账号未更新 1 次"
    assert actions.remind_of_stale_accounts() == ""
    assert Notice.objects.get().user == cast.checker
    actions.close_account(by=cast.drafter, account=account, on=clock.today(), reason="整合")
    assert actions.remind_of_stale_accounts() == ""


def test_a_second_account_on_one_platform_is_marked_and_not_forbidden(cast, account):
    opened(cast, platform="wechat", name="青禾服务号")
    assert [one.twice for one in watched(DAY)] == [True, True]


def test_the_county_takes_note_of_a_step_and_then_it_stands(cast, account):
    step = account.steps.get()
    step = actions.file_step(by=cast.drafter, step=step, filed_on=DAY, filing_number="青函3号")
    actions.receive(by=cast.county_office, row=step)
    with pytest.raises(Denied, match="已经确认"):
        actions.file_step(by=cast.drafter, step=step, filed_on=DAY, filing_number="青函4号")


def test_a_stranger_changes_no_account(cast, account):
    for do in (
        lambda: actions.change_account(by=cast.stranger, account=account, on=clock.today(), name="x"),
        lambda: actions.close_account(by=cast.stranger, account=account, on=clock.today(), reason="x"),
        lambda: actions.file_step(by=cast.stranger, step=account.steps.get(), filed_on=DAY, filing_number=""),
    ):
        with pytest.raises(Denied):
            do()
    assert not queries.readable_accounts(cast.stranger).exists()


def test_a_plan_nobody_reported_on_is_asked_about_once(cast, plan):
    assert actions.remind_of_plans() == ""
    with clock.at(clock.now() + timedelta(days=800)):
        assert actions.remind_of_plans() == "提醒登记开展情况 1 次"
        assert actions.remind_of_plans() == ""
    assert Notice.objects.get().user == cast.drafter
