"""Everything that changes an account, and the record of who signed in and out.

Who may call these is decided by the apps above; here `by` is only written down. `by` is None
for the operator at the command line.
"""

import secrets
from datetime import timedelta
from typing import Any

import axes.signals  # noqa: F401  counts a wrong try before it is recorded here
from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import (
    authenticator_added,
    authenticator_removed,
    authenticator_reset,
    authenticator_used,
)
from axes.handlers.proxy import AxesProxyHandler
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.password_validation import validate_password
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db import IntegrityError, transaction
from django.db.models import F
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from mingbai.accounts import policies, queries, rules
from mingbai.accounts.models import FormerPassword, UsedCode, User
from mingbai.ledger.actions import append
from mingbai.lib import clock
from mingbai.lib.verdict import Denied

CODE_LIFE = 300  # seconds; a code is accepted for at most 90, then it can never come back


@transaction.atomic
def create_user(*, username: str, full_name: str, telephone: str = "", by: User | None) -> tuple[User, str]:
    """Create an account and return it with its one-time password, which nobody can read again.

    Raise `ValidationError` with messages by field when the name is taken or malformed.
    """
    user = User(username=User.normalize_username(username.strip()), full_name=full_name.strip())
    user.telephone, user.must_change_password = telephone.strip(), True
    password = _one_time_password()
    user.set_password(password)
    user.full_clean()
    user.save()
    append(verb="create_user", by=by, subject=user)
    return user, password


@transaction.atomic
def reset_password(*, user: User, by: User | None) -> str:
    """Return a new one-time password; all sessions of the person end at once."""
    user = _locked(user)
    password = _one_time_password()
    user.set_password(password)
    user.must_change_password = True
    user.save()
    AxesProxyHandler.reset_attempts(username=user.username)
    append(verb="reset_password", by=by, subject=user)
    return password


@transaction.atomic
def change_password(*, user: User, password: str, by: User) -> None:
    """The person chooses a new password themselves. Raise `ValidationError` if a rule forbids it."""
    validate_password(password, user)
    FormerPassword.objects.get_or_create(
        user=user, password=user.password, defaults={"at": user.password_changed_at or user.date_joined}
    )
    user.set_password(password)
    user.must_change_password = False
    user.save()
    append(verb="change_password", by=by, subject=user)


@transaction.atomic
def deactivate_user(*, user: User, by: User | None) -> User:
    """The person can no longer sign in and is signed out everywhere. Raise `Denied` if already so."""
    user = _locked(user)
    if not user.is_active:
        raise Denied("这个账号已经停用，不用再停用。")
    user.is_active = False
    user.session_version += 1
    user.save()
    append(verb="deactivate_user", by=by, subject=user)
    return user


@transaction.atomic
def activate_user(*, user: User, by: User | None) -> User:
    """Let a deactivated person sign in again. Raise `Denied` if the account is active."""
    user = _locked(user)
    if user.is_active:
        raise Denied("这个账号正在使用，不用启用。")
    user.is_active = True
    user.save()
    append(verb="activate_user", by=by, subject=user)
    return user


@transaction.atomic
def unlock_user(*, user: User, by: User | None) -> int:
    """Forget the wrong tries under this name from every address; return how many rows that were."""
    removed = AxesProxyHandler.reset_attempts(username=user.username)
    append(verb="unlock_user", by=by, subject=user, detail={"removed": removed})
    return removed


@transaction.atomic
def reset_second_factor(*, user: User, by: User | None) -> User:
    """Remove the second factor, after a lost phone, and end all sessions. Raise `Denied` if there is none."""
    user = _locked(user)
    if not Authenticator.objects.filter(user=user).delete()[0]:
        raise Denied("这个账号没有启用动态口令，不用重置。")
    user.session_version += 1
    user.save()
    append(verb="reset_second_factor", by=by, subject=user)
    return user


def consume_code(*, user: User, code: str) -> bool:
    """Mark a one-time code as used; False if it was used before."""
    UsedCode.objects.filter(user=user, at__lt=clock.now() - timedelta(seconds=CODE_LIFE)).delete()
    digest = salted_hmac("mingbai.accounts.code", code, algorithm="sha256").hexdigest()
    try:
        with transaction.atomic():
            UsedCode.objects.create(user=user, digest=digest, at=clock.now())
    except IntegrityError:
        return False
    return True


def _locked(user: User) -> User:
    return User.objects.select_for_update().get(pk=user.pk)


def _one_time_password() -> str:
    """Twelve readable characters of at least two kinds, in three groups: 71 bits."""
    while True:
        groups = ["".join(secrets.choice(rules.READABLE) for _ in range(4)) for _ in range(3)]
        password = "-".join(groups)
        if rules.kinds(password) == 3:
            return password


# -- receivers of the libraries' signals --------------------------------------


@receiver(user_logged_in)
def record_signed_in(sender: Any, request: HttpRequest, user: User, **kwargs: Any) -> None:
    proofs = {record["method"] for record in get_authentication_records(request, user)}
    append(
        verb="sign_in", by=user, subject=user, detail={**_where(request), "second_factor": "mfa" in proofs}
    )


@receiver(user_logged_out)
def record_signed_out(sender: Any, request: HttpRequest, user: User | None, **kwargs: Any) -> None:
    if user is not None:
        append(verb="sign_out", by=user, subject=user, detail=_where(request))


@receiver(user_login_failed)
def record_sign_in_failed(
    sender: Any, credentials: dict[str, Any], request: HttpRequest | None = None, **kwargs: Any
) -> None:
    """One event for each counted try and one when the lock begins.

    While a lock stands, further tries are refused uncounted and leave no event. The receiver of
    django-axes, connected before this one by the import above, has counted already.
    """
    if request is None or getattr(request, "axes_failures_since_start", None) is None:
        return
    subject, detail = _named(request, str(credentials.get("username") or ""))
    append(verb="fail_sign_in", by=None, subject=subject, detail=detail)
    if getattr(request, "axes_locked_out", False):
        append(verb="lock_user", by=None, subject=subject, detail=detail)


@receiver(authenticator_added)
def record_second_factor_added(
    sender: Any, request: HttpRequest, user: User, authenticator: Authenticator, **kwargs: Any
) -> None:
    """Sessions opened without the second factor end; the one that set it up goes on."""
    if authenticator.type == Authenticator.Type.TOTP:
        with transaction.atomic():
            User.objects.filter(pk=user.pk).update(session_version=F("session_version") + 1)
            append(verb="enable_second_factor", by=user, subject=user, detail=_where(request))
        user.refresh_from_db(fields=["session_version"])
        update_session_auth_hash(request, user)


@receiver(authenticator_removed)
def record_second_factor_removed(
    sender: Any, request: HttpRequest, user: User, authenticator: Authenticator, **kwargs: Any
) -> None:
    if authenticator.type == Authenticator.Type.TOTP:
        append(verb="disable_second_factor", by=user, subject=user, detail=_where(request))


@receiver(authenticator_reset)
def record_recovery_codes_renewed(sender: Any, request: HttpRequest, user: User, **kwargs: Any) -> None:
    append(verb="renew_recovery_codes", by=user, subject=user, detail=_where(request))


@receiver(authenticator_used)
def record_recovery_code_used(
    sender: Any, request: HttpRequest, user: User, authenticator: Authenticator, **kwargs: Any
) -> None:
    if authenticator.type == Authenticator.Type.RECOVERY_CODES:
        append(verb="use_recovery_code", by=user, subject=user, detail=_where(request))


def _named(request: HttpRequest, typed: str) -> tuple[User | str, dict[str, str]]:
    user = queries.by_name(typed)
    if user is not None:
        return user, _where(request)
    return "sign_in", {**_where(request), "unknown_name": policies.name_digest(typed)}


def _where(request: HttpRequest) -> dict[str, str]:
    return {"address": policies.visitor_address(request), "path": request.path}
