"""A month's boards to be printed: one round, and one row for each village, so that a stop loses nothing."""

from django.conf import settings
from django.db import models

from mingbai.organisations.models import Organisation
from mingbai.printing.states import PrintState
from mingbai.printing.values import Content


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

    `contents` are `values.Content` as JSON. `confirmed_by` looked at a file with sheets nobody had previewed.
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
    contents = models.JSONField("内容", default=list)
    file = models.FileField("文件", upload_to="boards/%Y/%m/", max_length=300, blank=True)
    digest = models.CharField("文件摘要", max_length=64, blank=True)
    note = models.CharField("问题", max_length=300, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="预览确认人"
    )
    confirmed_at = models.DateTimeField("预览确认时间", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "各村公示栏打印"
        ordering = ["organisation__path"]
        indexes = [models.Index(fields=["state", "started_at"], name="print_job_to_do")]
        constraints = [
            models.UniqueConstraint(fields=["round", "organisation"], name="print_job_once"),
            models.CheckConstraint(
                name="print_job_done_with_file",
                condition=~models.Q(state__in=["drawn", "done"])
                | (models.Q(done_at__isnull=False) & ~models.Q(file="")),
            ),
            models.CheckConstraint(
                name="print_job_confirmed",
                condition=models.Q(confirmed_at=None, confirmed_by=None)
                | models.Q(state="done", confirmed_at__isnull=False, confirmed_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}{self.round.month}公示栏"

    @property
    def content(self) -> list[Content]:
        return [Content(**one) for one in self.contents]

    @property
    def unpreviewed(self) -> int:
        """How many of its notices nobody had previewed when it was drawn."""
        return sum(not one.previewed for one in self.content)


class PrintLook(models.Model):
    """Somebody opened all pages of the file with that digest; whoever confirms it must have."""

    job = models.ForeignKey(PrintJob, models.CASCADE, related_name="looks", verbose_name="打印")
    digest = models.CharField("文件摘要", max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField("打开时间")

    class Meta:
        verbose_name = verbose_name_plural = "打开过的打印文件"
        constraints = [models.UniqueConstraint(fields=["job", "by", "digest"], name="print_look_once")]

    def __str__(self) -> str:
        return f"{self.by} {self.job}"
