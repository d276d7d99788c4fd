"""Self-checks of November, circulars drafted from results, and the parameters of this app."""

from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse

from mingbai.disclosures.models import Information
from mingbai.evaluation.models.inspections import Inspection
from mingbai.evaluation.models.scoring import Round
from mingbai.evaluation.states import SelfCheckState
from mingbai.organisations.models import Organisation


class SelfCheck(models.Model):
    """One organisation looks at its own year. `due_on` comes from the rule of the county."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="自查单位")
    year = models.PositiveIntegerField("年度")
    state = models.CharField(
        "状态", max_length=20, choices=SelfCheckState.choices, default=SelfCheckState.DRAFT
    )
    due_on = models.DateField("上报期限")
    summary = models.TextField("总体情况和下一步打算", blank=True)
    started_at = models.DateTimeField("开始时间")
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    submitted_at = models.DateTimeField("上报时间", null=True)
    received_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    received_at = models.DateTimeField("接收时间", null=True)
    office_note = models.CharField("县公开办意见", max_length=500, blank=True)

    class Meta:
        ordering = ["-year", "organisation__path"]
        verbose_name = verbose_name_plural = "年度自查"
        constraints = [models.UniqueConstraint(fields=["organisation", "year"], name="self_check_once")]

    def __str__(self) -> str:
        return f"{self.organisation}{self.year}年度政务公开自查"

    def get_absolute_url(self) -> str:
        return reverse("evaluation:selfcheck", args=[self.pk])


class SelfCheckLine(models.Model):
    """One question: what the machine found when it was last asked, and what the unit says."""

    selfcheck = models.ForeignKey(SelfCheck, models.CASCADE, related_name="lines")
    order = models.PositiveIntegerField("序号")
    key = models.CharField("项", max_length=40)
    machine = models.CharField("机器结论", max_length=20, blank=True)
    machine_note = models.CharField("机器取数", max_length=200, blank=True)
    measure = models.CharField("取数指标", max_length=40, blank=True)
    answer = models.CharField("自查结论", max_length=20, blank=True)
    note = models.CharField("情况说明", max_length=500, blank=True)
    explanation = models.CharField("与系统取数不一致的说明", max_length=500, blank=True)

    class Meta:
        ordering = ["order"]
        verbose_name = verbose_name_plural = "自查项"
        constraints = [models.UniqueConstraint(fields=["selfcheck", "key"], name="self_check_line_once")]

    def __str__(self) -> str:
        return f"{self.key}：{self.answer}"


class Circular(models.Model):
    """A circular (通报) drafted from a closed inspection or a frozen round; a person edits it and hands it
    over as a draft record, which then goes the usual way of review."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="发文单位")
    inspection = models.ForeignKey(Inspection, models.PROTECT, null=True, related_name="circulars")
    round = models.ForeignKey(Round, models.PROTECT, null=True, related_name="circulars")
    title = models.CharField("标题", max_length=200)
    paragraphs = models.JSONField("各段", default=list)
    table = models.JSONField("表", default=dict, help_text="caption、titles、rows")
    source_digest = models.CharField("依据结果的摘要", max_length=64)
    information = models.ForeignKey(Information, models.PROTECT, null=True, related_name="+")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField("起草时间")

    class Meta:
        ordering = ["-pk"]
        verbose_name = verbose_name_plural = "通报"

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("evaluation:circular", args=[self.pk])

    @property
    def source(self) -> Any:
        return self.inspection or self.round


class Parameter(models.Model):
    """A county's value for one parameter of `data/parameters.json`."""

    key = models.CharField("参数", max_length=40, primary_key=True)
    value = models.CharField("值", max_length=100)

    class Meta:
        verbose_name = verbose_name_plural = "督查评估参数"

    def __str__(self) -> str:
        return f"{self.key}={self.value}"
