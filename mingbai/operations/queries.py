"""What can be said of the installation from its tables."""

from datetime import datetime

from mingbai.disclosures.actions.sweeping import due_for_publication
from mingbai.lib import clock
from mingbai.operations.models import Heartbeat
from mingbai.operations.rules import OVERDUE_AFTER


def beats() -> dict[str, datetime]:
    """When each regular task was last done."""
    return dict(Heartbeat.objects.values_list("task", "at"))


def last(task: str) -> Heartbeat | None:
    return Heartbeat.objects.filter(task=task).first()


def overdue_count() -> int:
    """Scheduled publications that should have been out for longer than two sweeps take."""
    return due_for_publication().filter(go_live_at__lt=clock.now() - OVERDUE_AFTER).count()
