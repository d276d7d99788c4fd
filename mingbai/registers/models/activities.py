"""Dated things that happened, and which kinds of them there are."""

from datetime import date

from django.conf import settings
from django.db import models
from django.urls import reverse

from mingbai.disclosures.models import Information
from mingbai.organisations.models import Organisation
from mingbai.registers.states import ActivityState


class ActivityKind(models.Model):
    """A kind the county added, or its own wording of a packaged one (see `queries.kinds`)."""

    key = models.SlugField("编号", max_length=40, unique=True)
    name = models.CharField("名称", max_length=40)
    short = models.CharField("简称", max_length=12, blank=True)
    fields = models.JSONField("要填的内容", default=dict, blank=True, help_text="字段 → 显示的名称")
    needed = models.JSONField("必填", default=list, blank=True)
    evidence = models.CharField("要什么佐证", max_length=200, blank=True)
    may_be_public = models.BooleanField("可以公开", default=False)
    basis = models.CharField("依据", max_length=200, blank=True)
    active = models.BooleanField("在用", default=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = verbose_name_plural = "活动种类"

    def __str__(self) -> str:
        return self.name


class Activity(models.Model):
    """One thing that happened, or is planned, on a day: a training, a meeting, an inspection.

    `kind` is a key of `queries.kinds()` and, like the organisation, stays as it was entered.
    `attendance` is a list of {"group": 谁, "people": 人数}; names of those who came are not kept.
    """

    kind = models.CharField("种类", max_length=40)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="activities", verbose_name="单位"
    )
    held_on = models.DateField("日期")
    title = models.CharField("名称", max_length=200)
    place = models.CharField("地点", max_length=200, blank=True)
    chair = models.CharField("主持人", max_length=50, blank=True)
    chair_post = models.CharField("主持人职务", max_length=80, blank=True)
    speaker = models.CharField("主讲人", max_length=50, blank=True)
    speaker_post = models.CharField("主讲人职务", max_length=80, blank=True)
    attendance = models.JSONField("参加人员", default=list, blank=True)
    summary = models.TextField("内容", blank=True, max_length=4000)
    outcome = models.TextField("结果", blank=True, max_length=4000)
    link = models.URLField("网址", max_length=300, blank=True)
    records = models.ManyToManyField(
        Information, related_name="activities", blank=True, verbose_name="已公开的信息"
    )
    state = models.CharField("状态", max_length=10, choices=ActivityState.choices)
    cancel_reason = models.CharField("取消原因", max_length=300, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField("登记时间")
    changed_at = models.DateTimeField("最后改动时间")

    previous_held_on: date | None = None
    """For followers: the day it stood under before the change that is told of; None when unchanged."""

    class Meta:
        ordering = ["-held_on", "-pk"]
        verbose_name = verbose_name_plural = "工作登记"
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "kind", "held_on", "title"],
                name="activity_once",
                condition=~models.Q(state="cancelled"),
            ),
            models.CheckConstraint(
                name="cancelled_with_reason",
                condition=~models.Q(state="cancelled") | ~models.Q(cancel_reason=""),
            ),
        ]
        indexes = [
            models.Index(fields=["kind", "state", "held_on"], name="activity_counted"),
            models.Index(fields=["organisation", "-held_on"], name="activity_of_org"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("registers:activity", args=[self.pk])

    @property
    def ledger_label(self) -> str:
        """The trail's readers need not know titles, which may name people."""
        return f"登记 {self.pk}"

    @property
    def kept_proofs(self) -> int:
        """How many files stand with it; cheap where `proofs` was prefetched."""
        return sum(one.dropped_at is None for one in self.proofs.all())

    @property
    def people(self) -> int:
        """How many took part, of all groups."""
        return sum(int(one["people"]) for one in self.attendance)
