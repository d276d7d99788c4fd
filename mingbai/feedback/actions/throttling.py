"""How often something may happen in an hour from one address; addresses are kept as digests only."""

from datetime import timedelta

from django.utils.crypto import salted_hmac

from mingbai.feedback.models import Try
from mingbai.lib import clock

HOUR = timedelta(hours=1)


def from_address(address: str) -> str:
    """Who an address is today; tomorrow it is somebody else, so that nobody can be traced on."""
    value = f"{clock.today()}|{address}"
    return salted_hmac("mingbai.feedback.try", value, algorithm="sha256").hexdigest()


def note(what: str, who: str) -> None:
    Try.objects.create(what=what, who=who, at=clock.now())


def reached(what: str, who: str, most: int) -> bool:
    """Whether it happened `most` times within the last hour."""
    return Try.objects.filter(what=what, who=who, at__gt=clock.now() - HOUR)[:most].count() >= most
