"""An organisation's report about a year, its six sections, and each signature with what was signed."""

from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse

from mingbai.annual.states import FINAL, State
from mingbai.disclosures.models import Information
from mingbai.organisations.models import Organisation
from mingbai.report_check.form.forms import FORMS, NUMERALS, SECTIONS, Form


def person(label: str = "", null: bool = False) -> Any:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=null, related_name="+", verbose_name=label
    )


class AnnualReport(models.Model):
    """The report of one organisation about one year (第五十条). `form` is a key of `FORMS`.

    While it is written every figure is counted when it is looked at. What was signed stands in `signing`
    and never changes; a report that is reopened and signed again has several of them.
    """

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="annual_reports", verbose_name="报告单位"
    )
    year = models.PositiveSmallIntegerField("年度")
    form = models.CharField("格式", max_length=10, choices=[(name, f"{name}年格式") for name in FORMS])
    title = models.CharField("标题", max_length=200)
    state = models.CharField("状态", max_length=12, choices=State.choices, default=State.DRAFTING)
    as_of = models.DateField("文字中的数字取自")
    made_by = person("编写人")
    made_at = models.DateTimeField("开始编写")
    submitted_by = person("提交人", null=True)
    submitted_at = models.DateTimeField("提交时间", null=True)
    returned_reason = models.CharField("退回或者重新编写的原因", max_length=300, blank=True)
    signing = models.OneToOneField(
        "Signing", models.PROTECT, null=True, related_name="+", verbose_name="现行的签发稿"
    )
    handed_in_on = models.DateField("报送日期", null=True)
    handed_in_by = person("报送人", null=True)
    handed_in_to = models.CharField("报送给", max_length=100, blank=True)
    information = models.ForeignKey(
        Information, models.PROTECT, null=True, related_name="annual_reports", verbose_name="转成的稿件"
    )

    class Meta:
        ordering = ["-year", "organisation__path"]
        verbose_name = verbose_name_plural = "政府信息公开年度报告"
        constraints = [
            models.UniqueConstraint(fields=["organisation", "year"], name="annual_report_once"),
            models.CheckConstraint(
                name="annual_signed_with_signing",
                condition=~models.Q(state__in=FINAL) | models.Q(signing__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("annual:report", args=[self.pk])

    @property
    def ledger_label(self) -> str:
        return f"政府信息公开年度报告 {self.pk}"

    def is_over(self, today: date) -> bool:
        """Whether the year is over, so that its figures are whole."""
        return today.year > self.year

    @property
    def is_final(self) -> bool:
        return self.state in FINAL

    @property
    def statutory(self) -> Form:
        return FORMS[self.form]


class Section(models.Model):
    """One of the six sections. `generated` is the machine's text, `edited`, when not "", a person's.

    Sections two to four are tables; what stands here for them is printed below the table. After numbers
    were taken anew, `changed` marks a section whose machine text differs from `before`, until a person
    has looked.
    """

    report = models.ForeignKey(AnnualReport, models.CASCADE, related_name="sections")
    number = models.PositiveSmallIntegerField("第几部分")
    generated = models.TextField("系统写的", blank=True)
    edited = models.TextField("修改后的", blank=True)
    figures = models.JSONField("数字", default=list)
    before = models.TextField("原来系统写的", blank=True)
    changed = models.BooleanField("有变化", default=False)
    edited_by = person(null=True)
    edited_at = models.DateTimeField("修改时间", null=True)

    class Meta:
        ordering = ["report", "number"]
        verbose_name = verbose_name_plural = "年度报告的一部分"
        constraints = [models.UniqueConstraint(fields=["report", "number"], name="annual_section_once")]

    def __str__(self) -> str:
        return f"{NUMERALS[self.number - 1]}、{self.title}"

    @property
    def title(self) -> str:
        return SECTIONS[self.number - 1]

    @property
    def text(self) -> str:
        return self.edited or self.generated

    @property
    def paragraphs(self) -> list[str]:
        return [one.strip() for one in self.text.splitlines() if one.strip()]


class Signing(models.Model):
    """What was signed, by whom, when. Never altered but for being revoked; `digest` covers `snapshot`.

    `snapshot`: `title, organisation, year, form, sections, tables, own, records, names, entered, included,
    left_out, warnings`; see `queries.frozen`.
    """

    report = models.ForeignKey(AnnualReport, models.PROTECT, related_name="signings")
    number = models.PositiveSmallIntegerField("第几次签发")
    snapshot = models.JSONField("签发内容")
    digest = models.CharField("摘要", max_length=64)
    signed_by = person("签发人")
    signed_at = models.DateTimeField("签发时间")
    revoked_by = person("重新编写", null=True)
    revoked_at = models.DateTimeField("重新编写时间", null=True)
    revoked_reason = models.CharField("重新编写的原因", max_length=300, blank=True)

    class Meta:
        ordering = ["report", "number"]
        verbose_name = verbose_name_plural = "年度报告签发稿"
        constraints = [models.UniqueConstraint(fields=["report", "number"], name="annual_signing_once")]

    def __str__(self) -> str:
        return f"{self.report_id} 第{self.number}次签发"
