import base64
import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from axes.models import AccessAttempt
from django.core.cache import cache
from django.test import Client

from mingbai.accounts import actions
from mingbai.ledger.models import Event
from mingbai.lib.verdict import Denied

ACTIVATE = "/accounts/2fa/totp/activate/"
CODES = "/accounts/2fa/recovery-codes/"


def set_up(client, target=""):
    """Read the key from the page as a person would and type the first code."""
    page = client.get(ACTIVATE).content.decode()
    secret = re.search(r'class="secret">([A-Z2-7 ]+)<', page)[1].replace(" ", "")
    code = format_hotp_value(hotp_value(secret, int(time.time()) // 30))
    return client.post(ACTIVATE, {"code": code, "next": target})


def test_setting_up_leads_to_the_recovery_codes_and_then_on(zhang, client, sign_in):
    sign_in()
    response = set_up(client, target="/desk/7/")
    assert response["Location"] == f"{CODES}?next=%2Fdesk%2F7%2F"
    page = client.get(response["Location"]).content.decode()
    assert len(re.findall(r"<li>\d{8}</li>", page)) == 10
    assert 'href="/desk/7/"' in page


def test_the_page_shows_the_key_as_a_picture_and_in_letters(zhang, client, sign_in):
    sign_in()
    page = client.get(ACTIVATE).content.decode()
    picture = re.search(r"data:image/svg\+xml;base64,([A-Za-z0-9+/=]+)", page)[1]
    assert b"<svg" in base64.b64decode(picture)


def test_a_wrong_first_code_enables_nothing_and_keeps_the_key(zhang, client, sign_in):
    sign_in()
    keys = [
        re.search(r'class="secret">([A-Z2-7 ]+)<', page.content.decode())[1]
        for page in (client.get(ACTIVATE), client.post(ACTIVATE, {"code": "abcdef"}), client.get(ACTIVATE))
    ]
    assert len(set(keys)) == 1
    assert not Authenticator.objects.exists()


def test_neither_table_nor_session_holds_the_key_in_clear(zhang, client, sign_in):
    sign_in()
    page = client.get(ACTIVATE).content.decode()
    secret = re.search(r'class="secret">([A-Z2-7 ]+)<', page)[1].replace(" ", "")
    assert secret not in str(dict(client.session))
    set_up(client)
    assert secret not in str(list(Authenticator.objects.values()))


def test_a_proof_of_identity_is_asked_again_after_a_while(zhang, client, sign_in):
    sign_in()
    session = client.session
    for record in session["account_authentication_methods"]:
        record["at"] -= 301
    session.save()
    led = client.get(ACTIVATE)
    assert led["Location"].startswith("/accounts/reauthenticate/")
    assert "确认是您本人" in client.get(led["Location"]).content.decode()
    done = client.post(led["Location"], {"password": "yellow-river-9"})
    assert done["Location"] == ACTIVATE
    assert client.get(ACTIVATE).status_code == 200


@pytest.mark.django_db(transaction=True)
def test_sessions_without_the_second_factor_end_when_it_is_set_up(zhang, client, sign_in):
    other = Client()
    sign_in(by=other)
    sign_in()
    set_up(client)
    assert other.get("/desk/").content == b"desk of "
    assert client.get("/desk/").content == b"desk of zhang"
    assert Event.objects.filter(verb="enable_second_factor").count() == 1


def test_the_password_alone_does_not_sign_in(zhang, phone, client, sign_in, give_code):
    assert sign_in()["Location"] == "/accounts/2fa/authenticate/"
    assert client.get("/desk/").content == b"desk of "
    assert give_code(phone())["Location"] == "/desk/"
    assert client.get("/desk/").content == b"desk of zhang"
    assert Event.objects.get(verb="sign_in").detail["second_factor"] is True


@pytest.mark.parametrize("steps", [-1, 1])
def test_a_phone_half_a_minute_off_still_works(phone, sign_in, give_code, steps):
    sign_in()
    assert give_code(phone(steps)).status_code == 302


def test_full_width_digits_and_spaces_are_understood(phone, sign_in, give_code):
    sign_in()
    typed = "".join(chr(ord(digit) + 0xFEE0) for digit in phone())
    assert give_code(f" {typed[:3]} {typed[3:]} ").status_code == 302


def test_a_code_works_once_even_when_the_cache_forgets(phone, client, sign_in, give_code):
    code, other = phone(), Client()
    sign_in()
    give_code(code)
    from_other = sign_in(by=other)
    assert from_other["Location"] == "/accounts/2fa/authenticate/"
    cache.clear()
    assert "刚才用过" in give_code(code, by=other).content.decode()
    assert other.get("/desk/").content == b"desk of "


def test_a_recovery_code_works_once(zhang, secret, client, sign_in, give_code):
    code = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()[0]
    other = Client()
    sign_in()
    assert give_code(code).status_code == 302
    sign_in(by=other)
    assert give_code(code, by=other).status_code == 200
    assert Event.objects.filter(verb="use_recovery_code").count() == 1


def test_wrong_codes_lock_this_user_at_this_address(wrong_code, phone, sign_in, give_code):
    sign_in()
    answers = [give_code(wrong_code) for _ in range(5)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 200, 429]
    assert "暂停登录" in answers[-1].content.decode()
    assert give_code(phone()).status_code == 429
    elsewhere = Client()
    sign_in(address="10.0.0.2", by=elsewhere)
    assert give_code(phone(), address="10.0.0.2", by=elsewhere).status_code == 302


def test_wrong_codes_from_many_addresses_close_the_second_step(wrong_code, phone, sign_in, give_code):
    for n in range(5):
        visitor = Client()
        sign_in(address=f"10.0.1.{n}", by=visitor)
        for _ in range(4):
            give_code(wrong_code, address=f"10.0.1.{n}", by=visitor)
    last = Client()
    sign_in(address="10.0.9.9", by=last)
    assert "已暂停验证" in give_code(phone(), address="10.0.9.9", by=last).content.decode()


def test_the_right_password_does_not_reset_the_count_of_wrong_codes(wrong_code, sign_in, give_code):
    for _ in range(4):
        visitor = Client()
        sign_in(by=visitor)
        give_code(wrong_code, by=visitor)
    assert AccessAttempt.objects.get().failures_since_start == 4


def test_a_demanded_second_factor_comes_before_everything_else(zhang, demanded, client, sign_in):
    sign_in()
    for target in ("/desk/", "/desk/7/", "/cms/", CODES):
        assert client.get(target)["Location"].startswith(ACTIVATE)
    assert client.post("/desk/")["Location"] == ACTIVATE
    assert "管理员须用动态口令。" in client.get(ACTIVATE).content.decode()
    set_up(client)
    assert client.get("/desk/").content == b"desk of zhang"


def test_whoever_must_have_it_cannot_turn_it_off(zhang, demanded, phone, client, sign_in, give_code):
    sign_in()
    give_code(phone())
    page = client.post("/accounts/2fa/totp/deactivate/").content.decode()
    assert "不能停用" in page
    assert Authenticator.objects.filter(type="totp").exists()


def test_others_can_turn_it_off(zhang, phone, client, sign_in, give_code):
    sign_in()
    give_code(phone())
    assert client.post("/accounts/2fa/totp/deactivate/")["Location"] == "/accounts/2fa/"
    assert not Authenticator.objects.exists()


def test_an_administrator_resets_a_lost_phone(zhang, phone, client, sign_in, give_code):
    sign_in()
    give_code(phone())
    actions.reset_second_factor(user=zhang, by=None)
    assert client.get("/desk/").content == b"desk of "
    assert sign_in()["Location"] == "/desk/"
    with pytest.raises(Denied, match="没有启用"):
        actions.reset_second_factor(user=zhang, by=None)


def test_a_reset_between_password_and_code_voids_the_first_step(zhang, phone, client, sign_in, give_code):
    sign_in()
    actions.reset_password(user=zhang, by=None)
    assert give_code(phone())["Location"] == "/accounts/login/"
    assert client.get("/desk/").content == b"desk of "


def test_a_changed_system_key_is_explained(zhang, phone, sign_in, give_code):
    code = phone()
    Authenticator.objects.filter(type="totp").update(data={"secret": "not-readable-with-this-key"})
    sign_in()
    assert "系统密钥已更换" in give_code(code).content.decode()


def test_recovery_codes_can_be_downloaded_and_renewed(zhang, phone, client, sign_in, give_code):
    sign_in()
    give_code(phone())
    before = client.get(f"{CODES}download/")
    assert before["Content-Disposition"].startswith("attachment")
    assert "no-store" in before["Cache-Control"]
    client.post(f"{CODES}generate/")
    after = client.get(f"{CODES}download/")
    assert len(re.findall(rb"^\d{8}\r?$", after.content, re.M)) == 10
    assert before.content != after.content
