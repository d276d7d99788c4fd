"""An inspection draws a sample of published records and a person checks each against a list."""

from django.conf import settings
from django.db import models
from django.urls import reverse

from mingbai.disclosures.models import Information
from mingbai.evaluation.states import InspectionState
from mingbai.organisations.models import Organisation


class Subject(models.TextChoices):
    """What is looked at; each has its own checklist in `data/checklists.json`."""

    RECORDS = "records", "公开信息质量"
    WEBSITE = "website", "网站页面（从公众一侧看）"


class Strata(models.TextChoices):
    """By what the population is divided before drawing."""

    ORGANISATION = "organisation", "每个单位"
    FIELD = "field", "每个公开领域"
    NONE = "none", "不分组"


class Inspection(models.Model):
    """One round of sampling, run by `organisation`; `seed` and the population give the sample again."""

    title = models.CharField("名称", max_length=100)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="组织单位")
    subject = models.CharField("检查对象", max_length=20, choices=Subject.choices, default=Subject.RECORDS)
    period_key = models.CharField("时段", max_length=12)
    starts_on = models.DateField("从")
    ends_on = models.DateField("到")
    seed = models.CharField("抽样种子", max_length=60)
    strata = models.CharField("分组", max_length=20, choices=Strata.choices)
    each = models.PositiveIntegerField("每组条数", default=0)
    percent = models.PositiveIntegerField("每组百分比", default=0)
    population_size = models.PositiveIntegerField("总体条数")
    population_digest = models.CharField("总体摘要", max_length=64)
    state = models.CharField(
        "状态", max_length=20, choices=InspectionState.choices, default=InspectionState.DRAWN
    )
    drawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    drawn_at = models.DateTimeField("抽取时间")
    closed_at = models.DateTimeField("办结时间", null=True)
    closing_note = models.CharField("办结说明", max_length=500, blank=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = verbose_name_plural = "抽查"

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("evaluation:inspection", args=[self.pk])


class Population(models.Model):
    """What could have been drawn: [record, stratum, digest of what was public] each. Never altered."""

    inspection = models.OneToOneField(Inspection, models.CASCADE, related_name="population")
    members = models.JSONField("总体")

    class Meta:
        verbose_name = verbose_name_plural = "抽样总体"

    def __str__(self) -> str:
        return f"{self.inspection}的总体"


class SampledItem(models.Model):
    """One drawn record; `organisation` and `digest` are those of the day of drawing."""

    inspection = models.ForeignKey(Inspection, models.CASCADE, related_name="items")
    information = models.ForeignKey(Information, models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="被查单位")
    number = models.PositiveIntegerField("序号")
    stratum = models.CharField("组", max_length=120, blank=True)
    digest = models.CharField("抽取时的内容摘要", max_length=64)
    remarks = models.CharField("备注", max_length=500, blank=True)
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    checked_at = models.DateTimeField("检查时间", null=True)

    class Meta:
        ordering = ["number"]
        verbose_name = verbose_name_plural = "抽中的信息"
        constraints = [
            models.UniqueConstraint(fields=["inspection", "information"], name="sampled_once"),
            models.UniqueConstraint(fields=["inspection", "number"], name="sample_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.information}"

    def get_absolute_url(self) -> str:
        return reverse("evaluation:item", args=[self.pk])


class CheckLine(models.Model):
    """One line of the list for one record: what the machine found and what the person decided."""

    item = models.ForeignKey(SampledItem, models.CASCADE, related_name="lines")
    key = models.CharField("检查项", max_length=40)
    machine = models.CharField("机器结论", max_length=20, blank=True)
    machine_note = models.CharField("机器说明", max_length=500, blank=True)
    verdict = models.CharField("结论", max_length=20)
    note = models.CharField("说明", max_length=500, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = verbose_name_plural = "检查结论"
        constraints = [models.UniqueConstraint(fields=["item", "key"], name="check_line_once")]

    def __str__(self) -> str:
        return f"{self.key}：{self.verdict}"
