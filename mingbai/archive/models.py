"""Yearly packages, what lies in them, to whom they were handed over, and what was destroyed by decision."""

from typing import Any

from django.conf import settings
from django.db import models

from mingbai.archive.states import DestructionState, PackageState
from mingbai.channels.models import Place
from mingbai.disclosures.models import Information
from mingbai.organisations.models import Organisation


def _person(label: str, null: bool = False) -> Any:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=null, related_name="+", verbose_name=label
    )


class Package(models.Model):
    """The archive of one organisation's year: a BagIt folder. `number` counts the times it was made.

    `keep_until` is the longest of its records; None with `is_made` is for ever. `digest` is that of the tag
    manifest, which covers every byte.
    """

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="archive_packages", verbose_name="单位"
    )
    year = models.PositiveIntegerField("年度")
    number = models.PositiveIntegerField("第几次制作")
    state = models.CharField(
        "状态", max_length=12, choices=PackageState.choices, default=PackageState.WAITING
    )
    folder = models.CharField("所在文件夹", max_length=500, blank=True)
    digest = models.CharField("摘要", max_length=64, blank=True)
    done = models.PositiveIntegerField("已装入", default=0)
    total = models.PositiveIntegerField("共", default=0)
    files = models.PositiveIntegerField("文件数", default=0)
    size = models.PositiveBigIntegerField("字节数", default=0)
    keep_until = models.DateField("保管到", null=True)
    problem = models.CharField("没有办成的原因", max_length=300, blank=True)
    asked_by = _person("要求制作的人", null=True)
    asked_at = models.DateTimeField("要求制作的时间")
    made_at = models.DateTimeField("制作时间", null=True)

    class Meta:
        ordering = ["-year", "organisation__path", "-number"]
        verbose_name = verbose_name_plural = "年度档案包"
        constraints = [
            models.UniqueConstraint(fields=["organisation", "year", "number"], name="package_once"),
            models.UniqueConstraint(
                fields=["organisation", "year"],
                condition=models.Q(state="waiting"),
                name="package_waits_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}{self.year}年公开档案（第{self.number}次）"

    @property
    def name(self) -> str:
        return f"{self.organisation.code}-{self.year}-{self.number}"

    @property
    def is_made(self) -> bool:
        return self.state == PackageState.MADE


class ArchivedRecord(models.Model):
    """One record within a package: the index, kept for ever, also when the package is destroyed."""

    package = models.ForeignKey(Package, models.PROTECT, related_name="records")
    place = models.PositiveIntegerField("顺序号")
    information = models.ForeignKey(Information, models.PROTECT, related_name="archived")
    index_number = models.CharField("索引号", max_length=80)
    title = models.CharField("题名", max_length=300)
    document_number = models.CharField("文号", max_length=80, blank=True)
    written_on = models.DateField("成文日期", null=True)
    published_on = models.DateField("公开日期", null=True)
    digest = models.CharField("公开内容摘要", max_length=64, blank=True)
    kind = models.CharField("保管类别", max_length=20)
    term = models.CharField("保管期限", max_length=20)
    keep_until = models.DateField("保管到", null=True)
    left_out = models.CharField("正文不入包的原因", max_length=200, blank=True)
    folder = models.CharField("包内位置", max_length=200)
    materials = models.JSONField("材料", default=list, help_text="[名称, 页数, 摘要]")

    class Meta:
        ordering = ["package", "place"]
        verbose_name = verbose_name_plural = "档案目录"
        constraints = [models.UniqueConstraint(fields=["package", "place"], name="archived_place_once")]

    def __str__(self) -> str:
        return self.index_number


class Transfer(models.Model):
    """A package handed over to an archive or a library; `receipt` is what they signed."""

    package = models.ForeignKey(Package, models.PROTECT, related_name="transfers")
    to_place = models.ForeignKey(Place, models.PROTECT, null=True, related_name="+", verbose_name="接收单位")
    institution = models.CharField("接收单位", max_length=100)
    handed_over_by = models.CharField("移交人", max_length=50)
    received_by = models.CharField("接收人", max_length=50)
    on = models.DateField("移交日期")
    note = models.CharField("说明", max_length=300, blank=True)
    digest = models.CharField("移交时的档案包摘要", max_length=64)
    receipt = models.FileField("回执", upload_to="archive/%Y/", max_length=300, blank=True)
    receipt_name = models.CharField("回执文件名", max_length=200, blank=True)
    receipt_digest = models.CharField("回执摘要", max_length=64, blank=True)
    by = _person("登记人")
    at = models.DateTimeField("登记时间")

    class Meta:
        ordering = ["-on", "-pk"]
        verbose_name = verbose_name_plural = "档案移交"

    def __str__(self) -> str:
        return f"{self.package} → {self.institution}"


class Destruction(models.Model):
    """The decision about the files of a package that is past its time. `index` is kept for ever.

    The records themselves stay in the database; only the package's files go.
    """

    package = models.ForeignKey(Package, models.PROTECT, related_name="destructions")
    state = models.CharField(
        "状态", max_length=10, choices=DestructionState.choices, default=DestructionState.PROPOSED
    )
    reason = models.CharField("理由", max_length=300)
    index = models.JSONField("销毁清册", default=list)
    package_digest = models.CharField("档案包摘要", max_length=64)
    proposed_by = _person("提出人")
    proposed_at = models.DateTimeField("提出时间")
    document_number = models.CharField("批准文件字号", max_length=80, blank=True)
    decided_by = _person("批准人", null=True)
    decided_at = models.DateTimeField("决定时间", null=True)
    decision_note = models.CharField("决定意见", max_length=300, blank=True)
    files_gone_at = models.DateTimeField("文件删除时间", null=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = verbose_name_plural = "档案销毁"
        constraints = [
            models.UniqueConstraint(
                fields=["package"], condition=models.Q(state="proposed"), name="destruction_proposed_once"
            ),
            models.CheckConstraint(
                condition=models.Q(decided_by=None) | ~models.Q(decided_by=models.F("proposed_by")),
                name="destruction_four_eyes",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="approved") | ~models.Q(document_number=""),
                name="destruction_by_document",
            ),
        ]

    def __str__(self) -> str:
        return f"销毁{self.package}"
