"""The sound of a script: asked for by a person, made by the round of each minute."""

from django.core.files.base import ContentFile
from django.db import transaction

from mingbai.accounts.models import User
from mingbai.channels.models import Rendering
from mingbai.lib import clock, digests
from mingbai.lib.verdict import Denied, require
from mingbai.loudspeakers import jobs
from mingbai.loudspeakers.models import Sound
from mingbai.loudspeakers.policies import MAKE, may_make_sound
from mingbai.loudspeakers.states import SoundState
from mingbai.organisations.trail import record

AT_ONCE = 5


@transaction.atomic
def ask_for_sound(*, rendering: Rendering, by: User) -> Sound:
    """Put the script into the queue; one that failed is tried again."""
    require(may_make_sound(by, rendering))
    if jobs.voice() is None:
        raise Denied(jobs.MISSING)
    row = Sound.objects.select_for_update(of=("self",)).filter(rendering=rendering).first()
    if row is not None and row.state != SoundState.FAILED:
        return row
    values = {"state": SoundState.WAITING, "problem": "", "asked_by": by, "asked_at": clock.now()}
    row, _ = Sound.objects.update_or_create(rendering=rendering, defaults=values)
    record("broadcast.sound", by, rendering, rendering.information.organisation, MAKE)
    return row


def make_sounds() -> str:
    """Make what waits, the oldest first. A round; nothing where no voice is installed."""
    waiting = Sound.objects.filter(state=SoundState.WAITING).order_by("asked_at")
    rows = list(waiting.select_related("rendering__information")[:AT_ONCE]) if jobs.voice() else []
    made = sum(_make(row) for row in rows)
    return f"做好广播录音 {made} 份" if made else ""


def _make(row: Sound) -> bool:
    content = row.rendering.content
    try:
        sound = jobs.read_aloud(content["text"], content["per_minute"])
    except jobs.NotMade as problem:
        changed = {"state": SoundState.FAILED, "problem": str(problem)[:200]}
        Sound.objects.filter(pk=row.pk, state=SoundState.WAITING).update(**changed)
        return False
    row.digest = digests.of_bytes(sound.data)
    row.name = f"广播稿{row.rendering_id}.{sound.ending}"
    row.seconds, row.state, row.made_at = sound.seconds, SoundState.MADE, clock.now()
    row.file.save(f"{row.digest}.{sound.ending}", ContentFile(sound.data), save=False)
    row.save()
    return True
