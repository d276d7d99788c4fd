"""The two books and their shelves. The word index beside each book belongs to `backends`."""

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
