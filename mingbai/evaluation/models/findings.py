"""What was found wrong, the notice that asks to put it right, and every step since."""

from django.conf import settings
from django.db import models
from django.urls import reverse

from mingbai.disclosures.models import Information
from mingbai.evaluation.models.inspections import Inspection, SampledItem
from mingbai.evaluation.models.scoring import Indicator
from mingbai.evaluation.states import FindingState, FindingVerb
from mingbai.organisations.models import Organisation


class Severity(models.TextChoices):
    MINOR = "minor", "轻微"
    ORDINARY = "ordinary", "一般"
    SERIOUS = "serious", "严重"


class Source(models.TextChoices):
    INSPECTION = "inspection", "抽查"
    MONITORING = "monitoring", "日常监测"
    COMPLAINT = "complaint", "投诉举报"
    EVALUATION = "evaluation", "考核"
    SUPERIOR = "superior", "上级通报"
    CHANNELS = "channels", "渠道核对"
    OTHER = "other", "其他"


class Notice(models.Model):
    """A rectification notice to one organisation; its text is fixed when it is issued."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="发文单位")
    addressee = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="被通知单位")
    number = models.CharField("文号", max_length=80, unique=True)
    year = models.PositiveIntegerField("年份")
    serial = models.PositiveIntegerField("顺序号")
    issued_on = models.DateField("发出日期")
    due_on = models.DateField("整改期限")
    text = models.JSONField("内容", help_text="题目、称谓、各段、表")
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-pk"]
        verbose_name = verbose_name_plural = "整改通知"
        constraints = [
            models.UniqueConstraint(fields=["organisation", "year", "serial"], name="notice_serial_once")
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("evaluation:notice", args=[self.pk])


class Finding(models.Model):
    """One thing wrong in one organisation, from being found to being put right. `due_on` is the last day
    for answering; it is set by the notice, in working days. `found_by` is None for what the machine found."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="责任单位")
    inspector = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="检查单位")
    source = models.CharField("来源", max_length=20, choices=Source.choices)
    inspection = models.ForeignKey(Inspection, models.PROTECT, null=True, related_name="findings")
    item = models.ForeignKey(SampledItem, models.PROTECT, null=True, related_name="findings")
    check_key = models.CharField("检查项", max_length=40, blank=True)
    information = models.ForeignKey(
        Information, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="涉及信息"
    )
    indicator = models.ForeignKey(
        Indicator, models.PROTECT, null=True, blank=True, related_name="findings", verbose_name="对应指标"
    )
    topic = models.CharField("检查内容", max_length=100, blank=True)
    what = models.TextField("问题", max_length=1000)
    standard = models.CharField("评价标准", max_length=300, blank=True)
    basis = models.CharField("依据", max_length=300, blank=True)
    severity = models.CharField("程度", max_length=20, choices=Severity.choices, default=Severity.ORDINARY)
    state = models.CharField(
        "状态", max_length=20, choices=FindingState.choices, default=FindingState.FOUND, db_index=True
    )
    found_on = models.DateField("发现日期")
    found_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    notice = models.ForeignKey(Notice, models.PROTECT, null=True, related_name="findings")
    due_on = models.DateField("整改期限", null=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    answered_on = models.DateField("最近答复日期", null=True)
    settled_on = models.DateField("了结日期", null=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = verbose_name_plural = "督查问题"
        indexes = [models.Index(fields=["organisation", "state", "due_on"], name="finding_of_org")]
        constraints = [
            models.UniqueConstraint(
                fields=["item", "check_key"],
                condition=models.Q(item__isnull=False),
                name="finding_per_check_once",
            ),
            models.UniqueConstraint(
                fields=["information"],
                condition=models.Q(source=Source.CHANNELS),
                name="channels_found_once",
            ),
        ]

    def __str__(self) -> str:
        return self.what[:60]

    def get_absolute_url(self) -> str:
        return reverse("evaluation:finding", args=[self.pk])

    @property
    def ledger_label(self) -> str:
        return f"督查问题第{self.pk}号"


class FindingStep(models.Model):
    """One step after the finding: what was said, by whom (None: the machine), with what evidence. Never
    altered."""

    finding = models.ForeignKey(Finding, models.CASCADE, related_name="steps")
    verb = models.CharField("步骤", max_length=20, choices=FindingVerb.choices)
    text = models.TextField("说明", blank=True)
    evidence = models.ForeignKey(
        Information, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="佐证信息"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField("时间")

    class Meta:
        ordering = ["pk"]
        verbose_name = verbose_name_plural = "整改过程"

    def __str__(self) -> str:
        return f"{self.get_verb_display()} {self.at:%Y-%m-%d}"


class Looked(models.Model):
    """The last day on which the machine looked for what is wrong of one kind, and the first."""

    what = models.CharField("来源", max_length=20, choices=Source.choices, primary_key=True)
    on = models.DateField("哪一天")
    since = models.DateField("从哪天起", help_text="这天以前就该办的，只列出，不算发现的问题")

    class Meta:
        verbose_name = verbose_name_plural = "机器核对"

    def __str__(self) -> str:
        return f"{self.get_what_display()} {self.on}"
