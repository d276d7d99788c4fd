"""Which rows an organisation has on its own list, and how it narrows rows of a higher layer."""

from django.conf import settings
from django.db import models

from mingbai.catalogue.models.items import CatalogueItem
from mingbai.organisations.models import Organisation


class Holding(models.Model):
    """This row is on that organisation's own list; several rows make up its catalogue (目录).

    `responsible` looks after it; None while nobody was named. `valid_to` is the last day.
    """

    item = models.ForeignKey(CatalogueItem, models.PROTECT, related_name="holdings")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="holdings")
    responsible = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="holdings",
        verbose_name="责任人",
    )
    valid_from = models.DateField("列入日期")
    valid_to = models.DateField("移出日期", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "本单位目录"
        ordering = ["organisation", "item"]
        indexes = [models.Index(fields=["organisation", "valid_to"], name="holding_of_organisation")]
        constraints = [
            models.UniqueConstraint(
                fields=["item", "organisation"], condition=models.Q(valid_to=None), name="holding_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation}：{self.item}"


class Overlay(models.Model):
    """What one organisation lays over a row of a higher layer; the row itself stays as it is.

    `limit_text` must be narrower ("" leaves it). `channel_list` only adds. With `applicable` false
    `reason` says why the row does not concern the organisation. A change ends this version
    (`valid_to`, last day) and begins the next.
    """

    item = models.ForeignKey(CatalogueItem, models.PROTECT, related_name="overlays")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="overlays")
    applicable = models.BooleanField("适用", default=True)
    reason = models.CharField("不适用的理由", max_length=300, blank=True)
    limit_text = models.CharField("更严的时限", max_length=300, blank=True)
    limit = models.JSONField("时限类型", default=list, blank=True)
    channel_list = models.JSONField("增加的渠道", default=list, blank=True)
    extra = models.JSONField("地方增加的内容", default=dict, blank=True)
    valid_from = models.DateField("生效日期")
    valid_to = models.DateField("失效日期", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "细化"
        constraints = [
            models.UniqueConstraint(
                fields=["item", "organisation"], condition=models.Q(valid_to=None), name="overlay_once"
            ),
            models.CheckConstraint(
                condition=models.Q(applicable=True) | ~models.Q(reason=""), name="not_applicable_has_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}对“{self.item}”的细化"


class Declined(models.Model):
    """A proposed holding that the county office looked at and did not want; it is not proposed again."""

    item = models.ForeignKey(CatalogueItem, models.PROTECT, related_name="declined")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="declined_holdings")
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = verbose_name_plural = "不采用的建议"
        constraints = [models.UniqueConstraint(fields=["item", "organisation"], name="declined_once")]

    def __str__(self) -> str:
        return f"{self.organisation}不列{self.item}"
