"""Words that mean the same: the packaged ones, and what the county makes of them."""

from collections.abc import Iterable
from typing import NoReturn

from django.core.exceptions import ValidationError
from django.db import transaction

from mingbai.accounts.models import User
from mingbai.ledger.actions import append
from mingbai.lib import clock
from mingbai.lib.text import one_line
from mingbai.lib.verdict import require
from mingbai.organisations.queries import acting_role
from mingbai.search.models import SynonymGroup
from mingbai.search.packaged import synonyms
from mingbai.search.policies import MANAGE, may_manage
from mingbai.search.text.folding import normal

FEWEST_WORDS, MOST_WORDS = 2, 12
SHORTEST, LONGEST = 2, 20


@transaction.atomic
def add_synonyms(*, by: User, words: Iterable[str], note: str = "") -> SynonymGroup:
    """Say that these words mean the same. Raises Denied, ValidationError."""
    require(may_manage(by))
    row = SynonymGroup(words=_checked(words, None), note=one_line(note)[:100], changed_at=clock.now())
    row.save()
    return _told(row, "synonym.add", by, [])


@transaction.atomic
def change_synonyms(*, by: User, group: SynonymGroup, words: Iterable[str], note: str = "") -> SynonymGroup:
    """Give a group other words, and switch it on again. Raises Denied, ValidationError."""
    require(may_manage(by))
    row = SynonymGroup.objects.select_for_update().get(pk=group.pk)
    before = list(row.words)
    row.words, row.note = _checked(words, row), one_line(note)[:100]
    row.active, row.changed_at = True, clock.now()
    row.save()
    return _told(row, "synonym.change", by, before)


@transaction.atomic
def retire_synonyms(*, by: User, group: SynonymGroup) -> SynonymGroup:
    """Search by these words apart again; the group stays in the list and can be changed back on."""
    require(may_manage(by))
    row = SynonymGroup.objects.select_for_update().get(pk=group.pk)
    if not row.active:
        return row
    row.active, row.changed_at = False, clock.now()
    row.save()
    return _told(row, "synonym.retire", by, list(row.words))


@transaction.atomic
def load_synonyms() -> int:
    """Add the packaged groups that were never here; returns how many."""
    known = set(SynonymGroup.objects.exclude(packaged="").values_list("packaged", flat=True))
    new = [
        SynonymGroup(words=list(words), note=note, packaged=words[0])
        for words, note in synonyms()
        if words[0] not in known
    ]
    SynonymGroup.objects.bulk_create(new)
    return len(new)


def _checked(typed: Iterable[str], own: SynonymGroup | None) -> list[str]:
    words = list(dict.fromkeys(filter(None, (one_line(word) for word in typed))))
    if len({normal(word) for word in words}) < FEWEST_WORDS:
        _refuse("至少写两个不同的词，一行一个。")
    if len(words) > MOST_WORDS:
        _refuse(f"一组最多 {MOST_WORDS} 个词，请分成两组。")
    for word in words:
        _check_word(word)
    _check_apart(words, own)
    return words


def _check_word(word: str) -> None:
    if not SHORTEST <= len(word) <= LONGEST:
        _refuse(f"“{word[:30]}”要写成 {SHORTEST} 到 {LONGEST} 个字的词。一个字会搜出太多不相干的内容。")
    if not normal(word) or " " in normal(word):
        _refuse(f"“{word}”中间有标点或者空格，请只写词本身。")


def _check_apart(words: list[str], own: SynonymGroup | None) -> None:
    """The same two words in two groups would be two truths about one thing."""
    mine = {normal(word) for word in words}
    for other in SynonymGroup.objects.filter(active=True):
        if own is not None and other.pk == own.pk:
            continue
        both = [word for word in other.words if normal(word) in mine]
        if both and normal(other.words[0]) in mine or len(both) > 1:
            _refuse(f"“{both[0]}”已经在“{other}”这一组里，请直接修改那一组。")


def _told(row: SynonymGroup, verb: str, by: User, before: list[str]) -> SynonymGroup:
    append(
        verb=verb,
        by=by,
        role=acting_role(by, MANAGE, None),
        subject=row,
        detail={"before": before, "words": list(row.words), "active": row.active},
    )
    return row


def _refuse(message: str) -> NoReturn:
    raise ValidationError({"words": message})
