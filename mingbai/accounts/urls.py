"""The library's pages that are used, under the library's names; all others do not exist."""

from typing import Any

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from django.urls import URLPattern, path
from django.views.decorators.cache import never_cache

from mingbai.accounts import views


def _page(route: str, view: Any, name: str) -> URLPattern:
    """Pages with passwords, secrets and codes are kept in no cache."""
    return path(route, never_cache(view), name=name)


urlpatterns = [
    _page("login/", account.login, "account_login"),
    _page("logout/", account.logout, "account_logout"),
    _page("inactive/", account.account_inactive, "account_inactive"),
    _page("cms/", views.enter_cms, "account_enter_cms"),
    _page("password/change/", views.ChangePassword.as_view(), "account_change_password"),
    _page("reauthenticate/", account.reauthenticate, "account_reauthenticate"),
    _page("2fa/", mfa.index, "mfa_index"),
    _page("2fa/authenticate/", mfa.authenticate, "mfa_authenticate"),
    _page("2fa/reauthenticate/", mfa.reauthenticate, "mfa_reauthenticate"),
    _page("2fa/totp/activate/", views.SetUpSecondFactor.as_view(), "mfa_activate_totp"),
    _page("2fa/totp/deactivate/", totp.deactivate_totp, "mfa_deactivate_totp"),
    _page("2fa/recovery-codes/", views.RecoveryCodes.as_view(), "mfa_view_recovery_codes"),
    _page("2fa/recovery-codes/generate/", recovery.generate_recovery_codes, "mfa_generate_recovery_codes"),
    _page("2fa/recovery-codes/download/", recovery.download_recovery_codes, "mfa_download_recovery_codes"),
]
