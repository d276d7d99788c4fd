"""Pages of signing in that the library does not have, and the gate before everything else."""

from collections.abc import Callable
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.mixins import NextRedirectMixin
from allauth.account.views import PasswordChangeView
from allauth.mfa.recovery_codes.views import ViewRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect, render, resolve_url
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache

from mingbai.accounts import policies, queries, rules
from mingbai.accounts.models import User
from mingbai.lib import clock

PASSWORD_PAGES = {"account_change_password", "account_logout"}
SECOND_FACTOR_PAGES = PASSWORD_PAGES | {
    "account_reauthenticate",
    "mfa_reauthenticate",
    "mfa_index",
    "mfa_activate_totp",
}
# The CMS's own ways to sign in and to manage people; both live here instead.
CMS_LOGIN = "wagtailadmin_login"
CMS_PEOPLE = {"wagtailusers_users", "wagtailusers_groups"}


class Gate:
    """Middleware: first a new password, then the second factor, then everything else."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        match = request.resolver_match
        name = match.url_name if match else None
        if name == CMS_LOGIN:
            return enter_cms(request)
        if match and (CMS_PEOPLE & set(match.namespaces) or _bulk_action_on_people(kwargs)):
            raise Http404
        # Without a session nobody can be signed in; asking would make every public page vary by cookie.
        if settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return None
        if not isinstance(request.user, User) or name == "account_logout":
            return None
        return _led_elsewhere(request, request.user, name)


def _bulk_action_on_people(kwargs: dict[str, Any]) -> bool:
    return (kwargs.get("app_label"), kwargs.get("model_name")) == ("accounts", "user")


def _led_elsewhere(request: HttpRequest, user: User, name: str | None) -> HttpResponseBase | None:
    if name not in PASSWORD_PAGES and policies.password_change_due(user):
        return _lead_to("account_change_password", request)
    if name not in SECOND_FACTOR_PAGES and policies.second_factor_missing(user):
        return _lead_to("mfa_activate_totp", request)
    return None


def _lead_to(name: str, request: HttpRequest) -> HttpResponseRedirect:
    back = f"?{urlencode({'next': request.get_full_path()})}" if request.method == "GET" else ""
    return HttpResponseRedirect(reverse(name) + back)


@never_cache
def enter_cms(request: HttpRequest) -> HttpResponseBase:
    """Where the CMS sends whoever it does not let in: to sign in, or to a plain refusal.

    Without the refusal a signed-in person without access would be sent in circles.
    """
    target = request.GET.get("next", "")
    if not target or not get_adapter().is_safe_url(target):
        target = settings.LOGIN_REDIRECT_URL
    if not request.user.is_authenticated:
        return redirect_to_login(target)
    if request.user.has_perm("wagtailadmin.access_admin"):
        return redirect(target)
    return render(request, "accounts/refused.html", status=403)


def locked(request: HttpRequest, response: HttpResponseBase, credentials: dict[str, Any]) -> HttpResponse:
    """The page of somebody locked out: until when, and whom to ask."""
    name = policies.lockout_name(request, credentials)
    until = queries.locked_until(name, policies.lockout_address(request))
    facts = {"until": until, "minutes": rules.minutes_left(until, clock.now()), "help": settings.SIGN_IN_HELP}
    page = render(request, "accounts/locked.html", facts, status=429)
    page["Cache-Control"] = "no-store"
    return page


class ChangePassword(PasswordChangeView):
    """The library's page, told why it appears. Accounts without a password are refused in words."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated and not request.user.has_usable_password():
            return render(request, "accounts/no_password.html", {"help": settings.SIGN_IN_HELP}, status=403)
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context_data(**kwargs),
            "reason": policies.password_change_due(self.request.user),
        }


class SetUpSecondFactor(NextRedirectMixin, ActivateTOTPView):
    """The library's page, told why it appears and where the person was going."""

    def get_success_url(self) -> str:
        target = self.get_next_url()
        after = f"?{urlencode({'next': target})}" if target else ""
        return ActivateTOTPView.get_success_url(self) + after

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        secret = context["form"].secret
        return {
            **context,
            "reason": policies.second_factor_missing(self.request.user),
            "secret_groups": " ".join(secret[start : start + 4] for start in range(0, len(secret), 4)),
            "issuer": settings.MFA_TOTP_ISSUER,
        }


class RecoveryCodes(NextRedirectMixin, ViewRecoveryCodesView):
    """The codes to print, and the way on to where the person was going."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        target = self.get_next_url() or resolve_url(settings.LOGIN_REDIRECT_URL)
        return {**super().get_context_data(**kwargs), "continue_url": target}
