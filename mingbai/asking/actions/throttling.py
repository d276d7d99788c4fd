"""How often something may happen in an hour. Addresses and codes are kept as digests only."""

from datetime import timedelta

from django.utils.crypto import salted_hmac

from mingbai.asking.models import Try
from mingbai.lib import clock

HOUR = timedelta(hours=1)


def from_address(address: str) -> str:
    """Who an address is today; tomorrow it is somebody else, so that nobody can be traced on."""
    return _digest(f"{clock.today()}|{address}")


def about_code(code: str) -> str:
    """Whom a query code stands for, whoever types it."""
    return _digest(f"code|{code}")


def _digest(value: str) -> str:
    return salted_hmac("mingbai.asking.try", value, algorithm="sha256").hexdigest()


def note(what: str, who: str) -> None:
    Try.objects.create(what=what, who=who, at=clock.now())


def reached(what: str, who: str, most: int) -> bool:
    """Whether it happened `most` times within the last hour."""
    return Try.objects.filter(what=what, who=who, at__gt=clock.now() - HOUR)[:most].count() >= most
