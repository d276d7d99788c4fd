"""Where texts hang, stand, run or can be asked for."""

from django.db import models

from mingbai.channels.states import CHANNEL_OF_PLACE, Channel, PlaceKind
from mingbai.organisations.models import Organisation


class Place(models.Model):
    """One board, screen, loudspeaker or reading place. `organisation` looks after it.

    `code` stands in the address of its QR code and never changes.
    """

    code = models.CharField("编号", max_length=12, unique=True)
    kind = models.CharField("类别", max_length=20, choices=PlaceKind.choices)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="places", verbose_name="管理单位"
    )
    name = models.CharField("名称", max_length=80)
    address = models.CharField("在哪里", max_length=200, blank=True)
    telephone = models.CharField("联系电话", max_length=60, blank=True)
    hours = models.CharField("开放时间", max_length=100, blank=True)
    keeper = models.CharField("管理人", max_length=50, blank=True)
    width_cm = models.PositiveSmallIntegerField("宽（厘米）", null=True, blank=True)
    height_cm = models.PositiveSmallIntegerField("高（厘米）", null=True, blank=True)
    sheets = models.PositiveSmallIntegerField("能贴几张 A4", null=True, blank=True)
    note = models.CharField("备注", max_length=200, blank=True)
    opened_on = models.DateField("启用日期")
    closed_on = models.DateField("停用日期", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "公开场所"
        ordering = ["organisation__path", "kind", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "kind", "name"],
                name="place_open_once",
                condition=models.Q(closed_on=None),
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def channel(self) -> Channel:
        return CHANNEL_OF_PLACE[PlaceKind(self.kind)]
