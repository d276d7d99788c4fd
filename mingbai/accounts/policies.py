"""Who must do what before anything else opens; how sign-in is adapted to the product."""

import base64
from collections.abc import Callable
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.contrib.auth.hashers import check_password
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.shortcuts import redirect, resolve_url
from django.utils.crypto import salted_hmac

from mingbai.accounts import queries, rules
from mingbai.accounts.models import FormerPassword, User
from mingbai.lib import clock

RECENT = 300  # seconds for which a sign-in counts as a fresh proof of identity

Demand = Callable[[User], str | None]
_demands: list[Demand] = []


def demand_second_factor(test: Demand) -> Demand:
    """Register a test that gives the Chinese reason why a person must use a second factor, or None."""
    if test not in _demands:
        _demands.append(test)
    return test


def second_factor_demanded(user: User) -> str:
    """Why this person must use a second factor; empty when nothing demands it."""
    return next((reason for test in _demands if (reason := test(user))), "")


def second_factor_missing(user: User) -> str:
    """Why this person must set up a second factor now; empty when that is done or not demanded."""
    return "" if queries.has_second_factor(user) else second_factor_demanded(user)


def password_change_due(user: User) -> str:
    """Why this person must choose a new password now; empty when they need not."""
    if user.must_change_password:
        return "您现在用的是管理员给的一次性密码。请先换成自己的密码，然后才能继续。"
    days = settings.PASSWORD_MAX_AGE_DAYS
    if rules.too_old(user.password_changed_at or user.date_joined, clock.now(), days):
        return f"密码已满 {days} 天。请换一个新密码，然后继续。"
    return ""


# -- what counts as one visitor and one user name when locking out ------------


def visitor_address(request: HttpRequest) -> str:
    forwarded = request.headers.get("X-Forwarded-For", "")
    return rules.client_address(
        request.META.get("REMOTE_ADDR", ""), forwarded, settings.ALLAUTH_TRUSTED_PROXY_COUNT
    )


def lockout_address(request: HttpRequest) -> str:
    return rules.lock_address(visitor_address(request))


def lockout_name(request: HttpRequest, credentials: dict[str, Any] | None) -> str:
    """The name failures are counted under: the stored one, or a keyed digest of an unknown one.

    What is typed as an unknown user name may well be a password, so it is nowhere kept.
    """
    typed = str((credentials or {}).get("username") or request.POST.get("login") or "")
    user = queries.by_name(typed)
    return user.username if user else f"?{name_digest(typed)}"


def name_digest(typed: str) -> str:
    return salted_hmac("mingbai.accounts.unknown", typed.strip().casefold(), algorithm="sha256").hexdigest()[
        :16
    ]


# -- password rules -----------------------------------------------------------


class TwoKinds:
    """A password mixes at least two of letters, digits and other characters."""

    def validate(self, password: str, user: User | None = None) -> None:
        if rules.kinds(password) < 2:
            raise ValidationError("密码只有一种字符。字母、数字、符号中至少要用两种。", code="one_kind")

    def get_help_text(self) -> str:
        return "字母、数字、符号中至少用两种。"


class NotUsedBefore:
    """A password is not one of the last `last` of this person, the present one included."""

    def __init__(self, last: int = 5) -> None:
        self.last = last

    def validate(self, password: str, user: User | None = None) -> None:
        if user is None or user.pk is None:
            return
        hashes = set(user.former_passwords.values_list("password", flat=True)[: self.last])
        if any(check_password(password, known) for known in hashes | {user.password}):
            message = f"这个密码您最近用过。请换一个和最近 {self.last} 个都不同的密码。"
            raise ValidationError(message, code="used_before")

    def password_changed(self, password: str, user: User) -> None:
        FormerPassword.objects.create(user=user, password=user.password, at=clock.now())
        kept = user.former_passwords.values_list("pk", flat=True)[: self.last]
        user.former_passwords.exclude(pk__in=list(kept)).delete()

    def get_help_text(self) -> str:
        return f"不能和最近 {self.last} 个用过的密码相同。"


# -- adapters of the sign-in library ------------------------------------------


class SignInAdapter(DefaultAccountAdapter):
    """User name and password only: no sign-up, no mail."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": "这个账号已经停用。请找本单位管理员。",
        "enter_current_password": "现在的密码不对。请重新输入。",
        "incorrect_password": "密码不对。请重新输入。",
        "incorrect_code": "口令不对。请看一眼手机上的新口令再输。",
        "too_many_login_attempts": "输错次数太多。请过一会儿再试。",
        "username_password_mismatch": "用户名或密码不对。请检查后重新输入，注意大小写。",
        "rate_limited": "操作太频繁。请过一分钟再试。",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_ajax(self, request: HttpRequest) -> bool:
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        return visitor_address(request)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return resolve_url(settings.LOGIN_REDIRECT_URL)

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Somebody who signed in a moment ago has just proved who they are."""
        newest = max((record["at"] for record in _records()), default=0)
        return clock.now().timestamp() - newest > RECENT

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        words = {"reauthenticate": "用密码确认", "mfa_reauthenticate": "用动态口令确认"}
        methods = super().get_reauthentication_methods(user)
        return [{**method, "description": words[method["id"]]} for method in methods if method["id"] in words]

    def login(self, request: HttpRequest, user: Any) -> None:
        """Refuse a sign-in that began before an administrator reset the password or the account."""
        records = get_authentication_records(request, user)
        began = max((record["at"] for record in records if record["method"] == "password"), default=None)
        changed = user.password_changed_at
        stale = began is not None and changed is not None and changed.timestamp() > began
        if stale or not user.is_active:
            request.session.flush()
            raise ImmediateHttpResponse(redirect("account_login"))
        super().login(request, user)


def _records() -> list[dict[str, Any]]:
    return get_authentication_records(context.request, context.request.user)


class SecondFactorAdapter(DefaultMFAAdapter):
    """Secrets are encrypted at rest; who must have a second factor cannot turn it off."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "cannot_delete_authenticator": "您的岗位要求使用动态口令，不能停用。换手机请找管理员重置。",
        "cannot_generate_recovery_codes": "请先启用动态口令，再生成备用码。",
        "incorrect_code": "口令不对。请看一眼手机上的新口令再输。",
    }

    def encrypt(self, text: str) -> str:
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Raise `cryptography.fernet.InvalidToken` when SECRET_KEY is no longer the same."""
        return _cipher().decrypt(encrypted_text.encode()).decode()

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        return not second_factor_demanded(authenticator.user)


def _cipher() -> MultiFernet:
    return MultiFernet(_fernet(secret) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS))


def _fernet(secret: str | bytes) -> Fernet:
    key = salted_hmac("mingbai.accounts.second_factor", "key", secret=secret, algorithm="sha256").digest()
    return Fernet(base64.urlsafe_b64encode(key))
