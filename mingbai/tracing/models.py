"""Who keeps copies of our checkpoints elsewhere, what was sent to them, and what they confirmed."""

from django.conf import settings
from django.db import models

from mingbai.transparency.models import Checkpoint


class Witness(models.Model):
    """An office or association that keeps our checkpoints, so that we cannot show different logs.

    The name is public, the address is not. `key` is theirs, where they sign (note-style, Ed25519).
    """

    name = models.CharField("名称", max_length=100)
    email = models.EmailField("邮箱", blank=True)
    key = models.CharField("公钥", max_length=300, blank=True)
    added_at = models.DateTimeField("登记时间")
    ended_at = models.DateTimeField("停用时间", null=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = verbose_name_plural = "见证单位"

    def __str__(self) -> str:
        return self.name


class Sending(models.Model):
    """A checkpoint that was mailed to a witness, or could not be."""

    witness = models.ForeignKey(Witness, models.PROTECT, related_name="sendings")
    checkpoint = models.ForeignKey(Checkpoint, models.PROTECT, related_name="sendings")
    tries = models.PositiveSmallIntegerField(default=0)
    tried_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["witness", "checkpoint"], name="sent_once")]

    def __str__(self) -> str:
        return f"{self.witness} {self.checkpoint}"


class Receipt(models.Model):
    """What a witness confirmed, typed in by hand. `signed`: it carries their signature, and it holds."""

    witness = models.ForeignKey(Witness, models.PROTECT, related_name="receipts")
    checkpoint = models.ForeignKey(Checkpoint, models.PROTECT, related_name="receipts")
    text = models.TextField("回执")
    signed = models.BooleanField("签名相符", default=False)
    at = models.DateTimeField("登记时间")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-pk"]
        verbose_name = verbose_name_plural = "见证回执"

    def __str__(self) -> str:
        return f"{self.witness} {self.checkpoint}"
