"""What may not happen too often: a table of tries, of which every app that limits something has its own."""

from datetime import timedelta
from typing import Self

from django.db import models
from django.utils.crypto import salted_hmac

from mingbai.lib import clock

HOUR = timedelta(hours=1)


class Tries(models.Model):
    """Something that may not happen too often: who did it, or to whom, stands here as a keyed digest."""

    what = models.CharField(max_length=20)
    who = models.CharField(max_length=64)
    at = models.DateTimeField(db_index=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.what} {self.at:%Y-%m-%d %H:%M}"

    @classmethod
    def note(cls, what: str, who: str) -> Self:
        return cls._default_manager.create(what=what, who=who, at=clock.now())

    @classmethod
    def reached(cls, what: str, who: str, most: int, within: timedelta = HOUR) -> bool:
        """Whether it happened `most` times within that time."""
        since = clock.now() - within
        return cls._default_manager.filter(what=what, who=who, at__gt=since)[:most].count() >= most

    @classmethod
    def digest(cls, value: str) -> str:
        """Who it was, as kept in this table; the same person has another digest in every other."""
        return salted_hmac(f"mingbai.{cls._meta.app_label}.try", value, algorithm="sha256").hexdigest()

    @classmethod
    def from_address(cls, address: str) -> str:
        """Who a network address is today; tomorrow it is somebody else, so that nobody can be traced on."""
        return cls.digest(f"{clock.today()}|{address}")
