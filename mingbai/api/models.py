"""Business systems that hand in drafts: their tokens, and what each of them sent."""

from datetime import date

from django.conf import settings
from django.db import models

from mingbai.catalogue.models import CatalogueItem
from mingbai.disclosures.models import Information
from mingbai.organisations.models import Organisation


class Token(models.Model):
    """Lets one business system hand in drafts for one organisation, in the name of one drafter.

    Only `digest` (SHA-256) of the token is kept; `beginning` are its first characters, to tell tokens
    apart on screen. `rows` are the rows of the catalogue the system may draft for; none means every row
    on the organisation's list. `valid_to` is the last day.
    """

    system = models.CharField("业务系统", max_length=60)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="push_tokens")
    drafter = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="push_tokens", verbose_name="负责的拟稿人"
    )
    digest = models.CharField("令牌摘要", max_length=64, unique=True)
    beginning = models.CharField("令牌开头", max_length=8)
    rows = models.ManyToManyField(CatalogueItem, related_name="+", blank=True, verbose_name="允许的公开事项")
    valid_from = models.DateField("启用日期")
    valid_to = models.DateField("到期日期")
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    issued_at = models.DateTimeField("发放时间")
    revoked_at = models.DateTimeField("停用时间", null=True)
    last_used_at = models.DateTimeField("最近使用", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "推送令牌"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.system}（{self.organisation}）"

    def is_valid(self, day: date) -> bool:
        return self.revoked_at is None and self.valid_from <= day <= self.valid_to


class Push(models.Model):
    """What a system sent under its own number, and the draft it became.

    `digest` is that of the content sent; `record_digest` that of the draft as the system left it, so
    that what people changed since is not overwritten.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    system = models.CharField("业务系统", max_length=60)
    external_id = models.CharField("业务系统编号", max_length=100)
    information = models.ForeignKey(Information, models.PROTECT, related_name="pushes")
    digest = models.CharField("内容摘要", max_length=64)
    record_digest = models.CharField("草稿摘要", max_length=64)
    at = models.DateTimeField("最近推送")

    class Meta:
        verbose_name = verbose_name_plural = "推送"
        constraints = [
            models.UniqueConstraint(fields=["organisation", "system", "external_id"], name="push_once")
        ]

    def __str__(self) -> str:
        return f"{self.system} {self.external_id}"


class BulkYear(models.Model):
    """The packed public records of one year of publication in China, for download.

    Without `digest` there is no file now. `fingerprint` tells from which state of the records it was made;
    `generation` counts how often the file had to go at once, so that one that is being made then is dropped.
    """

    year = models.PositiveSmallIntegerField("年份", unique=True)
    generation = models.PositiveBigIntegerField("作废次数", default=0)
    fingerprint = models.CharField("记录状态", max_length=64, blank=True)
    digest = models.CharField("文件摘要", max_length=64, blank=True)
    size = models.PositiveBigIntegerField("大小（字节）", default=0)
    count = models.PositiveIntegerField("条数", default=0)
    made_at = models.DateTimeField("生成时间", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "批量下载"
        ordering = ["-year"]

    def __str__(self) -> str:
        return f"{self.year}年公开信息"

    @property
    def file_name(self) -> str:
        """Of the file in the folder: a new content is a new file, so none is ever half old and half new."""
        return f"{self.year}-{self.digest[:32]}.jsonl.gz"
