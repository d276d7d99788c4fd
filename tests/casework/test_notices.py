"""Notices as they are written: the days that are suggested, and who is to sign them."""

from datetime import timedelta

import pytest

from mingbai.foi.states import State
from mingbai.lib import clock
from tests.casework.conftest import text_of, url
from tests.foi.making import make_request


@pytest.fixture
def registered(cast):
    return make_request(cast, State.REGISTERED)


@pytest.fixture
def written(officer, registered):
    """A notice on clarification with nothing typed but what is unclear, and the answer to saving it."""
    page = url(registered, "letters/new/clarification/")
    fields = officer.get(page).context["form"]
    typed = {name: fields[name].value() or "写明年份" for name in fields.fields}
    response = officer.post(page, typed, follow=True)
    return registered.letters.get(), response


@pytest.mark.parametrize(("kind", "name"), [("clarification", "补正期限"), ("reasons", "说明理由期限")])
def test_fifteen_days_are_suggested_for_what_the_applicant_is_to_do(officer, registered, kind, name):
    form = officer.get(url(registered, f"letters/new/{kind}/")).context["form"]
    assert form[name].value() == clock.today() + timedelta(days=15)


def test_the_form_says_until_when_the_notice_has_to_go_out(cast, officer, registered):
    page = url(registered, "letters/new/clarification/")
    until = officer.get(page).context["until"]
    assert f"这份告知书最迟 {until.year}年{until.month}月{until.day}日 送出" in text_of(officer.get(page))
    with clock.at(clock.now() + timedelta(days=30)):
        assert "这一天已经过了" in text_of(officer.get(page))


def test_other_letters_have_no_such_day(officer, registered):
    assert "最迟" not in text_of(officer.get(url(registered, "letters/new/assistance/")))


def test_after_saving_it_is_said_who_was_reminded_to_sign(cast, written):
    letter, response = written
    assert f"已保存，已提醒签发人（{cast.approver}）签发。" in text_of(response)
    assert f"等签发人签发：{cast.approver}" in text_of(response)


def test_a_letter_waits_for_its_signature_in_the_list_and_the_head(before, written):
    letter, _ = written
    pages = ("/desk/foi/?tab=hand", url(letter.request))
    assert all("文书待签发" in text_of(before("foi_officer").get(one)) for one in pages)
    before("approver").post(url(letter.request, f"letters/{letter.pk}/sign/"))
    assert not any("文书待签发" in text_of(before("foi_officer").get(one)) for one in pages)


def test_a_writer_who_alone_may_sign_reads_that_somebody_else_is_needed(cast, before, written):
    letter, _ = written
    cast.approver.memberships.update(role="drafter")
    shown = text_of(before("foi_officer").get(url(letter.request, f"letters/{letter.pk}/")))
    assert "还没有别的人可以签发" in shown
