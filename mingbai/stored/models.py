"""Which public pages are kept, what each of them shows, and what has changed since."""

from django.db import models


class Tick(models.Model):
    """One row, the clock of changes. Held from a change until its transaction ends, so that numbers are
    committed in their order: whoever has seen number n has seen every change up to n.

    `code` and `templates` are digests of what the pages on hand were made with, `day` is the last day that
    pages were told of.
    """

    number = models.BigIntegerField(default=0)
    code = models.CharField(max_length=64, blank=True)
    templates = models.JSONField(default=dict)
    day = models.DateField(null=True)

    def __str__(self) -> str:
        return str(self.number)


class Change(models.Model):
    """Something public changed: `key` names what. `urgent` when no copy that shows it may stay."""

    number = models.BigIntegerField(db_index=True)
    key = models.CharField(max_length=80)
    urgent = models.BooleanField(default=False)
    at = models.DateTimeField(db_index=True)

    class Meta:
        indexes = [models.Index(fields=["key", "number"], name="change_of_key")]

    def __str__(self) -> str:
        return f"{self.number} {self.key}"


class Recipe(models.Model):
    """The templates that some pages are made of; pages of one kind share one row."""

    digest = models.CharField(max_length=64, unique=True)
    templates = models.JSONField()

    def __str__(self) -> str:
        return "、".join(self.templates)


class Page(models.Model):
    """A public page that is kept, or is to be.

    `path` is its address without a query. `seen` is the number of the last change it is sure to show.
    `stored_at` is empty while no file of it may be there; `wanted_at` says since when it is to be made anew.
    """

    path = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=8, default="html", help_text="Ending of the file")
    seen = models.BigIntegerField(default=0)
    stored_at = models.DateTimeField(null=True)
    wanted_at = models.DateTimeField(null=True)
    digest = models.CharField(max_length=64, blank=True)
    recipe = models.ForeignKey(Recipe, models.PROTECT, null=True, related_name="pages")

    class Meta:
        indexes = [
            models.Index(
                fields=["wanted_at"], name="page_wanted", condition=models.Q(wanted_at__isnull=False)
            )
        ]

    def __str__(self) -> str:
        return self.path


class Dependency(models.Model):
    """A page shows something of `key`."""

    page = models.ForeignKey(Page, models.CASCADE, related_name="dependencies")
    key = models.CharField(max_length=80)

    class Meta:
        indexes = [models.Index(fields=["key", "page"], name="dependency_of_key")]
        constraints = [models.UniqueConstraint(fields=["page", "key"], name="dependency_once")]

    def __str__(self) -> str:
        return f"{self.page} {self.key}"
