"""What a column of the public site holds."""

from django.db import models
from django.urls import reverse

from mingbai.columns.rules.belonging import Rule


class Column(models.Model):
    """A column (栏目): a name, a few words, and the rule by which public records belong to it.

    `rule` as `Rule.as_json`. The slug never changes: addresses stand in printed papers. A column that is
    not `shown` has no page; one without records has a page, but stands in no menu.
    """

    slug = models.SlugField("网址名", max_length=40, unique=True)
    name = models.CharField("栏目名称", max_length=40, unique=True)
    about = models.CharField("说明", max_length=300)
    order = models.PositiveIntegerField("排序", default=100)
    shown = models.BooleanField("在网站上显示", default=True)
    rule = models.JSONField("收哪些信息", default=dict)

    class Meta:
        ordering = ["order", "pk"]
        verbose_name = verbose_name_plural = "网站栏目"

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("column", args=[self.slug])

    @property
    def belonging(self) -> Rule:
        return Rule.of_json(self.rule)
