"""What was taken from a higher organisation, and each time it was held against its source."""

from django.conf import settings
from django.db import models

from mingbai.disclosures.models import Information
from mingbai.forwarding.states import Decision, State, Way


class Forwarding(models.Model):
    """One record and its source. `source_text` is the normal text as it was taken, private, never altered.

    `known_digest` is what the source may say without anybody being told: the text taken, or a later one that
    somebody decided about. `found_at` is when the present difference was found, None while there is none.
    """

    information = models.OneToOneField(Information, models.PROTECT, related_name="forwarding")
    source_name = models.CharField("来源单位", max_length=100)
    source_url = models.URLField("来源网址", max_length=300, blank=True)
    document_number = models.CharField("来源文号", max_length=80, blank=True)
    source_published_on = models.DateField("来源公布日期", null=True)
    taken_at = models.DateTimeField("录入时间")
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    source_text = models.TextField("来源原文")
    source_digest = models.CharField("来源原文摘要", max_length=64)
    known_digest = models.CharField("已处理到的摘要", max_length=64)
    state = models.CharField("状态", max_length=12, choices=State.choices, default=State.UNCHECKED)
    checked_at = models.DateTimeField("最近核对", null=True)
    problem = models.CharField("打不开的原因", max_length=300, blank=True)
    found_at = models.DateTimeField("发现变化", null=True)
    told_at = models.DateTimeField("通知时间", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "转载"
        ordering = ["-pk"]
        indexes = [models.Index(fields=["state", "checked_at"], name="forwarding_to_check")]

    def __str__(self) -> str:
        return f"转自{self.source_name}：{self.information.title}"


class Check(models.Model):
    """The source as it read at one time, kept only when it said something else than before."""

    forwarding = models.ForeignKey(Forwarding, models.PROTECT, related_name="checks")
    way = models.CharField("方式", max_length=10, choices=Way.choices)
    at = models.DateTimeField("时间")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    text = models.TextField("来源当时的内容")
    digest = models.CharField("摘要", max_length=64)
    decision = models.CharField("处理", max_length=12, choices=Decision.choices, blank=True)
    reason = models.CharField("处理说明", max_length=300, blank=True)
    version_number = models.PositiveIntegerField("更正后的版本号", default=0)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField("处理时间", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "来源核对"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["forwarding"], condition=models.Q(decision=""), name="forwarding_open_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.forwarding} {self.at:%Y-%m-%d %H:%M}"
