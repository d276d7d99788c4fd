"""A month's boards to be printed: one round, and one row for each village, so that a stop loses nothing."""

from django.conf import settings
from django.db import models

from mingbai.organisations.models import Organisation
from mingbai.printing.states import PrintState


class PrintRound(models.Model):
    """The boards of an organisation and everything below it for one month, such as 2026-05."""

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="print_rounds", verbose_name="单位"
    )
    month = models.CharField("月份", max_length=7)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField("安排时间")

    class Meta:
        verbose_name = verbose_name_plural = "公示栏打印"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.organisation}{self.month}公示栏打印"


class PrintJob(models.Model):
    """The PDF of one village's boards; `warnings` are sentences about boards that are too small.

    WORKING with an old `started_at` was left by a process that died, and is taken up again.
    """

    round = models.ForeignKey(PrintRound, models.CASCADE, related_name="jobs", verbose_name="打印")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="print_jobs", verbose_name="村（单位）"
    )
    state = models.CharField("状态", max_length=10, choices=PrintState.choices, default=PrintState.WAITING)
    started_at = models.DateTimeField("开始时间", null=True)
    done_at = models.DateTimeField("完成时间", null=True)
    attempts = models.PositiveSmallIntegerField("次数", default=0)
    notices = models.PositiveIntegerField("几条信息", default=0)
    sheets = models.PositiveIntegerField("几张 A4", default=0)
    warnings = models.JSONField("提醒", default=list)
    file = models.FileField("文件", upload_to="boards/%Y/%m/", max_length=300, blank=True)
    digest = models.CharField("文件摘要", max_length=64, blank=True)
    note = models.CharField("问题", max_length=300, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "各村公示栏打印"
        ordering = ["organisation__path"]
        indexes = [models.Index(fields=["state", "started_at"], name="print_job_to_do")]
        constraints = [
            models.UniqueConstraint(fields=["round", "organisation"], name="print_job_once"),
            models.CheckConstraint(
                name="print_job_done_with_file",
                condition=~models.Q(state="done") | (models.Q(done_at__isnull=False) & ~models.Q(file="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}{self.round.month}公示栏"
