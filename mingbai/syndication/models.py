"""The months in which something was published, and how each is cut into parts."""

from django.db import models


def one_part() -> list[int]:
    return [0]


class Month(models.Model):
    """A month with published records; `disclosures.followers` and `mingbai setup` keep the rows complete.

    `starts` are the record numbers at which the month's parts begin, each part ending before the next and
    the last one open. They are only ever added to, so that no record moves from part to part. `stale` asks
    the sweep to see whether a part has become too long.
    """

    first_day = models.DateField(primary_key=True)
    starts = models.JSONField(default=one_part)
    changed_at = models.DateTimeField()
    stale = models.BooleanField(default=True)

    class Meta:
        ordering = ["-first_day"]
        verbose_name = verbose_name_plural = "有公开信息的月份"

    def __str__(self) -> str:
        return f"{self.first_day:%Y-%m}"
