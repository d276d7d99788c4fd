"""The two books and their shelves, words that mean the same, and words that found nothing.

The word index beside each book belongs to `backends`.
"""

import secrets

from django.db import models

from mingbai.search.entries import PUBLIC, STAFF


def stamp() -> int:
    """A number no other shelf carries, even one that took the same id after a roll-back."""
    return secrets.randbits(63)


class Shelf(models.Model):
    """Everything records are filtered and counted by; records alike in all of it share one shelf.

    Rows are only ever added, so a shelf once read stays true. The organisation's place in the tree is not
    kept here: it may change.
    """

    digest = models.CharField(max_length=64, unique=True)
    stamp = models.BigIntegerField(default=stamp)
    organisation_id = models.BigIntegerField()
    organisation_name = models.CharField(max_length=100)
    field = models.CharField(max_length=100, blank=True)
    theme = models.CharField(max_length=100, blank=True)
    genre = models.CharField(max_length=100, blank=True)
    openness = models.CharField(max_length=100, blank=True)
    validity = models.CharField(max_length=100, blank=True)
    state = models.CharField(max_length=100, blank=True)

    def __str__(self) -> str:
        return f"{self.organisation_name} {self.field} {self.theme}"


class Row(models.Model):
    """An entry as shown in results; its `key` is its number in the word index."""

    record_id = models.BigIntegerField(primary_key=True)
    key = models.BigIntegerField(unique=True)
    shelf = models.ForeignKey(Shelf, models.PROTECT, related_name="+")
    index_number = models.CharField(max_length=200)
    title = models.TextField()
    document_number = models.CharField(max_length=200)
    day = models.DateField()
    url = models.CharField(max_length=500)
    text = models.TextField()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.title


class PublicRow(Row):
    """What anyone may find."""


class StaffRow(Row):
    """What staff may find within their organisations, drafts included."""


ROWS: dict[str, type[PublicRow] | type[StaffRow]] = {PUBLIC: PublicRow, STAFF: StaffRow}


class SynonymGroup(models.Model):
    """Words that mean the same to who searches; the first is the one that is shown.

    `packaged` is the first word of the row of data/synonyms.csv it came from: the setup adds rows it does
    not find by this name, and so never brings back what the county changed or gave up.
    """

    words = models.JSONField("词", default=list)
    note = models.CharField("说明", max_length=100, blank=True)
    active = models.BooleanField("启用", default=True)
    packaged = models.CharField(max_length=40, blank=True)
    changed_at = models.DateTimeField("修改时间", null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = verbose_name_plural = "同义词"
        constraints = [
            models.UniqueConstraint(
                fields=["packaged"], condition=~models.Q(packaged=""), name="synonym_packaged_once"
            )
        ]

    def __str__(self) -> str:
        return "、".join(self.words)


class MissedWord(models.Model):
    """How often something was searched for on a day without finding anything; nobody's name or address.

    Only what cannot be about a person is kept, see `portal.rules.missed`, and for 90 days.
    """

    word = models.CharField("搜的词", max_length=30)
    day = models.DateField("日期")
    count = models.PositiveIntegerField("次数", default=1)

    class Meta:
        ordering = ["-day", "word"]
        verbose_name = verbose_name_plural = "没有搜到的词"
        constraints = [models.UniqueConstraint(fields=["word", "day"], name="missed_word_once_a_day")]
        indexes = [models.Index(fields=["day"])]

    def __str__(self) -> str:
        return f"{self.word}（{self.day}，{self.count}次）"
