"""Accounts on other platforms in which a unit speaks: opened, changed, closed, and reported each time."""

from datetime import date

from django.conf import settings
from django.db import models
from django.urls import reverse

from mingbai.organisations.models import Organisation
from mingbai.registers.models.common import Filed
from mingbai.registers.states import AccountState, Platform, StepKind


class MediaAccount(models.Model):
    """One account. `updated_on` is typed in by hand by whoever looked, with who and when."""

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="media_accounts", verbose_name="主办单位"
    )
    platform = models.CharField("平台", max_length=20, choices=Platform.choices)
    platform_name = models.CharField("平台名称", max_length=40, blank=True, help_text="选“其他”时填")
    name = models.CharField("账号名称", max_length=80)
    account_id = models.CharField("账号编号", max_length=80, blank=True)
    url = models.URLField("网址", max_length=300, blank=True)
    main = models.BooleanField("主账号", default=False)
    state = models.CharField("状态", max_length=10, choices=AccountState.choices, default=AccountState.OPEN)
    opened_on = models.DateField("开设日期")
    closed_on = models.DateField("关停日期", null=True, blank=True)
    close_reason = models.CharField("关停原因", max_length=300, blank=True)
    updated_on = models.DateField("最近更新日期", null=True, blank=True)
    updated_seen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    updated_seen_at = models.DateTimeField("查看时间", null=True, blank=True)

    class Meta:
        ordering = ["organisation__path", "-main", "pk"]
        verbose_name = verbose_name_plural = "新媒体账号"
        constraints = [
            models.UniqueConstraint(
                fields=["organisation"],
                name="one_main_account",
                condition=models.Q(main=True, state="open"),
            ),
            models.UniqueConstraint(
                fields=["platform", "platform_name", "name"],
                name="account_open_once",
                condition=models.Q(state="open"),
            ),
            models.CheckConstraint(
                name="account_closed_with_reason",
                condition=models.Q(state="open", closed_on=None)
                | (~models.Q(state="open") & models.Q(closed_on__isnull=False) & ~models.Q(close_reason="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.platform_label}“{self.name}”"

    def get_absolute_url(self) -> str:
        return reverse("registers:account", args=[self.pk])

    @property
    def ledger_label(self) -> str:
        return f"新媒体账号 {self.pk}"

    @property
    def platform_label(self) -> str:
        return self.platform_name or self.get_platform_display()

    @property
    def last_sign(self) -> date:
        """The last day on which the account is known to have lived."""
        return self.updated_on or self.opened_on


class AccountStep(Filed):
    """Opening, a change, closing or cancelling of an account, each reported to the county of its own."""

    account = models.ForeignKey(MediaAccount, models.PROTECT, related_name="steps")
    kind = models.CharField("事项", max_length=10, choices=StepKind.choices)
    on = models.DateField("日期")
    note = models.CharField("说明", max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["on", "pk"]
        verbose_name = verbose_name_plural = "账号报备"

    def __str__(self) -> str:
        return f"{self.account} {self.get_kind_display()}"

    @property
    def organisation(self) -> Organisation:
        return self.account.organisation

    @property
    def ledger_label(self) -> str:
        return f"账号报备 {self.pk}"
