"""Sealed months of the register. Rows are never changed: what comes later stands in later months."""

from typing import Any

from django.conf import settings
from django.db import models

from mingbai.organisations.models import Organisation


class BookSeal(models.Model):
    """One organisation's register of one month as it was sealed, with the digest of its canonical JSON.

    `by` is None where nobody sealed the month in time and the system did.
    """

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="book_seals", verbose_name="单位"
    )
    month = models.CharField("月份", max_length=7)
    content = models.JSONField("内容")
    count = models.PositiveIntegerField("条数")
    digest = models.CharField("摘要", max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField("封存时间")

    class Meta:
        ordering = ["organisation", "month"]
        verbose_name = verbose_name_plural = "封存的登记簿"
        constraints = [models.UniqueConstraint(fields=["organisation", "month"], name="book_sealed_once")]

    def __str__(self) -> str:
        return f"{self.content['name']}{self.month}登记簿"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk:
            raise TypeError("a sealed month never changes")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise TypeError("a sealed month is never deleted")


class SealedUpTo(models.Model):
    """One row: the last month of which every organisation's register is sealed, so that rounds end early."""

    month = models.CharField(max_length=7)

    def __str__(self) -> str:
        return self.month
