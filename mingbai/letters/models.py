"""Adapted templates, added to and never overwritten, and the counters of document numbers."""

from django.conf import settings
from django.db import models

from mingbai.letters.kinds import Kind, Variant
from mingbai.letters.rules import Key, number_text
from mingbai.letters.rules.outcomes import Leaf
from mingbai.organisations.models import Organisation


class Template(models.Model):
    """How an organisation and those below it word a letter from a day on.

    A row with `restored` ends the own wording: what is above in the tree, or the shipped text, counts again.
    """

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="letter_templates", verbose_name="单位"
    )
    kind = models.CharField("文书", max_length=40, choices=Kind.choices)
    leaf = models.CharField("处理结果", max_length=40, choices=Leaf.choices, blank=True)
    variant = models.CharField("情形", max_length=40, choices=Variant.choices, blank=True)
    title = models.CharField("标题", max_length=60, blank=True)
    text = models.TextField("正文", blank=True)
    version = models.PositiveIntegerField("版本")
    restored = models.BooleanField("恢复原文", default=False)
    valid_from = models.DateField("启用日期")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="修改人")
    at = models.DateTimeField("修改时间")

    class Meta:
        ordering = ["-version"]
        verbose_name = verbose_name_plural = "文书模板"
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "kind", "leaf", "variant", "version"], name="letter_template_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation}：{self.key.label}第{self.version}版"

    @property
    def key(self) -> Key:
        return Key(Kind(self.kind), self.leaf, self.variant)


class NumberCounter(models.Model):
    """The last number taken in an organisation under a symbol in a year."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="单位")
    symbol = models.CharField("机关代字", max_length=20)
    year = models.PositiveSmallIntegerField("年份")
    last = models.PositiveIntegerField("最后一号", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "文号"
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "symbol", "year"], name="letter_number_counter_once"
            )
        ]

    def __str__(self) -> str:
        return number_text(self.symbol, self.year, self.last)
