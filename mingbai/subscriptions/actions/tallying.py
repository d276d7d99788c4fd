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
    day = clock.today()
    Tally.objects.get_or_create(day=day, what=what)
    Tally.objects.filter(day=day, what=what).update(number=F("number") + number)
