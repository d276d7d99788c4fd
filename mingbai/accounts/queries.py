"""Finding people and what stands in the way of their signing in."""

from datetime import datetime, timedelta

from allauth.mfa.models import Authenticator
from axes.helpers import get_cool_off
from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import Max, Sum

from mingbai.accounts.models import User
from mingbai.lib import clock


def by_name(username: str) -> User | None:
    """The person with this user name, whatever its case."""
    return User.objects.filter(username__iexact=username.strip()).first() if username else None


def has_second_factor(user: User) -> bool:
    return Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists()


def locked_until(username: str, address: str) -> datetime:
    """When the lock on this user name from this address ends; now if there is none."""
    cool_off = get_cool_off()
    latest = AccessAttempt.objects.filter(username=username, ip_address=address).aggregate(
        at=Max("attempt_time")
    )
    return latest["at"] + cool_off if latest["at"] and cool_off else clock.now()


def too_many_wrong_codes(user: User, path: str) -> bool:
    """Whether wrong one-time codes typed at `path` from all addresses together reached the limit.

    Only somebody who knows the password comes that far, so nobody else can close this door.
    """
    since = clock.now() - (get_cool_off() or timedelta())
    wrong = AccessAttempt.objects.filter(username=user.username, path_info=path, attempt_time__gte=since)
    return (wrong.aggregate(n=Sum("failures_since_start"))["n"] or 0) >= settings.WRONG_CODE_LIMIT
