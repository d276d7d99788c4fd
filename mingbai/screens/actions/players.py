"""A player came for its playlist."""

import logging
from datetime import datetime, timedelta

from django.db import DatabaseError, transaction

from mingbai.channels.models import Place
from mingbai.lib import clock
from mingbai.screens.models import Player

logger = logging.getLogger(__name__)
OFTEN = timedelta(minutes=1)


def heard_of(place: Place) -> None:
    """Note the time, at most once a minute; a playlist is never refused because it could not be noted."""
    now = clock.now()
    try:
        with transaction.atomic():
            _note(place, now)
    except DatabaseError:
        logger.warning("The time of a playlist could not be noted", exc_info=True)


def _note(place: Place, now: datetime) -> None:
    player = Player.objects.filter(place=place).first()
    if player is None:
        Player.objects.get_or_create(place=place, defaults={"fetched_at": now})
    elif player.fetched_at < now - OFTEN:
        Player.objects.filter(place=place, fetched_at=player.fetched_at).update(fetched_at=now)
