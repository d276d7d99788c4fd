from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from mingbai.accounts import actions
from mingbai.accounts.models import User
from mingbai.ledger.models import Event
from mingbai.lib import clock

NEW = "loess-plateau-7"


def change(client, old="yellow-river-9", new=NEW, again=None, target=""):
    data = {"oldpassword": old, "password1": new, "password2": again or new, "next": target}
    return client.post("/accounts/password/change/", data)


def test_a_new_account_must_choose_its_own_password_before_anything_opens(client, sign_in, db):
    user, password = actions.create_user(username="wang", full_name="王五", by=None)
    sign_in(username="wang", password=password)
    led = client.get("/desk/7/")
    assert led["Location"] == "/accounts/password/change/?next=%2Fdesk%2F7%2F"
    assert "一次性密码" in client.get(led["Location"]).content.decode()
    assert client.get("/accounts/2fa/").status_code == 302
    assert change(client, old=password, target="/desk/7/")["Location"] == "/desk/7/"
    assert client.get("/desk/7/").content == b"record 7"


def test_changing_the_password_ends_other_sessions_and_keeps_this_one(zhang, client, sign_in):
    other = Client()
    sign_in(by=other)
    sign_in()
    change(client)
    assert client.get("/desk/").content == b"desk of zhang"
    assert other.get("/desk/").content == b"desk of "
    assert Event.objects.filter(verb="change_password", actor_id=str(zhang.pk)).count() == 1


@pytest.mark.parametrize(
    ("new", "again", "message"),
    [
        ("short-1", None, "至少"),
        ("onlyletters", None, "至少要用两种"),
        ("20263217498", None, "至少要用两种"),
        ("password123", None, "常见"),
        ("0953-601234", None, "太相似"),
        ("yellow-river-9", None, "最近用过"),
        (NEW, "loess-plateau-8", "两次输入的新密码不一样"),
    ],
)
def test_a_password_against_the_rules_is_refused_in_words(zhang, client, sign_in, new, again, message):
    sign_in()
    page = change(client, new=new, again=again).content.decode()
    assert message in page
    assert User.objects.get(pk=zhang.pk).check_password("yellow-river-9")


def test_a_wrong_present_password_changes_nothing_and_counts_towards_the_lock(zhang, client, sign_in):
    sign_in()
    pages = [change(client, old="guess-number-1") for _ in range(5)]
    assert "现在的密码不对" in pages[0].content.decode()
    assert pages[-1].status_code == 429
    assert User.objects.get(pk=zhang.pk).check_password("yellow-river-9")


def test_the_last_five_passwords_cannot_come_back_and_older_ones_can(zhang):
    for n in range(5):
        actions.change_password(user=zhang, password=f"season-number-{n}", by=zhang)
    with pytest.raises(ValidationError, match="最近用过"):
        actions.change_password(user=zhang, password="season-number-0", by=zhang)
    actions.change_password(user=zhang, password="yellow-river-9", by=zhang)
    assert zhang.former_passwords.count() == 5


def test_an_old_password_must_be_renewed_when_a_maximum_age_is_set(zhang, client, sign_in, settings):
    User.objects.filter(pk=zhang.pk).update(password_changed_at=clock.now() - timedelta(days=91))
    sign_in()
    assert client.get("/desk/").status_code == 200
    settings.PASSWORD_MAX_AGE_DAYS = 90
    assert client.get("/desk/")["Location"].startswith("/accounts/password/change/")
    change(client)
    assert client.get("/desk/").status_code == 200


def test_a_reset_gives_a_one_time_password_and_ends_sessions(zhang, client, sign_in):
    sign_in()
    password = actions.reset_password(user=zhang, by=None)
    assert client.get("/desk/").content == b"desk of "
    assert sign_in().status_code == 200
    assert sign_in(password=password).status_code == 302
    assert client.get("/desk/")["Location"].startswith("/accounts/password/change/")


def test_one_time_passwords_are_random_and_in_no_event(zhang):
    first, second = (actions.reset_password(user=zhang, by=None) for _ in range(2))
    assert first != second
    assert all(password not in str(list(Event.objects.values())) for password in (first, second))


def test_an_account_without_a_password_is_told_whom_to_ask(zhang, client):
    zhang.set_unusable_password()
    zhang.save()
    client.force_login(zhang, backend="allauth.account.auth_backends.AuthenticationBackend")
    response = client.get("/accounts/password/change/")
    assert response.status_code == 403
    assert "一次性密码" in response.content.decode()
