"""Sheets of village affairs, the signatures and photographs that prove them, and what villagers said."""

from django.conf import settings
from django.db import models

from mingbai.disclosures.models import Information
from mingbai.organisations.models import Organisation
from mingbai.timelimits.periods import Per, Period, of_key
from mingbai.villages.rules import Line
from mingbai.villages.states import ObjectionKind, ProofKind, Result, State


class RegimeRow(models.Model):
    """What the county decided for an organisation and everything below it, from a day to a day.

    The nearest organisation above a village counts.
    """

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name="适用于（含下级）"
    )
    per = models.CharField(
        "多久公布一次", max_length=10, choices=[(one.value, one.label) for one in (Per.MONTH, Per.QUARTER)]
    )
    due_days = models.PositiveSmallIntegerField("期满后几天内公布")
    posting_days = models.PositiveSmallIntegerField("至少张贴几天")
    signers = models.JSONField("由谁签字", default=list)
    telephone = models.CharField("监督电话", max_length=60, blank=True)
    basis = models.CharField("依据", max_length=200)
    valid_from = models.DateField("起用日期")
    valid_to = models.DateField("用到哪一天", null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField("设置时间")

    class Meta:
        verbose_name = verbose_name_plural = "村务公开规定"
        ordering = ["organisation__path", "-valid_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation"],
                condition=models.Q(valid_to=None),
                name="village_regime_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation}：{self.get_per_display()}（{self.valid_from}起）"


class MonthlyClose(models.Model):
    """The sheet of one village for one period; `lines` as `rules.Line.as_json`, amounts in yuan.

    Once posted it never changes: a correction is a new version, and the old one is REOPENED.
    `digest` covers what is signed: balances, lines and note.
    """

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="village_sheets", verbose_name="村"
    )
    period_key = models.CharField("公开期", max_length=10)
    starts_on = models.DateField("起")
    ends_on = models.DateField("止")
    version = models.PositiveSmallIntegerField("第几版", default=1)
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.DRAFT)
    opening = models.DecimalField("上期结余（元）", max_digits=14, decimal_places=2, null=True)
    closing = models.DecimalField("本期结余（元）", max_digits=14, decimal_places=2, null=True)
    lines = models.JSONField("内容", default=list)
    note = models.TextField("需要说明的情况", blank=True)
    digest = models.CharField("内容摘要", max_length=64)
    posted_on = models.DateField("张贴日期", null=True)
    posted_until = models.DateField("张贴到", null=True)
    posted_place = models.CharField("张贴地点", max_length=100, blank=True)
    closed_on = models.DateField("办结日期", null=True)
    correction_reason = models.CharField("更正原因", max_length=300, blank=True)
    information = models.ForeignKey(
        Information, models.PROTECT, null=True, related_name="village_sheets", verbose_name="网上公开的稿件"
    )
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField("建立时间")

    class Meta:
        verbose_name = verbose_name_plural = "村务公开表"
        ordering = ["organisation", "starts_on", "version"]
        indexes = [models.Index(fields=["organisation", "posted_on"], name="village_sheet_posted")]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "period_key", "version"], name="village_sheet_version_once"
            ),
            models.UniqueConstraint(
                fields=["organisation", "period_key"],
                condition=~models.Q(state="reopened"),
                name="village_sheet_current_once",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["draft", "signed"]) | models.Q(posted_on__isnull=False),
                name="village_sheet_posted_on",
            ),
        ]

    def __str__(self) -> str:
        version = f"（第{self.version}版）" if self.version > 1 else ""
        return f"{self.organisation}{self.period.label}村务公开表{version}"

    @property
    def period(self) -> Period:
        return of_key(self.period_key)

    @property
    def content(self) -> tuple[Line, ...]:
        return tuple(Line.of_json(one) for one in self.lines)


class Proof(models.Model):
    """A photograph or scan, private, stripped of place and camera before it is kept; never altered."""

    sheet = models.ForeignKey(MonthlyClose, models.PROTECT, related_name="proofs")
    kind = models.CharField("种类", max_length=20, choices=ProofKind.choices)
    name = models.CharField("文件名", max_length=200)
    file = models.FileField("文件", upload_to="villages/%Y/%m/", max_length=300)
    digest = models.CharField("文件摘要", max_length=64)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField("上传时间")

    class Meta:
        verbose_name = verbose_name_plural = "佐证"
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name


class Signature(models.Model):
    """Who signed the paper, typed in by a clerk; void when the sheet was changed afterwards."""

    sheet = models.ForeignKey(MonthlyClose, models.PROTECT, related_name="signatures")
    role = models.CharField("身份", max_length=40)
    name = models.CharField("姓名", max_length=50)
    signed_on = models.DateField("签字日期")
    digest = models.CharField("所签内容摘要", max_length=64)
    proof = models.ForeignKey(Proof, models.PROTECT, null=True, related_name="+", verbose_name="照片")
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField("录入时间")
    void_at = models.DateTimeField("作废时间", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "签字"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["sheet", "role"], condition=models.Q(void_at=None), name="village_signature_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.name}"


class Objection(models.Model):
    """What a villager said about a period, perhaps before there was any sheet. Never public.

    `name` is for the people who look into it and stands in no list, export or event.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="village_objections")
    period_key = models.CharField("公开期", max_length=10)
    sheet = models.ForeignKey(MonthlyClose, models.PROTECT, null=True, related_name="objections")
    kind = models.CharField("种类", max_length=10, choices=ObjectionKind.choices)
    text = models.TextField("反映的内容")
    raised_on = models.DateField("哪天提出")
    name = models.CharField("反映人", max_length=50, blank=True)
    result = models.CharField("结果", max_length=10, choices=Result.choices, blank=True)
    answer = models.TextField("答复", blank=True)
    answered_on = models.DateField("答复日期", null=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField("录入时间")

    class Meta:
        verbose_name = verbose_name_plural = "村民异议"
        ordering = ["pk"]
        indexes = [models.Index(fields=["organisation", "period_key"], name="village_objection_period")]

    def __str__(self) -> str:
        return f"{self.organisation} {self.period_key} {self.get_kind_display()}"

    @property
    def period_label(self) -> str:
        return of_key(self.period_key).label

    @property
    def ledger_label(self) -> str:
        return f"{self.period_key} 村民异议 {self.pk}"
