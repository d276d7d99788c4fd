"""The transparency log: its leaves, the tree over them, and the signed states of it."""

from typing import Any

from django.db import models


class Head(models.Model):
    """One row: how many leaves there are and the peaks of their tree. Locked while leaves are added."""

    size = models.BigIntegerField(default=0)
    peaks = models.BinaryField(default=b"")
    time = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return str(self.size)


class Leaf(models.Model):
    """One public fact. `data` is the exact text that `hash` is made of, canonical JSON (`rules.leaf_text`).

    `number` counts from 0. `subject` is the index number of the record, so that all of it is found at once.
    """

    number = models.BigIntegerField("序号", unique=True)
    kind = models.CharField("事由", max_length=20)
    subject = models.CharField("索引号", max_length=80, blank=True)
    time = models.DateTimeField("入册时间")
    data = models.TextField("内容")
    hash = models.BinaryField("摘要", max_length=32)

    class Meta:
        ordering = ["number"]
        verbose_name = verbose_name_plural = "日志条目"
        indexes = [models.Index(fields=["subject", "number"], name="leaf_of_subject")]

    def __str__(self) -> str:
        return f"{self.number} {self.kind} {self.subject}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk:
            raise TypeError("leaves are never changed")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise TypeError("leaves are never deleted")


class Tile(models.Model):
    """256 hashes of one level, as C2SP's tlog-tiles has them. Level 0 is kept when it is full only."""

    level = models.PositiveSmallIntegerField()
    number = models.BigIntegerField()
    hashes = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["level", "number"], name="tile_once")]

    def __str__(self) -> str:
        return f"{self.level}/{self.number}"


class SigningKey(models.Model):
    """A public key that signed or signs checkpoints; never removed, so that old ones can be checked."""

    public = models.CharField("公钥", max_length=64, unique=True, help_text="hex of 32 bytes")
    since = models.DateTimeField("启用时间")

    class Meta:
        ordering = ["since", "pk"]
        verbose_name = verbose_name_plural = "存证公钥"

    def __str__(self) -> str:
        return self.public[:16]


class Checkpoint(models.Model):
    """The log as it stood at a moment, signed: `note` is what anybody may keep and compare later."""

    origin = models.CharField("日志名称", max_length=200)
    size = models.BigIntegerField("条数", db_index=True)
    root = models.CharField("树根", max_length=64)
    at = models.DateTimeField("时间", db_index=True)
    note = models.TextField("存证单")
    peaks = models.BinaryField()

    class Meta:
        ordering = ["size", "at", "pk"]
        verbose_name = verbose_name_plural = "存证单"

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d} {self.size}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk:
            raise TypeError("checkpoints are never changed")
        super().save(*args, **kwargs)
