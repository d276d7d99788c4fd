"""Figures the platform does not hold, whom a report sums up, and what the county decided."""

from django.db import models

from mingbai.annual.models.reports import AnnualReport, person
from mingbai.organisations.models import Organisation


class Entered(models.Model):
    """What a person entered into one cell, with where it is from.

    It is added to what the platform counts: requests, documents and cases that never were on the platform.
    `value` is None when the cell is not applicable to the organisation.
    """

    report = models.ForeignKey(AnnualReport, models.CASCADE, related_name="entered")
    name = models.CharField("格", max_length=120, help_text="如 two.行政许可.本年处理决定数量")
    value = models.DecimalField("数", max_digits=16, decimal_places=6, null=True)
    source = models.CharField("来源", max_length=300)
    by = person("填报人")
    at = models.DateTimeField("填报时间")

    class Meta:
        ordering = ["report", "pk"]
        verbose_name = verbose_name_plural = "填报的数字"
        constraints = [models.UniqueConstraint(fields=["report", "name"], name="annual_entered_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def not_applicable(self) -> bool:
        return self.value is None


class Inclusion(models.Model):
    """An organisation below whose report is summed up in this one, or is left out with a reason."""

    report = models.ForeignKey(AnnualReport, models.CASCADE, related_name="inclusions")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="单位")
    left_out_reason = models.CharField("不汇总的理由", max_length=300, blank=True)
    by = person()
    at = models.DateTimeField("时间")

    class Meta:
        ordering = ["report", "organisation__path"]
        verbose_name = verbose_name_plural = "汇总的单位"
        constraints = [
            models.UniqueConstraint(fields=["report", "organisation"], name="annual_inclusion_once")
        ]

    def __str__(self) -> str:
        return str(self.organisation)

    @property
    def left_out(self) -> bool:
        return bool(self.left_out_reason)


class Parameter(models.Model):
    """A decision of the county in the place of a packaged one, see `data/parameters.json`."""

    key = models.CharField("参数", max_length=40, unique=True)
    value = models.JSONField("值")
    set_by = person()
    set_at = models.DateTimeField("设置时间")

    class Meta:
        verbose_name = verbose_name_plural = "年度报告参数"

    def __str__(self) -> str:
        return self.key
