"""Counting what was searched for and not found. Who searched is not known here and kept nowhere."""

from datetime import timedelta

from django.db import transaction
from django.db.models import F

from mingbai.lib import clock
from mingbai.search.models import MissedWord
from mingbai.search.text.folding import normal

LONGEST = 30  # characters; what is longer is a story, not a word
MOST_A_DAY = 2_000  # different words; a flood of nonsense fills no disk
KEPT_DAYS = 90


@transaction.atomic
def count_missed(*, words: str) -> bool:
    """Count a search without hits; False when nothing was counted.

    The caller has made sure that `words` hold no personal data. Longer words and those that come when
    the day is full are not counted.
    """
    word, today = normal(words), clock.today()
    if not word or len(word) > LONGEST:
        return False
    if MissedWord.objects.filter(word=word, day=today).update(count=F("count") + 1):
        return True
    if MissedWord.objects.filter(day=today).count() >= MOST_A_DAY:
        return False
    row, made = MissedWord.objects.get_or_create(word=word, day=today)
    if not made:  # somebody else was quicker
        MissedWord.objects.filter(pk=row.pk).update(count=F("count") + 1)
    return True


def forget_missed() -> str:
    """The round of the sweep: words older than 90 days are deleted."""
    last = clock.today() - timedelta(days=KEPT_DAYS)
    gone, _ = MissedWord.objects.filter(day__lt=last).delete()
    return f"删除 90 天前没有搜到的词 {gone} 条" if gone else ""
