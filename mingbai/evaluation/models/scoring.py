"""Schemes of indicators, and rounds in which organisations are scored by them."""

from django.conf import settings
from django.db import models
from django.urls import reverse

from mingbai.disclosures.models import Information
from mingbai.evaluation.states import RoundState, SchemeState
from mingbai.organisations.models import Organisation


class Scheme(models.Model):
    """A tree of indicators for a year. Its numbers change only while it is a draft."""

    title = models.CharField("名称", max_length=100)
    year = models.PositiveIntegerField("年度")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="考核单位")
    state = models.CharField("状态", max_length=20, choices=SchemeState.choices, default=SchemeState.DRAFT)
    note = models.CharField("说明", max_length=500, blank=True)
    created_at = models.DateTimeField("建立时间")

    class Meta:
        ordering = ["-year", "-pk"]
        verbose_name = verbose_name_plural = "考核方案"

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("evaluation:scheme", args=[self.pk])


class Indicator(models.Model):
    """A node of the tree. Leaves carry a weight in points and a rule (see `rules.scoring`); a node with
    children weighs what they weigh together."""

    scheme = models.ForeignKey(Scheme, models.CASCADE, related_name="indicators")
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    order = models.PositiveIntegerField("序号")
    name = models.CharField("指标", max_length=100)
    standard = models.CharField("评价标准", max_length=300, blank=True)
    weight = models.DecimalField("分值", max_digits=6, decimal_places=2, default=0)
    rule = models.JSONField("评分规则", default=dict, blank=True)
    ended = models.BooleanField("已删去", default=False)

    class Meta:
        ordering = ["order", "pk"]
        verbose_name = verbose_name_plural = "指标"

    def __str__(self) -> str:
        return self.name


class Round(models.Model):
    """One evaluation of several organisations by one scheme over one period.

    `snapshot` and `digest` hold the result once it is frozen; nothing is computed afterwards.
    """

    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="rounds")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="考核单位")
    title = models.CharField("名称", max_length=100)
    period_key = models.CharField("时段", max_length=12)
    with_below = models.BooleanField("连同下级一起考核", default=True)
    state = models.CharField("状态", max_length=20, choices=RoundState.choices, default=RoundState.OPEN)
    self_until = models.DateField("自评截止")
    objections_until = models.DateField("异议截止", null=True)
    computed_at = models.DateTimeField("取数时间", null=True)
    frozen_at = models.DateTimeField("固定时间", null=True)
    published_at = models.DateTimeField("公布时间", null=True)
    snapshot = models.JSONField("固定的结果", default=dict)
    digest = models.CharField("结果摘要", max_length=64, blank=True)
    opened_at = models.DateTimeField("开始时间")

    class Meta:
        ordering = ["-pk"]
        verbose_name = verbose_name_plural = "考核"

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("evaluation:round", args=[self.pk])


class Sheet(models.Model):
    """One organisation in one round."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="sheets")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name="被考核单位"
    )
    self_done_at = models.DateTimeField("自评提交时间", null=True)

    class Meta:
        ordering = ["organisation__path"]
        verbose_name = verbose_name_plural = "考核表"
        constraints = [models.UniqueConstraint(fields=["round", "organisation"], name="sheet_once")]

    def __str__(self) -> str:
        return f"{self.organisation}（{self.round}）"

    def get_absolute_url(self) -> str:
        return reverse("evaluation:sheet", args=[self.pk])


class Line(models.Model):
    """One indicator of one organisation. `value` is a count or a rate 0–1, None without data.

    `points` come from the rule or, with `manual`, from a person. `excluded` says why it does not count.
    """

    sheet = models.ForeignKey(Sheet, models.CASCADE, related_name="lines")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="lines")
    value = models.DecimalField("取数", max_digits=12, decimal_places=6, null=True)
    part = models.PositiveIntegerField("分子", default=0)
    whole = models.PositiveIntegerField("分母", null=True)
    self_points = models.DecimalField("自评分", max_digits=6, decimal_places=2, null=True)
    self_note = models.CharField("自评说明", max_length=500, blank=True)
    self_evidence = models.ForeignKey(Information, models.PROTECT, null=True, related_name="+")
    manual = models.DecimalField("人工评分", max_digits=6, decimal_places=2, null=True)
    manual_note = models.CharField("评分说明", max_length=500, blank=True)
    points = models.DecimalField("得分", max_digits=6, decimal_places=2, null=True)
    deductions = models.JSONField("扣分", default=list)
    excluded = models.CharField("不参与评分的理由", max_length=300, blank=True)

    class Meta:
        ordering = ["indicator__order", "pk"]
        verbose_name = verbose_name_plural = "考核项"
        constraints = [models.UniqueConstraint(fields=["sheet", "indicator"], name="line_once")]

    def __str__(self) -> str:
        return f"{self.indicator}：{self.points if self.points is not None else '无数据'}"


class Objection(models.Model):
    """An organisation disagrees with one line; somebody of the county office decides. One per line."""

    line = models.OneToOneField(Line, models.CASCADE, related_name="objection")
    reason = models.CharField("理由", max_length=500)
    evidence = models.ForeignKey(Information, models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField("提出时间")
    accepted = models.BooleanField("采纳", null=True)
    decision = models.CharField("复核意见", max_length=500, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField("复核时间", null=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = verbose_name_plural = "异议"

    def __str__(self) -> str:
        return f"{self.line.indicator}：{self.reason[:40]}"
