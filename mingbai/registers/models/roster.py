"""Who is on duty on which day, and what went wrong."""

from django.conf import settings
from django.db import models

from mingbai.disclosures.models import Information
from mingbai.organisations.models import Organisation


class RosterEntry(models.Model):
    """Somebody on duty for site, accounts and public concerns on a day."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="单位")
    on = models.DateField("日期")
    name = models.CharField("值班人员", max_length=50)
    telephone = models.CharField("值班电话", max_length=60)
    cancelled = models.BooleanField("作废", default=False)

    class Meta:
        ordering = ["-on", "pk"]
        verbose_name = verbose_name_plural = "值班"
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "on", "name"],
                name="on_duty_once",
                condition=models.Q(cancelled=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.on} {self.name}"

    @property
    def ledger_label(self) -> str:
        return f"值班 {self.pk}"


class Incident(models.Model):
    """Something that went wrong with the site or an account, and how it ended."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="单位")
    what = models.CharField("发生了什么", max_length=500)
    discovered_at = models.DateTimeField("发现时间")
    handled_at = models.DateTimeField("处置完毕时间", null=True, blank=True)
    handling = models.CharField("怎样处置", max_length=500, blank=True)
    notice = models.ForeignKey(
        Information, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="公开说明"
    )
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-discovered_at", "-pk"]
        verbose_name = verbose_name_plural = "突发情况"
        constraints = [
            models.CheckConstraint(
                name="handled_after_discovered",
                condition=models.Q(handled_at=None) | models.Q(handled_at__gte=models.F("discovered_at")),
            )
        ]

    def __str__(self) -> str:
        return self.what[:60]

    @property
    def ledger_label(self) -> str:
        return f"突发情况 {self.pk}"
