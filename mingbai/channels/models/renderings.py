"""What was made of a record for one channel, and of which version of it."""

from django.conf import settings
from django.db import models

from mingbai.channels.states import RenderingKind, RenderingState
from mingbai.disclosures.models import Information


class Rendering(models.Model):
    """A sheet, a leaflet, a script …: `content` is what a person edited (JSON), `file` what came of it.

    `version_digest` is the digest of the public version it was made from; one whose digest is no longer the
    record's `public_digest` is out of date and must not be used any more. CONFIRMED rows never change.
    """

    information = models.ForeignKey(Information, models.PROTECT, related_name="renderings")
    kind = models.CharField("种类", max_length=20, choices=RenderingKind.choices)
    version_number = models.PositiveIntegerField("公开版本号")
    version_digest = models.CharField("公开内容摘要", max_length=64)
    content = models.JSONField("内容", default=dict)
    file = models.FileField("文件", upload_to="renderings/%Y/%m/", max_length=300, blank=True)
    file_name = models.CharField("文件名", max_length=200, blank=True)
    file_digest = models.CharField("文件摘要", max_length=64, blank=True)
    state = models.CharField(
        "状态", max_length=10, choices=RenderingState.choices, default=RenderingState.DRAFT
    )
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField("制作时间")
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField("确认时间", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "成稿"
        ordering = ["-pk"]
        indexes = [models.Index(fields=["information", "kind"], name="rendering_of_record")]
        constraints = [
            models.CheckConstraint(
                name="rendering_confirmed_by",
                condition=models.Q(state="draft", confirmed_at=None)
                | models.Q(state="confirmed", confirmed_at__isnull=False, confirmed_by__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.pk}"

    @property
    def is_current(self) -> bool:
        return self.version_digest == self.information.public_digest
