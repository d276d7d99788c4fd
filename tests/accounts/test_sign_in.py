import json

import pytest
from axes.models import AccessAttempt
from django.test import Client

from mingbai.accounts import actions
from mingbai.ledger.models import Event

WRONG = "not-the-password-1"


def events(verb):
    return list(Event.objects.filter(verb=verb))


def test_signing_in_opens_the_desk_and_leaves_an_event(zhang, client, sign_in):
    response = sign_in()
    assert (response.status_code, response["Location"]) == (302, "/desk/")
    assert client.get("/desk/").content == b"desk of zhang"
    [event] = events("sign_in")
    assert event.detail == {"address": "10.0.0.1", "path": "/accounts/login/", "second_factor": False}


def test_signing_in_goes_on_to_where_the_person_wanted(zhang, sign_in):
    assert sign_in(target="/desk/7/")["Location"] == "/desk/7/"


def test_a_foreign_target_is_not_followed(zhang, sign_in):
    assert sign_in(target="https://evil.example/")["Location"] == "/desk/"


def test_signing_in_changes_the_session_key(zhang, client, sign_in):
    client.get("/accounts/login/")
    session = client.session
    session["before"] = True
    session.save()
    before = session.session_key
    client.cookies["sessionid"] = before
    sign_in()
    assert client.cookies["sessionid"].value != before


def test_signing_out_takes_a_post(zhang, client, sign_in):
    sign_in()
    assert "要退出登录吗" in client.get("/accounts/logout/").content.decode()
    assert client.get("/desk/").content == b"desk of zhang"
    assert client.post("/accounts/logout/")["Location"] == "/accounts/login/"
    assert client.get("/desk/").content == b"desk of "
    assert len(events("sign_out")) == 1


def test_a_wrong_password_is_said_plainly_and_keeps_the_name(zhang, sign_in):
    page = sign_in(password=WRONG).content.decode()
    assert "用户名或密码不对" in page
    assert 'value="zhang"' in page
    assert WRONG not in page


def test_a_few_tries_before_the_lock_the_page_warns(zhang, sign_in):
    first, second = (sign_in(password=WRONG).content.decode() for _ in range(2))
    assert "再输错" not in first
    assert "再输错 3 次" in second


def test_five_wrong_tries_lock_this_user_at_this_address_only(zhang, sign_in):
    li, _ = actions.create_user(username="li", full_name="李四", by=None)
    li_password = actions.reset_password(user=li, by=None)
    codes = [sign_in(password=WRONG, by=Client()).status_code for _ in range(5)]
    assert codes == [200, 200, 200, 200, 429]
    assert sign_in(by=Client()).status_code == 429
    assert sign_in(address="10.0.0.2", by=Client()).status_code == 302
    assert sign_in(username="li", password=li_password, by=Client()).status_code == 302


def test_the_locked_page_says_how_long_and_whom_to_ask(zhang, sign_in):
    for _ in range(5):
        response = sign_in(password=WRONG)
    page = response.content.decode()
    assert "30 分钟" in page
    assert "县政务公开办公室" in page


def test_trying_during_the_lock_does_not_prolong_it(zhang, sign_in):
    for _ in range(5):
        sign_in(password=WRONG)
    before = AccessAttempt.objects.get().attempt_time
    sign_in(password=WRONG)
    assert AccessAttempt.objects.get().attempt_time == before


def test_upper_case_and_other_browsers_do_not_give_more_tries(zhang, sign_in):
    for name, browser in [("zhang", "a"), ("ZHANG", "b"), ("Zhang", "c"), ("zHang", "d"), ("zhAng", "e")]:
        response = sign_in(username=name, password=WRONG, HTTP_USER_AGENT=browser)
    assert response.status_code == 429


def test_success_forgets_the_wrong_tries(zhang, client, sign_in):
    for _ in range(4):
        sign_in(password=WRONG)
    sign_in()
    assert AccessAttempt.objects.count() == 0


def test_a_forged_forwarded_header_does_not_escape_the_lock(zhang, sign_in):
    for n in range(5):
        response = sign_in(password=WRONG, HTTP_X_FORWARDED_FOR=f"1.1.1.{n}")
    assert response.status_code == 429


def test_behind_a_trusted_proxy_visitors_are_told_apart(zhang, sign_in, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for _ in range(5):
        sign_in(password=WRONG, HTTP_X_FORWARDED_FOR="1.1.1.1")
    assert sign_in(HTTP_X_FORWARDED_FOR="1.1.1.1").status_code == 429
    assert sign_in(HTTP_X_FORWARDED_FOR="1.1.1.2").status_code == 302


def test_a_township_behind_one_address_is_not_slowed_down(zhang, sign_in):
    codes = {sign_in(by=Client()).status_code for _ in range(60)}
    assert codes == {302}


def test_each_wrong_try_and_the_lock_itself_are_one_event(zhang, sign_in):
    for _ in range(7):
        sign_in(password=WRONG)
    assert [event.subject_label for event in events("fail_sign_in")] == ["张干事"] * 5
    assert len(events("lock_user")) == 1


def test_neither_events_nor_counters_hold_what_was_typed(zhang, sign_in):
    sign_in(username="Secret-typed-as-name-1", password=WRONG)
    sign_in(password=WRONG)
    sign_in()
    kept = json.dumps([list(Event.objects.values()), list(AccessAttempt.objects.values())], default=str)
    for typed in ("Secret-typed", "secret-typed", WRONG, "yellow-river"):
        assert typed not in kept
    [unknown] = [event for event in events("fail_sign_in") if event.subject_type == "sign_in"]
    assert len(unknown.detail["unknown_name"]) == 16


def test_an_unknown_name_is_answered_and_locked_like_a_known_one(zhang, sign_in):
    pages = [sign_in(username="nobody", password=WRONG) for _ in range(5)]
    assert "用户名或密码不对" in pages[0].content.decode()
    assert pages[-1].status_code == 429


@pytest.mark.parametrize(
    "data", [{}, {"login": "zhang"}, {"login": "\0", "password": "x"}, {"login": "x" * 5000, "password": "x"}]
)
def test_incomplete_or_odd_input_gets_the_form_back(zhang, client, data):
    response = client.post("/accounts/login/", data)
    assert response.status_code == 200
    assert "请先改正下面的问题" in response.content.decode()


def test_unlocking_lets_the_person_in_at_once(zhang, sign_in):
    for _ in range(5):
        sign_in(password=WRONG)
    assert actions.unlock_user(user=zhang, by=None) == 1
    assert sign_in().status_code == 302


def test_a_deactivated_person_is_told_so(zhang, client, sign_in):
    actions.deactivate_user(user=zhang, by=None)
    response = sign_in()
    assert response["Location"] == "/accounts/inactive/"
    assert "已经停用" in client.get("/accounts/inactive/").content.decode()
