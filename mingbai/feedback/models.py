"""What visitors say about pages. What tells who they are is sealed, and erased when its time is over."""

from django.conf import settings
from django.db import models
from django.urls import reverse

from mingbai.accounts.tries import Tries
from mingbai.disclosures.models import Information
from mingbai.feedback.states import Kind, State
from mingbai.organisations.models import Organisation


class MailState(models.TextChoices):
    NONE = "", "没有留电子邮箱"
    WAITING = "waiting", "办结后发送"
    SENT = "sent", "已发送"
    FAILED = "failed", "没有发出"


class Report(models.Model):
    """An opinion on one page. `text` has every personal value masked; `sealed` is `values.Sealed` as text.

    `code` and `key` are digests: of the code on the receipt, and of the form, which counts once however
    often it is sent.
    """

    information = models.ForeignKey(
        Information, models.PROTECT, null=True, related_name="opinions", verbose_name="哪一条"
    )
    path = models.CharField("网页", max_length=200)
    title = models.CharField("网页标题", max_length=300)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="办理单位")
    kind = models.CharField("哪一类", max_length=10, choices=Kind.choices)
    text = models.TextField("意见")
    sealed = models.TextField(blank=True)
    has_contact = models.BooleanField("留了联系方式", default=False)
    mail = models.CharField("发邮件告知", max_length=10, choices=MailState.choices, blank=True)
    mail_tries = models.PositiveSmallIntegerField(default=0)
    state = models.CharField("状态", max_length=12, choices=State.choices, default=State.RECEIVED)
    code = models.CharField(max_length=64, unique=True)
    key = models.CharField(max_length=64, unique=True)
    received_at = models.DateTimeField("收到时间")
    accepted_at = models.DateTimeField("受理时间", null=True)
    republished_at = models.DateTimeField("网页更正时间", null=True)
    closed_at = models.DateTimeField("办结时间", null=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="办结人"
    )
    answer = models.TextField("答复", blank=True)
    proof = models.ForeignKey(
        Information, models.PROTECT, null=True, related_name="+", verbose_name="更正后的信息"
    )
    told_at = models.DateTimeField("告知时间", null=True)
    erased_at = models.DateTimeField("联系方式清除时间", null=True)

    class Meta:
        ordering = ["-received_at", "-pk"]
        verbose_name = verbose_name_plural = "网页意见"
        indexes = [
            models.Index(fields=["organisation", "state", "-received_at"], name="feedback_of_org"),
            models.Index(fields=["state", "closed_at"], name="feedback_closed"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}：{self.title}"

    def get_absolute_url(self) -> str:
        return reverse("feedback:report", args=[self.pk])

    @property
    def ledger_label(self) -> str:
        """Nothing of what was said stands in the trail."""
        return f"网页意见{self.pk}"

    @property
    def is_open(self) -> bool:
        return self.closed_at is None


class Vote(models.Model):
    """Whether a record's page was useful, once from each browser. A statistic: no event, nobody's name."""

    information = models.ForeignKey(Information, models.CASCADE, related_name="votes")
    useful = models.BooleanField()
    browser = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        verbose_name = verbose_name_plural = "有用没用"
        constraints = [models.UniqueConstraint(fields=["information", "browser"], name="vote_once")]

    def __str__(self) -> str:
        return f"{self.information_id} {'有用' if self.useful else '没用'}"


class Try(Tries):
    """The limits of this app, as in `Tries`."""

    class What(models.TextChoices):
        SAY = "say", "提意见"
        VOTE = "vote", "说有用没用"
        CODE = "code", "查询码没有对上"

    what = models.CharField(max_length=5, choices=What.choices)

    class Meta:
        verbose_name = verbose_name_plural = "限次记录"
        indexes = [models.Index(fields=["what", "who", "at"], name="feedback_try_of")]
