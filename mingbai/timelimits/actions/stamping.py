"""The stamp by which other processes see that something changed."""

import secrets

from mingbai.timelimits.models import Stamp


def lock() -> None:
    """Let one change happen at a time; to be called first, inside the transaction."""
    Stamp.objects.get_or_create(pk=1, defaults={"token": secrets.token_hex(16)})
    Stamp.objects.select_for_update().get(pk=1)


def renew() -> None:
    """A new token, never one that was used before: what a rolled-back transaction left cannot be mistaken."""
    Stamp.objects.filter(pk=1).update(token=secrets.token_hex(16))
