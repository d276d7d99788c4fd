"""One record on one channel at one place from–to, what proves it, and what it makes people do."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from mingbai.channels.models.places import Place
from mingbai.channels.models.renderings import Rendering
from mingbai.channels.states import Channel, JobKind, JobState, PostingState, ProofKind, ProofOf
from mingbai.disclosures.models import Information
from mingbai.organisations.models import Organisation


class Posting(models.Model):
    """Its period belongs to the posting: the record and its entry in the register outlive it.

    `organisation` has it to do: who looks after the place, else who published the record. `title`,
    `version_number` and `version_digest` are those of what hangs. `until` is the last day it shall hang,
    `least_until` the last day on which it must: to take it down before is early. `up_name` and `down_name`
    are who did it with their hands; `up_by` and `down_by` who entered it. The website itself has no rows:
    what went out there stands in the record's versions.
    """

    information = models.ForeignKey(Information, models.PROTECT, related_name="postings")
    version_number = models.PositiveIntegerField("公开版本号")
    version_digest = models.CharField("公开内容摘要", max_length=64)
    title = models.CharField("标题", max_length=300)
    channel = models.CharField("渠道", max_length=20, choices=Channel.choices)
    place = models.ForeignKey(Place, models.PROTECT, null=True, related_name="postings", verbose_name="地点")
    outlet = models.CharField("账号、报刊等", max_length=100, blank=True)
    rendering = models.ForeignKey(
        Rendering, models.PROTECT, null=True, related_name="postings", verbose_name="成稿"
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="postings", verbose_name="经办单位"
    )
    state = models.CharField(
        "状态", max_length=10, choices=PostingState.choices, default=PostingState.PLANNED
    )
    planned_on = models.DateField("计划日期")
    until = models.DateField("公开到", null=True)
    least_until = models.DateField("至少公开到", null=True)
    up_at = models.DateTimeField("公开时间", null=True)
    up_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    up_name = models.CharField("张贴（播出）人", max_length=50, blank=True)
    down_at = models.DateTimeField("结束时间", null=True)
    down_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    down_name = models.CharField("撤下人", max_length=50, blank=True)
    early_reason = models.CharField("提前撤下的理由", max_length=300, blank=True)
    end_note = models.CharField("结束说明", max_length=300, blank=True)
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="replaced_by", verbose_name="替换"
    )
    planned_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    planned_at = models.DateTimeField("安排时间")

    class Meta:
        verbose_name = verbose_name_plural = "张贴"
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["place", "state"], name="posting_at_place"),
            models.Index(fields=["organisation", "state", "planned_on"], name="posting_to_do"),
            models.Index(fields=["channel", "up_at"], name="posting_by_channel"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["information", "channel", "place", "outlet"],
                condition=Q(state__in=["planned", "up"], channel__in=["board", "screen"]),
                name="posting_hangs_once",
            ),
            models.CheckConstraint(
                name="posting_up_when_up",
                condition=Q(state__in=["planned", "cancelled"], up_at=None)
                | Q(state__in=["up", "ended"], up_at__isnull=False),
            ),
            models.CheckConstraint(
                name="posting_down_when_ended",
                condition=(Q(state="ended") & Q(down_at__isnull=False))
                | (~Q(state="ended") & Q(down_at=None)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.where}：{self.title}"

    @property
    def where(self) -> str:
        if self.place is not None:
            return f"{self.place.organisation}{self.place.name}"
        return self.outlet or self.get_channel_display()

    @property
    def ledger_label(self) -> str:
        return f"张贴 {self.pk}"

    @property
    def is_current(self) -> bool:
        return self.version_digest == self.information.public_digest


class Proof(models.Model):
    """What shows that it was up or came down; files are private and stripped of place and camera."""

    posting = models.ForeignKey(Posting, models.PROTECT, related_name="proofs")
    of = models.CharField("证明", max_length=10, choices=ProofOf.choices)
    kind = models.CharField("种类", max_length=20, choices=ProofKind.choices)
    note = models.CharField("说明", max_length=500, blank=True)
    name = models.CharField("文件名", max_length=200, blank=True)
    file = models.FileField("文件", upload_to="postings/%Y/%m/", max_length=300, blank=True)
    digest = models.CharField("文件摘要", max_length=64, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = verbose_name_plural = "张贴佐证"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.get_of_display()}的{self.get_kind_display()}"


class Job(models.Model):
    """What a correction, a withdrawal or the end of its time asks of one posting; done when confirmed."""

    posting = models.ForeignKey(Posting, models.PROTECT, related_name="jobs")
    kind = models.CharField("要做的事", max_length=20, choices=JobKind.choices)
    reason = models.CharField("原因", max_length=500)
    version_number = models.PositiveIntegerField("要换成第几版", default=0)
    made_at = models.DateTimeField("产生时间")
    due_on = models.DateField("最迟")
    state = models.CharField("状态", max_length=10, choices=JobState.choices, default=JobState.OPEN)
    closed_at = models.DateTimeField("办结时间", null=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    closed_note = models.CharField("办结说明", max_length=300, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "渠道任务"
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["posting"], condition=Q(state="open"), name="job_of_posting_once"
            ),
            models.CheckConstraint(
                name="job_closed_at",
                condition=Q(state="open", closed_at=None) | (~Q(state="open") & Q(closed_at__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}：{self.posting}"
