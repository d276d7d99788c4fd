"""What every register has: a history of its rows, proof files, and settings of the county."""

from django.conf import settings
from django.db import models


class Filed(models.Model):
    """Something reported to the county office: when and under which number, and when it took note."""

    filed_on = models.DateField("报备日期", null=True, blank=True)
    filing_number = models.CharField("报备文号", max_length=80, blank=True)
    received_on = models.DateField("县公开办收到日期", null=True, blank=True, editable=False)
    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )

    class Meta:
        abstract = True

    @property
    def filing(self) -> str:
        """How far the report to the county has come, in words."""
        if self.received_on:
            return f"县公开办 {self.received_on} 已收到"
        return f"{self.filed_on} 已报，等县公开办确认" if self.filed_on else "没有报备"


class Revision(models.Model):
    """What a correction changed: `changes` maps field names to the value before and after, as text."""

    register = models.CharField("登记簿", max_length=30)
    row = models.PositiveBigIntegerField("行")
    verb = models.CharField("办理", max_length=30)
    note = models.CharField("说明", max_length=300, blank=True)
    changes = models.JSONField("改动", default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField("时间")

    class Meta:
        ordering = ["-pk"]
        verbose_name = verbose_name_plural = "登记的改动"
        indexes = [models.Index(fields=["register", "row"], name="register_history")]

    def __str__(self) -> str:
        return f"{self.register} {self.row} {self.at:%Y-%m-%d}"

    @property
    def words(self) -> str:
        return {"hold": "登记开展情况", "change": "变更", "see": "登记更新日期"}.get(self.verb, "修改")


class Proof(models.Model):
    """A private file that shows that something took place; served to the register's readers only.

    A file taken off stays, with the day and the reason.
    """

    activity = models.ForeignKey(
        "registers.Activity", models.PROTECT, null=True, blank=True, related_name="proofs"
    )
    account = models.ForeignKey(
        "registers.MediaAccount", models.PROTECT, null=True, blank=True, related_name="proofs"
    )
    group = models.ForeignKey(
        "registers.LeadingGroup", models.PROTECT, null=True, blank=True, related_name="proofs"
    )
    name = models.CharField("文件名", max_length=200)
    file = models.FileField("文件", upload_to="proofs/%Y/%m/", max_length=300)
    digest = models.CharField("摘要", max_length=64)
    size = models.PositiveBigIntegerField("大小（字节）")
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField("上传时间")
    dropped_at = models.DateTimeField("撤下时间", null=True, blank=True)
    dropped_reason = models.CharField("撤下原因", max_length=200, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = verbose_name_plural = "佐证文件"
        constraints = [
            models.CheckConstraint(
                name="proof_of_one_row",
                condition=models.Q(activity__isnull=False, account=None, group=None)
                | models.Q(activity=None, account__isnull=False, group=None)
                | models.Q(activity=None, account=None, group__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return self.name


class RegisterSetting(models.Model):
    """A number or list the county set, from a day on; the packaged values stand in data/settings.json."""

    key = models.CharField("名称", max_length=40)
    value = models.JSONField("值")
    basis = models.CharField("依据", max_length=300, blank=True)
    since = models.DateField("从哪一天起")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField("时间")

    class Meta:
        ordering = ["key", "-since", "-pk"]
        verbose_name = verbose_name_plural = "登记设置"

    def __str__(self) -> str:
        return f"{self.key} {self.since}"
