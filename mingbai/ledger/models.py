"""The append-only trail: one event for each verb, each carrying the digest of the one before."""

from typing import Any

from django.db import models


class ChainHead(models.Model):
    """One row: how many events there are and the digest of the last. Locked while appending."""

    sequence = models.BigIntegerField(default=0)
    digest = models.CharField(max_length=64, default="0" * 64)

    def __str__(self) -> str:
        return f"{self.sequence} {self.digest[:12]}"


class Event(models.Model):
    """Somebody did something. Names are copied, so that later renames do not rewrite history."""

    sequence = models.BigIntegerField("序号", unique=True)
    at = models.DateTimeField("时间")
    verb = models.CharField("动作", max_length=60, db_index=True)
    actor_id = models.CharField("人员编号", max_length=40, blank=True)
    actor_name = models.CharField("人员", max_length=100, blank=True)
    role = models.CharField("角色", max_length=40, blank=True)
    organisation_code = models.CharField("机构代码", max_length=40, blank=True, db_index=True)
    subject_type = models.CharField("对象类型", max_length=60)
    subject_id = models.CharField("对象编号", max_length=60)
    subject_label = models.CharField("对象", max_length=300, blank=True)
    before = models.CharField("前摘要", max_length=64, blank=True)
    after = models.CharField("后摘要", max_length=64, blank=True)
    detail = models.JSONField("说明", default=dict, blank=True)
    previous = models.CharField("上一事件摘要", max_length=64)
    digest = models.CharField("本事件摘要", max_length=64, unique=True)

    class Meta:
        ordering = ["sequence"]
        verbose_name = verbose_name_plural = "事件"
        indexes = [models.Index(fields=["subject_type", "subject_id", "sequence"])]

    def __str__(self) -> str:
        return f"{self.sequence} {self.verb} {self.subject_label}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk:
            raise TypeError("events are never changed")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise TypeError("events are never deleted")
