"""Noting that a regular task was done. It writes no event: it happens each minute and decides nothing."""

from mingbai.lib import clock
from mingbai.operations.models import Heartbeat, Task


def beat(*, task: Task, note: str = "") -> None:
    Heartbeat.objects.update_or_create(task=task, defaults={"at": clock.now(), "note": note[:300]})


def sweep_beat() -> str:
    """A round of the sweep that leaves its trace; says nothing."""
    beat(task=Task.SWEEP)
    return ""
