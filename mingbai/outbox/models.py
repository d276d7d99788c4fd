"""Groups a unit speaks in, and every single message to an account or a group."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from mingbai.channels.models import Posting, Rendering
from mingbai.organisations.models import Organisation
from mingbai.outbox.states import OPEN, Purpose, State
from mingbai.registers.models import MediaAccount


class GroupChat(models.Model):
    """A village group: only its name and who keeps it. Who is in it is nobody's business here."""

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="group_chats", verbose_name="管理单位"
    )
    name = models.CharField("群名称", max_length=80)
    keeper = models.CharField("管群的人", max_length=50, blank=True)
    opened_on = models.DateField("登记日期")
    closed_on = models.DateField("停用日期", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "村民群"
        ordering = ["organisation__path", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "name"], name="group_chat_once", condition=Q(closed_on=None)
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def ledger_label(self) -> str:
        return f"村民群 {self.pk}"


class Message(models.Model):
    """One text to one account or group. `posting` says what came of it for the public.

    A first text goes with a planned posting; a correction and a deletion with the one that is out, and the
    new posting that a correction leads to stands in `posting.replaced_by`. `text` is what is said where there
    is no rendering (a withdrawal told to a group). `receipt` is what the platform gave: draft, publish_id,
    article, id — never a token. `sending_since` tells a dead worker's row from a live one.
    """

    posting = models.ForeignKey(Posting, models.PROTECT, related_name="messages")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="outbox_messages", verbose_name="账号单位"
    )
    account = models.ForeignKey(
        MediaAccount, models.PROTECT, null=True, related_name="messages", verbose_name="账号"
    )
    group = models.ForeignKey(
        GroupChat, models.PROTECT, null=True, related_name="messages", verbose_name="村民群"
    )
    purpose = models.CharField("用途", max_length=12, choices=Purpose.choices)
    variant = models.CharField("用哪一种", max_length=10, blank=True)
    rendering = models.ForeignKey(
        Rendering, models.PROTECT, null=True, related_name="messages", verbose_name="成稿"
    )
    text = models.TextField("说明文字", blank=True)
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.DRAFT)
    reason = models.CharField("原因", max_length=300, blank=True)
    receipt = models.JSONField("平台回执", default=dict, blank=True)
    url = models.URLField("网址", max_length=500, blank=True)
    out_at = models.DateTimeField("发出时间", null=True)
    tries = models.PositiveSmallIntegerField("试了几次", default=0)
    not_before = models.DateTimeField("最早什么时候再试", null=True)
    sending_since = models.DateTimeField("开始发送", null=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField("建立时间")
    released_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    released_at = models.DateTimeField("同意送发时间", null=True)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField("核对时间", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "新媒体消息"
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["state", "not_before"], name="message_due"),
            models.Index(fields=["organisation", "state"], name="message_of_org"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["posting"], condition=Q(state__in=OPEN), name="message_of_posting_once"
            ),
            models.CheckConstraint(
                name="message_to_one_outlet",
                condition=Q(account__isnull=False, group=None) | Q(account=None, group__isnull=False),
            ),
            models.CheckConstraint(
                name="message_confirmed_by",
                condition=Q(state="confirmed", confirmed_at__isnull=False, confirmed_by__isnull=False)
                | (~Q(state="confirmed") & Q(confirmed_at=None)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_purpose_display()}到{self.outlet}"

    def get_absolute_url(self) -> str:
        return reverse("outbox:message", args=[self.pk])

    @property
    def outlet(self) -> MediaAccount | GroupChat:
        found = self.account or self.group
        assert found is not None
        return found

    @property
    def outlet_name(self) -> str:
        return self.outlet.name

    @property
    def ledger_label(self) -> str:
        return f"新媒体消息 {self.pk}"
