"""When players last asked for their playlist, and who came to the places where anybody can look things up."""

from django.conf import settings
from django.db import models

from mingbai.channels.models import Place


class Player(models.Model):
    """The last time a playlist was fetched for a place; nothing is kept of who fetched it."""

    place = models.OneToOneField(Place, models.CASCADE, primary_key=True, related_name="player")
    fetched_at = models.DateTimeField("最近一次取播放单")

    class Meta:
        verbose_name = verbose_name_plural = "电子屏播放机"

    def __str__(self) -> str:
        return f"{self.place}：{self.fetched_at:%Y-%m-%d %H:%M}"


class Visit(models.Model):
    """One day at one place: how many people came and what they asked about, never who."""

    place = models.ForeignKey(Place, models.PROTECT, related_name="visits", verbose_name="查阅点")
    on = models.DateField("日期")
    visitors = models.PositiveIntegerField("接待人数")
    asked = models.CharField("主要查什么", max_length=300, blank=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="登记人"
    )
    entered_at = models.DateTimeField("登记时间")

    class Meta:
        verbose_name = verbose_name_plural = "查阅登记"
        ordering = ["-on", "place"]
        constraints = [models.UniqueConstraint(fields=["place", "on"], name="visit_once_a_day")]

    def __str__(self) -> str:
        return f"{self.place} {self.on}"
