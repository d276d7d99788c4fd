import time

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import format_hotp_value, generate_totp_secret, hotp_value
from django.core.cache import cache
from django.http import HttpResponse
from django.urls import include, path
from wagtail.admin import urls as wagtailadmin_urls

from mingbai.accounts import policies
from mingbai.accounts.models import User

PASSWORD = "yellow-river-9"
LOGIN = "/accounts/login/"

# A tiny site: the desk, and the CMS at /cms/, behind the real sign-in.
urlpatterns = [
    path("accounts/", include("mingbai.accounts.urls")),
    path("cms/", include(wagtailadmin_urls)),
    path("desk/", lambda request: HttpResponse(f"desk of {request.user.username}")),
    path("desk/<int:record>/", lambda request, record: HttpResponse(f"record {record}")),
]


@pytest.fixture(autouse=True)
def _quick_and_separate(settings, monkeypatch):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.ROOT_URLCONF = __name__
    monkeypatch.setattr(policies, "_demands", [])
    cache.clear()


@pytest.fixture
def zhang(db):
    user = User(username="zhang", full_name="张干事", telephone="0953-6012345")
    user.set_password(PASSWORD)
    user.save()
    return user


@pytest.fixture
def sign_in(client):
    """Post the sign-in form; `address` is the peer of the connection."""

    def post(username="zhang", password=PASSWORD, address="10.0.0.1", target="", by=client, **headers):
        data = {"login": username, "password": password, "next": target}
        return by.post(LOGIN, data, REMOTE_ADDR=address, **headers)

    return post


@pytest.fixture
def secret(zhang):
    """Zhang has a second factor; its secret."""
    secret = generate_totp_secret()
    Authenticator.objects.create(
        user=zhang, type=Authenticator.Type.TOTP, data={"secret": get_adapter().encrypt(secret)}
    )
    RecoveryCodes.activate(zhang)
    return secret


@pytest.fixture
def phone(secret):
    """The code Zhang's phone shows now, or `steps` half minutes later."""

    def shown(steps=0):
        return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))

    return shown


@pytest.fixture
def wrong_code(phone):
    shown = {phone(steps) for steps in range(-2, 3)}
    return next(str(n) * 6 for n in range(10) if str(n) * 6 not in shown)


@pytest.fixture
def give_code(client):
    """Post the second step of signing in."""

    def post(code, address="10.0.0.1", by=client):
        return by.post("/accounts/2fa/authenticate/", {"code": code}, REMOTE_ADDR=address)

    return post


@pytest.fixture
def demanded(zhang):
    """Zhang's role demands a second factor."""
    return policies.demand_second_factor(lambda user: "管理员须用动态口令。" if user.pk == zhang.pk else None)
