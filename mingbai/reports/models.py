"""Fulfilment reports: how a plan was carried out, part by part, each number with its list."""

from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse

from mingbai.disclosures.models import Information
from mingbai.organisations.models import Organisation
from mingbai.plans.models import Plan
from mingbai.reports.rules import figure_changes
from mingbai.reports.states import PartKind, ReportState


def _person(null: bool = False) -> Any:
    return models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=null, related_name="+")


class FulfilmentReport(models.Model):
    """One version of an organisation's report on one plan.

    `below`: counted with everything below the organisation in the tree. `as_of` is the day on which
    the numbers were taken. What is fixed never changes: `snapshot` holds its text, numbers and lists,
    and `digest` covers them. A new version names the old one as `previous`.
    """

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="reports", verbose_name="计划")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="reports", verbose_name="报告单位"
    )
    below = models.BooleanField("连同下级单位", default=False)
    year = models.PositiveIntegerField("年度")
    version = models.PositiveSmallIntegerField("第几版", default=1)
    previous = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="following", verbose_name="上一版"
    )
    title = models.CharField("标题", max_length=200)
    addressee = models.CharField("主送机关", max_length=200, blank=True)
    document_number = models.CharField("发文字号", max_length=80, blank=True)
    signer = models.CharField("签发人", max_length=50, blank=True)
    written_on = models.DateField("成文日期", null=True, blank=True)
    state = models.CharField("状态", max_length=10, choices=ReportState.choices, default=ReportState.DRAFT)
    as_of = models.DateField("数字取自")
    made_by = _person()
    made_at = models.DateTimeField("起草时间")
    fixed_by = _person(null=True)
    fixed_at = models.DateTimeField("定稿时间", null=True)
    snapshot = models.JSONField("定稿内容", default=dict)
    digest = models.CharField("定稿摘要", max_length=64, blank=True)
    information = models.ForeignKey(
        Information, models.PROTECT, null=True, related_name="reports", verbose_name="转成的稿件"
    )

    class Meta:
        ordering = ["-pk"]
        verbose_name = verbose_name_plural = "落实情况报告"
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "organisation"],
                condition=models.Q(state="draft"),
                name="one_draft_of_a_report",
            ),
            models.CheckConstraint(
                condition=models.Q(state="draft") | ~models.Q(digest=""), name="fixed_report_with_digest"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("reports:report", args=[self.pk])

    @property
    def ledger_label(self) -> str:
        return f"落实情况报告 {self.pk}"

    @property
    def is_draft(self) -> bool:
        return self.state == ReportState.DRAFT


class ReportPart(models.Model):
    """A heading with its text. `key` names it through all versions; `path` is the plan's own number.

    `generated` is what the machine wrote from `figures`; `edited`, when not "", what a person made of it
    and what counts. After numbers were taken anew, `changed` marks a part whose machine text differs;
    `before` and `before_figures` show what it was, until a person has looked.
    """

    report = models.ForeignKey(FulfilmentReport, models.PROTECT, related_name="parts")
    key = models.CharField(max_length=80)
    kind = models.CharField(max_length=12, choices=PartKind.choices)
    order = models.PositiveIntegerField("顺序")
    level = models.PositiveSmallIntegerField("层次", default=1)
    path = models.CharField("计划里的序号", max_length=60, blank=True)
    headings = models.JSONField("所在标题", default=list)
    heading = models.CharField("标题", max_length=300, blank=True)
    generated = models.TextField("系统写的", blank=True)
    edited = models.TextField("修改后的", blank=True)
    figures = models.JSONField("数字", default=list)
    before = models.TextField("原来系统写的", blank=True)
    before_figures = models.JSONField("原来的数字", default=list)
    changed = models.BooleanField("有变化", default=False)
    edited_by = _person(null=True)
    edited_at = models.DateTimeField("修改时间", null=True)

    class Meta:
        ordering = ["report", "order", "pk"]
        verbose_name = verbose_name_plural = "报告的一部分"
        constraints = [models.UniqueConstraint(fields=["report", "key"], name="report_part_once")]

    def __str__(self) -> str:
        return self.heading or self.get_kind_display()

    @property
    def text(self) -> str:
        return self.edited or self.generated

    @property
    def paragraphs(self) -> list[str]:
        return [one.strip() for one in self.text.splitlines() if one.strip()]

    @property
    def number_changes(self) -> list[tuple[str, str, str]]:
        """(label, old number, new number) of figures that moved; "" where there was or is none."""
        return figure_changes(self.before_figures, self.figures) if self.changed else []
