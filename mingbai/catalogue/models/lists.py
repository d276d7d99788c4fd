"""Power lists and service lists, tied to the rows of the catalogue."""

from django.db import models

from mingbai.catalogue.models.items import CatalogueItem
from mingbai.organisations.models import Organisation


class ListKind(models.TextChoices):
    POWER = "power", "权责清单"
    SERVICE = "service", "公共服务清单"


class ListEntry(models.Model):
    """One entry of an organisation's power list or service list. `valid_to` is the last day."""

    kind = models.CharField("清单", max_length=20, choices=ListKind.choices)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="list_entries")
    code = models.CharField("事项编码", max_length=60)
    name = models.CharField("事项名称", max_length=200)
    category = models.CharField("事项类别", max_length=60, blank=True)
    basis = models.TextField("实施依据", blank=True)
    items = models.ManyToManyField(CatalogueItem, related_name="list_entries", verbose_name="对应的公开事项")
    valid_from = models.DateField("列入日期")
    valid_to = models.DateField("移出日期", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "清单事项"
        ordering = ["organisation", "kind", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "organisation", "code"],
                condition=models.Q(valid_to=None),
                name="list_entry_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"
