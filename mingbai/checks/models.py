"""The editable lexicon, and what people have judged to be a false alarm."""

from django.conf import settings
from django.db import models


class Severity(models.TextChoices):
    BLOCK = "block", "不能提交"
    ASK = "ask", "须说明理由"
    NOTE = "note", "提示"


class LexiconTerm(models.Model):
    """A wrong word with its correction, for the whole county or for one organisation.

    It is added to the packaged list; a packaged word of the same spelling is replaced by it, and an
    inactive row switches a packaged word off.
    """

    term = models.CharField("错误用词", max_length=60)
    correction = models.CharField("正确写法", max_length=60, blank=True)
    severity = models.CharField("严重程度", max_length=10, choices=Severity.choices, default=Severity.ASK)
    unless = models.CharField(
        "例外", max_length=300, blank=True, help_text="在这些更长的词里不算错，用空格分开"
    )
    since = models.DateField("从哪天起算错", null=True, blank=True)
    note = models.CharField("说明", max_length=100, blank=True)
    active = models.BooleanField("启用", default=True)
    organisation = models.ForeignKey(
        "organisations.Organisation",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="lexicon_terms",
        verbose_name="适用单位",
        help_text="不填则全县适用",
    )

    class Meta:
        ordering = ["term", "pk"]
        verbose_name = verbose_name_plural = "用词"
        constraints = [
            models.UniqueConstraint(
                fields=["term", "organisation"], name="term_once_in_an_organisation", nulls_distinct=False
            )
        ]

    def __str__(self) -> str:
        return f"{self.term}→{self.correction}" if self.correction else self.term


class DismissedFinding(models.Model):
    """A finding a person judged to be false: it does not come back in that organisation.

    The fingerprint is keyed; the value itself is kept nowhere.
    """

    fingerprint = models.CharField("指纹", max_length=64)
    rule = models.CharField("规则", max_length=40)
    organisation = models.ForeignKey(
        "organisations.Organisation",
        models.CASCADE,
        related_name="dismissed_findings",
        verbose_name="单位",
    )
    reason = models.CharField("理由", max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="谁")
    at = models.DateTimeField("时间")

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = verbose_name_plural = "误报记录"
        constraints = [
            models.UniqueConstraint(
                fields=["fingerprint", "organisation"], name="finding_dismissed_once_in_an_organisation"
            )
        ]

    def __str__(self) -> str:
        return f"{self.rule}（{self.organisation}）"
