import re

import pytest
from allauth.account import urls as account_urls
from allauth.mfa.base import urls as mfa_urls
from allauth.mfa.totp import urls as totp_urls
from django.urls import NoReverseMatch, resolve, reverse

from mingbai.accounts import urls
from mingbai.accounts.models import User

MOUNTED = {pattern.name: f"/accounts/{pattern.pattern}" for pattern in urls.urlpatterns}
OPEN = {"account_login", "account_inactive"}
UNUSED = sorted(
    {pattern.name for module in (account_urls, mfa_urls, totp_urls) for pattern in module.urlpatterns}
    - set(MOUNTED)
)
PATHS = [
    "signup/",
    "email/",
    "confirm-email/",
    "confirm-email/key/",
    "password/set/",
    "password/reset/",
    "password/reset/done/",
    "password/reset/key/1-abc/",
    "login/code/",
    "login/code/confirm/",
    "2fa/webauthn/",
    "2fa/trust/",
    "social/signup/",
    "3rdparty/",
    "sessions/",
    "",
]


@pytest.mark.parametrize("name", sorted(MOUNTED))
def test_every_mounted_page_answers_a_visitor(client, db, name):
    response = client.get(MOUNTED[name])
    assert response.status_code == (200 if name in OPEN else 302)
    if name not in OPEN:
        assert response["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize("name", sorted(MOUNTED))
@pytest.mark.parametrize("method", ["get", "post"])
def test_every_mounted_page_answers_a_signed_in_person(client, zhang, sign_in, name, method):
    sign_in()
    assert getattr(client, method)(MOUNTED[name]).status_code in (200, 302, 403, 404, 405)


@pytest.mark.parametrize("name", sorted(MOUNTED))
@pytest.mark.parametrize("method", ["get", "post"])
def test_every_mounted_page_answers_with_a_second_factor(client, phone, sign_in, give_code, name, method):
    sign_in()
    give_code(phone())
    assert getattr(client, method)(MOUNTED[name]).status_code in (200, 302, 403, 405)


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("signed_in", [False, True])
def test_pages_that_are_not_used_do_not_exist(client, zhang, sign_in, path, signed_in):
    if signed_in:
        sign_in()
    assert client.get(f"/accounts/{path}").status_code == 404
    assert client.post(f"/accounts/{path}").status_code == 404


def test_the_unused_names_of_the_library_are_not_mounted():
    assert "account_signup" in UNUSED
    for name in UNUSED:
        with pytest.raises(NoReverseMatch):
            reverse(name)


@pytest.mark.parametrize("name", sorted(MOUNTED))
def test_pages_carry_no_script_no_style_and_nothing_from_outside(client, phone, sign_in, give_code, name):
    anonymous = client.get("/accounts/login/").content.decode()
    sign_in()
    give_code(phone())
    page = client.get(MOUNTED[name]).content.decode()
    for text in (anonymous, page):
        assert not re.search(r"<script|<style|\sstyle=|\son\w+=|(?:src|href|action)=.?(?:https?:)?//", text)


def test_pages_are_kept_in_no_cache(client, db):
    assert "no-store" in client.get("/accounts/login/")["Cache-Control"]


def test_the_cms_sign_in_leads_to_the_one_sign_in(client, db):
    for path in ("/cms/", "/cms/login/?next=/cms/pages/"):
        step = client.get(path)
        while step["Location"].startswith("/accounts/cms/"):
            step = client.get(step["Location"])
        assert step["Location"].startswith("/accounts/login/?next=/")


def test_nobody_signs_in_through_the_cms_form(client, zhang):
    client.post("/cms/login/", {"username": "zhang", "password": "yellow-river-9"})
    assert client.get("/desk/").content == b"desk of "


def test_a_person_without_cms_access_is_refused_and_not_sent_in_circles(client, zhang, sign_in):
    sign_in()
    answer = client.get("/cms/", follow=True)
    assert answer.status_code == 403
    assert "不能打开这个页面" in answer.content.decode()


@pytest.mark.parametrize(
    "path",
    ["users/", "users/new/", "groups/", "groups/new/", "password_reset/", "bulk/accounts/user/delete/?id=1"],
)
def test_people_and_passwords_are_not_managed_in_the_cms(client, db, sign_in, path):
    chief = User(username="chief", full_name="赵主任", is_superuser=True)
    chief.set_password("yellow-river-9")
    chief.save()
    sign_in(username="chief")
    assert resolve(f"/cms/{path.partition('?')[0]}").url_name, "the CMS has such a page"
    assert client.get(f"/cms/{path}").status_code == 404
