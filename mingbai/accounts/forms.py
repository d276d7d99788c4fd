"""The forms of signing in, changing the password and proving who one is."""

import unicodedata
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import LoginForm, ReauthenticateForm
from allauth.core import context
from allauth.mfa import utils as second_factor
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as ReauthenticateByCodeForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY, generate_totp_secret
from axes.handlers.proxy import AxesProxyHandler
from cryptography.fernet import InvalidToken
from django import forms
from django.conf import settings
from django.contrib.auth import password_validation
from django.contrib.auth.signals import user_login_failed
from django.core.exceptions import ValidationError

from mingbai.accounts import actions, queries
from mingbai.accounts.models import User


def _password(label: str, autocomplete: str, **kwargs: Any) -> forms.CharField:
    widget = forms.PasswordInput(attrs={"autocomplete": autocomplete})
    missing = {"required": f"请填写{label}。"}
    return forms.CharField(label=label, strip=False, widget=widget, error_messages=missing, **kwargs)


def _code(label: str, help_text: str) -> forms.CharField:
    attrs = {"autocomplete": "one-time-code", "inputmode": "numeric", "class": "code"}
    messages = {"required": f"请填写{label}。"}
    widget = forms.TextInput(attrs=attrs)
    return forms.CharField(
        label=label, help_text=help_text, max_length=40, widget=widget, error_messages=messages
    )


class SignInForm(LoginForm):
    """User name and password; a wrong pair says when only a few tries are left."""

    password = _password("密码", "current-password")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["login"]
        field.label, field.error_messages["required"] = "用户名", "请填写用户名。"
        field.widget.attrs = {"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}

    def clean(self) -> dict[str, Any] | None:
        try:
            return super().clean()
        except ValidationError as error:
            raise ValidationError([error, *_tries_left(self.request)]) from error


def _tries_left(request: Any) -> list[str]:
    left = settings.AXES_FAILURE_LIMIT - (getattr(request, "axes_failures_since_start", None) or 0)
    return [f"再输错 {left} 次，就要等 {settings.LOGIN_LOCK_MINUTES} 分钟才能登录。"] if 0 < left <= 3 else []


class ConfirmPasswordForm(ReauthenticateForm):
    password = _password("密码", "current-password")


class PasswordChangeForm(forms.Form):
    """The present password and twice the new one; wrong present passwords count towards the lock."""

    oldpassword = _password("现在的密码", "current-password")
    password1 = _password("新密码", "new-password")
    password2 = _password("再输一遍新密码", "new-password")

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields["password1"].help_text = (
            f"至少 {settings.PASSWORD_MIN_LENGTH} 个字符，字母、数字、符号中至少用两种。"
            f"不要用姓名、电话和常见密码，也不能和最近 {settings.PASSWORD_HISTORY} 个用过的相同。"
        )

    def clean_oldpassword(self) -> str:
        adapter, password = get_adapter(), self.cleaned_data["oldpassword"]
        if not adapter.reauthenticate(self.user, password):
            raise adapter.validation_error("enter_current_password")
        return password

    def clean_password1(self) -> str:
        password_validation.validate_password(self.cleaned_data["password1"], self.user)
        return self.cleaned_data["password1"]

    def clean_password2(self) -> str:
        first, second = self.cleaned_data.get("password1"), self.cleaned_data["password2"]
        if first and first != second:
            raise ValidationError("两次输入的新密码不一样。请重新输入。")
        return second

    def save(self) -> None:
        actions.change_password(user=self.user, password=self.cleaned_data["password1"], by=self.user)


class CodeOnce:
    """Codes count towards the same lock as passwords, in the database, and work once.

    The library's own limits and replay memory live in the cache of one process; behind several
    workers they would multiply.
    """

    user: User
    cleaned_data: dict[str, Any]

    def clean_code(self) -> str:
        request, credentials = context.request, {"username": self.user.username}
        if AxesProxyHandler.is_locked(request, credentials):
            request.axes_locked_out, request.axes_credentials = True, credentials
            raise get_adapter().validation_error("too_many_login_attempts")
        if queries.too_many_wrong_codes(self.user, request.path):
            raise ValidationError("这个账号输错口令次数太多，已暂停验证。请找管理员核实后重置动态口令。")
        try:
            return self._accepted()
        except ValidationError:
            user_login_failed.send(sender=__name__, credentials=credentials, request=request)
            raise

    def _accepted(self) -> str:
        self.cleaned_data["code"] = unicodedata.normalize("NFKC", self.cleaned_data["code"])
        try:
            code = super().clean_code()  # type: ignore[misc]
        except InvalidToken as error:
            raise ValidationError("系统密钥已更换，原来的动态口令失效。请找管理员重置。") from error
        is_app = self.authenticator.type == Authenticator.Type.TOTP  # type: ignore[attr-defined]
        if is_app and not actions.consume_code(user=self.user, code=code):
            raise ValidationError("这个口令刚才用过了。请等手机上换成新口令再输。")
        return code


class SignInCodeForm(CodeOnce, AuthenticateForm):
    code = _code("动态口令", "手机动态口令应用上显示的 6 位数字。手机不在身边，可以填一个 8 位备用码。")


class ConfirmCodeForm(CodeOnce, ReauthenticateByCodeForm):
    code = _code("动态口令", "手机动态口令应用上显示的 6 位数字，或一个 8 位备用码。")


class SetUpCodeForm(ActivateTOTPForm):
    """The first code proves that the phone has the secret, which waits encrypted in the session."""

    code = _code("应用上显示的 6 位数字", "数字每 30 秒换一次，输入当前显示的即可。")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.user = kwargs.pop("user")
        forms.Form.__init__(self, *args, **kwargs)
        session = context.request.session
        if not session.get(SECRET_SESSION_KEY):
            session[SECRET_SESSION_KEY] = second_factor.encrypt(generate_totp_secret())
        self.secret = second_factor.decrypt(session[SECRET_SESSION_KEY])

    def clean_code(self) -> str:
        self.cleaned_data["code"] = unicodedata.normalize("NFKC", self.cleaned_data["code"])
        return super().clean_code()
