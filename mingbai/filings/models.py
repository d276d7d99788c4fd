"""What organisations file with the county office, and what the office asks for."""

from typing import Any

from django.conf import settings
from django.db import models

from mingbai.disclosures.models import Information
from mingbai.organisations.models import Organisation


def _person(label: str, null: bool = False) -> Any:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=null, related_name="+", verbose_name=label
    )


class Kind(models.TextChoices):
    PLAN = "plan", "实施方案、工作要点"
    CATALOGUE = "catalogue", "公开目录"
    REGIME = "regime", "制度"
    CONTACT = "contact", "负责人和联络员"
    ACCOUNT = "account", "政务新媒体账号"
    SELF_CHECK = "self_check", "自查材料"
    HIGHLIGHT = "highlight", "亮点做法"
    AWARD = "award", "评比表彰活动清理"
    OTHER = "other", "其他"


class Collection(models.Model):
    """Something that certain organisations must file by a day, such as 2018年实施方案报备."""

    title = models.CharField("名称", max_length=120)
    kind = models.CharField("类别", max_length=12, choices=Kind.choices)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="collections", verbose_name="收件单位"
    )
    expected = models.ManyToManyField(Organisation, related_name="asked_to_file", verbose_name="应报单位")
    due_on = models.DateField("截止日期")
    note = models.CharField("要求", max_length=500, blank=True)
    closed_at = models.DateTimeField("结束时间", null=True)
    created_by = _person("发起人")
    created_at = models.DateTimeField("发起时间")

    class Meta:
        ordering = ["-due_on", "-pk"]
        verbose_name = verbose_name_plural = "征集报备"

    def __str__(self) -> str:
        return self.title


class Filing(models.Model):
    """One thing that an organisation filed: a file or one of its records.

    A filing that was sent back stays; the next one names it in `replaces`.
    """

    class State(models.TextChoices):
        SENT = "sent", "已报送，待确认"
        RECEIVED = "received", "已收到"
        SENT_BACK = "sent_back", "已退回"

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="filings", verbose_name="报送单位"
    )
    collection = models.ForeignKey(Collection, models.PROTECT, null=True, related_name="filings")
    kind = models.CharField("类别", max_length=12, choices=Kind.choices)
    title = models.CharField("名称", max_length=200)
    note = models.CharField("说明", max_length=500, blank=True)
    information = models.ForeignKey(Information, models.PROTECT, null=True, related_name="filings")
    file = models.FileField("文件", upload_to="filings/%Y/%m/", max_length=300, blank=True)
    file_name = models.CharField("文件名", max_length=200, blank=True)
    digest = models.CharField("文件摘要", max_length=64, blank=True)
    replaces = models.OneToOneField("self", models.PROTECT, null=True, related_name="replaced_by")
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.SENT)
    sent_by = _person("报送人")
    sent_at = models.DateTimeField("报送时间")
    received_by = _person("收件人", null=True)
    received_at = models.DateTimeField("处理时间", null=True)
    receipt_number = models.CharField("回执编号", max_length=40, blank=True)
    reason = models.CharField("退回理由", max_length=300, blank=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = verbose_name_plural = "报备件"
        constraints = [
            models.UniqueConstraint(
                fields=["receipt_number"],
                condition=~models.Q(receipt_number=""),
                name="filing_receipt_once",
            ),
            models.UniqueConstraint(
                fields=["organisation", "collection"],
                condition=models.Q(state__in=["sent", "received"]),
                name="filing_once_per_collection",
            ),
            models.CheckConstraint(
                condition=models.Q(received_by=None) | ~models.Q(received_by=models.F("sent_by")),
                name="filing_four_eyes",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class ReceiptCounter(models.Model):
    """The last serial of a year's receipts."""

    year = models.PositiveIntegerField(unique=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.year}: {self.last}"
