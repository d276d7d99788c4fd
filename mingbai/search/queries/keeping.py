"""What the county office sees: its synonyms, and what people searched for without finding anything."""

from datetime import timedelta
from typing import Any

from django.db.models import Max, QuerySet, Sum

from mingbai.lib import clock
from mingbai.search.models import MissedWord, SynonymGroup
from mingbai.search.text.folding import normal


def synonym_groups(typed: str = "") -> list[SynonymGroup]:
    """The groups with a word that holds what was typed: in force first, the county's own before
    the packaged."""
    wanted = normal(typed)
    rows = [row for row in SynonymGroup.objects.all() if any(wanted in normal(word) for word in row.words)]
    return sorted(rows, key=lambda row: (not row.active, row.changed_at is None, row.pk))


def missed_words(days: int) -> QuerySet[MissedWord, Any]:
    """Of the last days: {word, times, last}, most often searched for first."""
    since = clock.today() - timedelta(days=days - 1)
    rows = MissedWord.objects.filter(day__gte=since).order_by().values("word")
    return rows.annotate(times=Sum("count"), last=Max("day")).order_by("-times", "word")
