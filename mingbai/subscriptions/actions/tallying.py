"""Counting what happened, so that numbers remain where rows are erased."""

from django.db import transaction
from django.db.models import F

from mingbai.lib import clock
from mingbai.subscriptions.models import Tally


@transaction.atomic
def tally(what: Tally.What, number: int = 1) -> None:
    """Add to today's count, in the caller's transaction."""
    if not number:
        return
    row = {"day": clock.today(), "what": what}
    if not Tally.objects.filter(**row).update(number=F("number") + number):
        Tally.objects.get_or_create(**row)
        Tally.objects.filter(**row).update(number=F("number") + number)
