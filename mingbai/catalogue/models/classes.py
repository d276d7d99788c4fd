"""Classifications of texts, and the grounds for not publishing."""

from django.db import models


class Theme(models.Model):
    """A class of the theme classification; the second level names its parent."""

    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    name = models.CharField("主题", max_length=60)
    order = models.PositiveIntegerField("排序", default=0)

    class Meta:
        ordering = ["order"]
        verbose_name = verbose_name_plural = "主题分类"
        constraints = [models.UniqueConstraint(fields=["parent", "name"], name="theme_once")]

    def __str__(self) -> str:
        return f"{self.parent.name}／{self.name}" if self.parent else self.name


class Genre(models.Model):
    """A form of official text (体裁). The list is data: counties differ."""

    name = models.CharField("体裁", max_length=30, unique=True)
    is_policy = models.BooleanField("政策性文件", default=False)
    order = models.PositiveIntegerField("排序", default=100)

    class Meta:
        ordering = ["order"]
        verbose_name = verbose_name_plural = "体裁分类"

    def __str__(self) -> str:
        return self.name


class Ground(models.Model):
    """A legal ground for withholding: the one registry for drafts, requests and statistics.

    Articles are those of 政府信息公开条例 (国务院令第711号) 第14、15、16条.
    """

    class Strength(models.TextChoices):
        WITHHELD = "withheld", "不得公开"
        DISCRETIONARY = "discretionary", "可以不公开"

    code = models.CharField("编码", max_length=10, primary_key=True)
    article = models.PositiveIntegerField("条")
    name = models.CharField("事由", max_length=100)
    strength = models.CharField("强度", max_length=20, choices=Strength.choices)
    note = models.CharField("说明", max_length=200, blank=True)

    class Meta:
        ordering = ["code"]
        verbose_name = verbose_name_plural = "不公开事由"

    def __str__(self) -> str:
        return f"第{self.article}条 {self.name}"
