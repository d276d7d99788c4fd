"""The working calendar and the limits, as data that is added to and never overwritten."""

from typing import Any

from django.conf import settings
from django.db import models

from mingbai.organisations.models import Organisation
from mingbai.timelimits.periods import Per


class Stamp(models.Model):
    """One row with a token that changes with every change of calendar or limits.

    Processes keep what they read as long as the token is the one they know.
    """

    token = models.CharField(max_length=32)

    class Meta:
        verbose_name = verbose_name_plural = "日历版本"

    def __str__(self) -> str:
        return self.token


class Notice(models.Model):
    """The arrangement of one year's holidays as entered; the latest of a year counts.

    `covers_year` is false when only a part of the year is arranged, which stays an estimate then.
    """

    year = models.PositiveSmallIntegerField("年份")
    text = models.TextField("通知原文", blank=True)
    source = models.CharField("来源", max_length=300, blank=True)
    covers_year = models.BooleanField("全年安排齐全", default=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="录入人"
    )
    entered_at = models.DateTimeField("录入时间")

    class Meta:
        verbose_name = verbose_name_plural = "放假通知"
        indexes = [models.Index(fields=["year", "-id"], name="notice_of_year")]

    def __str__(self) -> str:
        return f"{self.year}年放假安排"


class NoticeDay(models.Model):
    """A day off, or a weekend worked, by one notice."""

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="days")
    date = models.DateField("日期")
    off = models.BooleanField("放假")
    name = models.CharField("节日", max_length=40, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "放假通知中的日子"
        ordering = ["date"]
        constraints = [models.UniqueConstraint(fields=["notice", "date"], name="notice_day_once")]

    def __str__(self) -> str:
        return f"{self.date} {self.name}{'放假' if self.off else '上班'}"


class LocalHoliday(models.Model):
    """Days off by custom of a nationality's area, for an organisation and everything below it.

    《全国年节及纪念日放假办法》第四条：少数民族习惯的节日，由各少数民族聚居地区的地方人民政府规定放假日期。
    """

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name="适用机构（含下级）"
    )
    name = models.CharField("节日名称", max_length=40)
    first_day = models.DateField("第一天")
    last_day = models.DateField("最后一天")
    basis = models.CharField("依据", max_length=200)
    cancelled_at = models.DateTimeField("取消时间", null=True, blank=True)
    cancel_reason = models.CharField("取消原因", max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "地方节日"
        ordering = ["first_day", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(last_day__gte=models.F("first_day")), name="local_holiday_ends_after_start"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}（{self.first_day}至{self.last_day}）"


class UnitChoice(models.TextChoices):
    WORKING_DAY = "working_day", "工作日"
    CALENDAR_DAY = "calendar_day", "自然日"
    MONTH = "month", "月"
    HOUR = "hour", "小时"
    TIMES = "times", "每一期多少次"


class SenseChoice(models.TextChoices):
    WITHIN = "within", "期限以内办理"
    AT_LEAST = "at_least", "不少于这么久（或这么多次）"
    BEFORE = "before", "提前这么久"


class CertaintyChoice(models.TextChoices):
    TEXT = "text", "已核对原文"
    RETOLD = "retold", "据转述，未核对原文"
    LOCAL = "local", "地方做法，不是全国规定"
    MEMORY = "memory", "尚未核对，使用前请核对"
    OWN = "own", "本县自定"


class Limit(models.Model):
    """A limit by its key; what it says stands in its versions."""

    key = models.CharField("代号", max_length=60, unique=True)
    order = models.PositiveSmallIntegerField("排序", default=1000)

    class Meta:
        verbose_name = verbose_name_plural = "时限"
        ordering = ["order", "key"]

    def __str__(self) -> str:
        return self.key


class LimitVersion(models.Model):
    """What a limit says from a day on. Field names are those of `rules.LimitValue`."""

    limit = models.ForeignKey(Limit, models.CASCADE, related_name="versions")
    valid_from = models.DateField("从哪一天起")
    name = models.CharField("事项", max_length=100)
    number = models.PositiveIntegerField("数")
    unit = models.CharField("单位", max_length=20, choices=UnitChoice.choices)
    sense = models.CharField("含义", max_length=10, choices=SenseChoice.choices, default=SenseChoice.WITHIN)
    from_event = models.CharField("起算事件代号", max_length=40)
    from_label = models.CharField("从什么时候起算", max_length=100)
    count_first_day = models.BooleanField("当日计入", default=False)
    shift = models.BooleanField("最后一天是休息日时顺延", default=True)
    per = models.CharField("周期", max_length=10, choices=Per.choices, blank=True)
    month = models.PositiveSmallIntegerField("周期中的第几个月", default=0)
    day = models.PositiveSmallIntegerField("当月几日", default=0)
    article = models.CharField("依据条款", max_length=200)
    quote = models.TextField("依据内容", blank=True)
    note = models.TextField("说明", blank=True)
    certainty = models.CharField("依据核对情况", max_length=10, choices=CertaintyChoice.choices)
    events: Any = models.JSONField("中途事件", default=list, blank=True)
    reason = models.CharField("修改原因", max_length=300)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="修改人"
    )
    recorded_at = models.DateTimeField("修改时间")

    class Meta:
        verbose_name = verbose_name_plural = "时限的版本"
        ordering = ["limit", "valid_from", "id"]

    def __str__(self) -> str:
        return f"{self.limit.key}（{self.valid_from}起）"
