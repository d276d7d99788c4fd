"""Copies of the public site on this machine that follow it."""

from django.db import models


class Mirror(models.Model):
    """A folder with a complete copy. What is taken down on the site is taken down there at once.

    `number` is that of the last change the copy is sure to show; `made_at` when the copy was last completed.
    """

    folder = models.CharField("文件夹", max_length=300, unique=True)
    look = models.CharField("样式", max_length=20, default="plain")
    number = models.BigIntegerField(default=0)
    pages = models.PositiveIntegerField("文件数", default=0)
    made_at = models.DateTimeField("完成时间", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "网站副本"

    def __str__(self) -> str:
        return self.folder
