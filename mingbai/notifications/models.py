"""Reminders to people, and the copies of them that go out by other ways."""

from django.conf import settings
from django.db import models


class Channel(models.TextChoices):
    """Ways out of the office; the inbox is no such way: a notice is in it by being there."""

    EMAIL = "email", "电子邮件"
    SMS = "sms", "短信"
    WECHAT = "wechat", "微信"


class DeliveryState(models.TextChoices):
    QUEUED = "queued", "等待发送"
    SENDING = "sending", "正在发送"
    SENT = "sent", "已发送"
    RECORDED = "recorded", "只作记录，没有发送"
    FAILED = "failed", "没有发出"


class Notice(models.Model):
    """One reminder to one person. `key` says what it is about: the same reminder is never given twice.

    `text` is plain and holds no data of applicants; `link` is a path of this site or "".
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices")
    text = models.CharField("内容", max_length=500)
    link = models.CharField("链接", max_length=300, blank=True)
    key = models.CharField("事由", max_length=160)
    urgent = models.BooleanField("紧急", default=False)
    created_at = models.DateTimeField("时间")
    read_at = models.DateTimeField("阅读时间", null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = verbose_name_plural = "提醒"
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="notice_once")]
        indexes = [
            models.Index(fields=["user"], name="notice_unread", condition=models.Q(read_at=None)),
            models.Index(fields=["user", "-created_at"], name="notice_of_user"),
        ]

    def __str__(self) -> str:
        return self.text[:60]


class Delivery(models.Model):
    """A copy of a notice on one way out. Each is sent at most once; see `actions.deliver`."""

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="deliveries")
    channel = models.CharField("渠道", max_length=10, choices=Channel.choices)
    state = models.CharField(
        "状态", max_length=10, choices=DeliveryState.choices, default=DeliveryState.QUEUED
    )
    tries = models.PositiveSmallIntegerField("次数", default=0)
    next_at = models.DateTimeField("下次发送时间")
    taken_at = models.DateTimeField("开始发送时间", null=True, blank=True)
    sent_at = models.DateTimeField("发出时间", null=True, blank=True)
    last_error = models.CharField("问题", max_length=300, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "发送"
        constraints = [models.UniqueConstraint(fields=["notice", "channel"], name="delivery_once")]
        indexes = [models.Index(fields=["state", "next_at"], name="delivery_due")]

    def __str__(self) -> str:
        return f"{self.get_channel_display()}：{self.get_state_display()}"


class Preference(models.Model):
    """By which ways, besides the inbox, a person wants reminders; no row means by none."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="notice_preference", primary_key=True
    )
    channels = models.JSONField("渠道", default=list)
    urgent_only = models.BooleanField("只发紧急的", default=False)
    address = models.EmailField("接收邮箱", blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "提醒方式"

    def __str__(self) -> str:
        return str(self.user)
