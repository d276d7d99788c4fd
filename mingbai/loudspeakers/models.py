"""How a station speaks, when a script is to be aired, each airing, and the sound made of a script."""

from django.conf import settings
from django.db import models

from mingbai.channels.models import Posting, Rendering
from mingbai.loudspeakers.states import SoundState
from mingbai.organisations.models import Organisation


class Custom(models.Model):
    """What an organisation and all below it do alike; the nearest above a station counts."""

    organisation = models.OneToOneField(
        Organisation, models.PROTECT, related_name="+", verbose_name="适用于（含下级）"
    )
    greeting = models.CharField("开头的话", max_length=100)
    closing = models.CharField("结尾的话", max_length=100)
    per_minute = models.PositiveSmallIntegerField("每分钟多少字")
    table_rows = models.PositiveSmallIntegerField("表格超过多少行只播合计")
    times = models.JSONField("每天几点播", default=list)
    days = models.PositiveSmallIntegerField("连续播几天")
    least_airings = models.PositiveSmallIntegerField("至少播几次")
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField("设置时间")

    class Meta:
        verbose_name = verbose_name_plural = "播音设置"
        ordering = ["organisation__path"]

    def __str__(self) -> str:
        return f"{self.organisation}的播音设置"


class Reading(models.Model):
    """How the county reads an abbreviation; it goes before the packaged one."""

    written = models.CharField("写法", max_length=40, unique=True)
    spoken = models.CharField("读法", max_length=80)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField("设置时间")

    class Meta:
        verbose_name = verbose_name_plural = "缩写的读法"
        ordering = ["written"]

    def __str__(self) -> str:
        return f"{self.written} 读作 {self.spoken}"


class Schedule(models.Model):
    """At which times of which days a posting is to be aired, and how often at least."""

    posting = models.OneToOneField(Posting, models.PROTECT, related_name="schedule")
    times = models.JSONField("每天几点", default=list)
    first = models.DateField("从哪天")
    last = models.DateField("到哪天")
    least = models.PositiveSmallIntegerField("至少播几次")

    class Meta:
        verbose_name = verbose_name_plural = "播出安排"
        constraints = [
            models.CheckConstraint(name="schedule_in_order", condition=models.Q(first__lte=models.F("last")))
        ]

    def __str__(self) -> str:
        return f"{self.first}至{self.last} {'、'.join(self.times)}"


class Airing(models.Model):
    """One time it was read out. A slip of the pen is void with a reason, never erased."""

    posting = models.ForeignKey(Posting, models.PROTECT, related_name="airings")
    rendering = models.ForeignKey(Rendering, models.PROTECT, related_name="+", verbose_name="广播稿")
    at = models.DateTimeField("播出时间")
    minutes = models.DecimalField("多少分钟", max_digits=5, decimal_places=1)
    who = models.CharField("播音员", max_length=50)
    note = models.CharField("备注", max_length=200, blank=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField("登记时间")
    void_at = models.DateTimeField("作废时间", null=True)
    void_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    void_reason = models.CharField("作废原因", max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "播出记录"
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["posting", "at"], name="airing_of_posting")]
        constraints = [
            models.UniqueConstraint(
                fields=["posting", "at"], condition=models.Q(void_at=None), name="airing_once"
            ),
            models.CheckConstraint(
                name="airing_void_for_a_reason",
                condition=models.Q(void_at=None, void_reason="")
                | (models.Q(void_at__isnull=False) & ~models.Q(void_reason="")),
            ),
        ]

    def __str__(self) -> str:
        return f"播出 {self.at:%Y-%m-%d %H:%M}"


class Sound(models.Model):
    """The sound of a confirmed script, private until it is on the air."""

    rendering = models.OneToOneField(Rendering, models.PROTECT, related_name="sound")
    state = models.CharField("状态", max_length=10, choices=SoundState.choices, default=SoundState.WAITING)
    file = models.FileField("文件", upload_to="sounds/%Y/%m/", max_length=300, blank=True)
    name = models.CharField("文件名", max_length=200, blank=True)
    digest = models.CharField("摘要", max_length=64, blank=True)
    seconds = models.PositiveIntegerField("秒", default=0)
    problem = models.CharField("没有做成的原因", max_length=200, blank=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField("提出时间")
    made_at = models.DateTimeField("做好时间", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "广播录音"
        ordering = ["-pk"]
        indexes = [models.Index(fields=["state", "asked_at"], name="sound_waiting")]

    def __str__(self) -> str:
        return self.name or f"广播录音 {self.pk}"
