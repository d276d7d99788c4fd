"""Looking again at what was decided before: withheld texts, and normative documents in force."""

from typing import Any

from django.conf import settings
from django.db import models

from mingbai.catalogue.models import Genre, Ground
from mingbai.disclosures.models.records import Information
from mingbai.organisations.models import Organisation


def _person(label: str, null: bool = False) -> Any:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=null, related_name="+", verbose_name=label
    )


class UpkeepRule(models.Model):
    """The county's own periods from a day on; the newest row that has begun counts.

    政府信息公开条例第十八条 wants withheld information evaluated regularly and names no period, so all
    numbers here are local.
    """

    active_from = models.DateField("启用日期", unique=True)
    months = models.PositiveIntegerField("定期评估周期（月）")
    notice_days = models.PositiveIntegerField("提前提醒（天）")
    slot_days = models.PositiveIntegerField("五公开缺项提醒（天）")
    note = models.CharField("说明", max_length=300, blank=True)
    set_by = _person("设置人")
    set_at = models.DateTimeField("设置时间")

    class Meta:
        ordering = ["-active_from"]
        verbose_name = verbose_name_plural = "评估周期"

    def __str__(self) -> str:
        return f"{self.active_from}起每{self.months}个月评估一次"


class Evaluation(models.Model):
    """One look at whether a withheld or on-request text may now be public (条例第十八条)."""

    class Outcome(models.TextChoices):
        KEEP = "keep", "继续不主动公开"
        RELEASE = "release", "转为主动公开"
        PARTLY = "partly", "区分处理后公开一部分"

    class State(models.TextChoices):
        PROPOSED = "proposed", "等待第二人确定"
        CONFIRMED = "confirmed", "已确定"
        REJECTED = "rejected", "未通过，需重新评估"

    information = models.ForeignKey(Information, models.PROTECT, related_name="evaluations")
    outcome = models.CharField("结论", max_length=10, choices=Outcome.choices)
    reason = models.CharField("理由", max_length=500)
    checklist = models.JSONField("逐项判断", default=dict)
    next_on = models.DateField("下次评估日期")
    digest = models.CharField("所评内容摘要", max_length=64)
    ground = models.ForeignKey(Ground, models.PROTECT, null=True, related_name="+")
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.PROPOSED)
    proposed_by = _person("评估人")
    proposed_at = models.DateTimeField("评估时间")
    decided_by = _person("确定人", null=True)
    decided_at = models.DateTimeField("确定时间", null=True)
    decision_note = models.CharField("确定意见", max_length=300, blank=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = verbose_name_plural = "定期评估"
        constraints = [
            models.UniqueConstraint(
                fields=["information"], condition=models.Q(state="proposed"), name="evaluation_pending_once"
            ),
            models.CheckConstraint(
                condition=models.Q(decided_by=None) | ~models.Q(decided_by=models.F("proposed_by")),
                name="evaluation_four_eyes",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.information} {self.get_outcome_display()}"


class EvaluationCall(models.Model):
    """Somebody asked that a text be evaluated before its turn."""

    information = models.ForeignKey(Information, models.PROTECT, related_name="evaluation_calls")
    reason = models.CharField("理由", max_length=300)
    by = _person("提出人")
    at = models.DateTimeField("时间")

    class Meta:
        ordering = ["-pk"]
        verbose_name = verbose_name_plural = "要求评估"

    def __str__(self) -> str:
        return self.reason


class GroundWatch(models.Model):
    """How a row of the registry of grounds read when it was last looked at."""

    ground = models.OneToOneField(Ground, models.PROTECT, primary_key=True, related_name="+")
    digest = models.CharField(max_length=64)

    def __str__(self) -> str:
        return self.ground_id


class GroundChange(models.Model):
    """A ground that changed, in the registry or in the law: everything that rests on it is evaluated."""

    ground = models.ForeignKey(Ground, models.PROTECT, related_name="changes", verbose_name="事由")
    reason = models.CharField("变化", max_length=300)
    by = _person("登记人", null=True)
    at = models.DateTimeField("时间")

    class Meta:
        ordering = ["-pk"]
        verbose_name = verbose_name_plural = "事由变化"

    def __str__(self) -> str:
        return f"{self.ground}：{self.reason}"


class CleanUp(models.Model):
    """A campaign that looks through normative documents and publishes one list of the results."""

    class State(models.TextChoices):
        OPEN = "open", "逐件提出意见"
        DECIDED = "decided", "已全部确定，待公布"
        PUBLISHED = "published", "已公布"
        CLOSED = "closed", "已结束"
        CANCELLED = "cancelled", "已取消"

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="clean_ups", verbose_name="组织单位"
    )
    title = models.CharField("名称", max_length=200)
    year = models.PositiveIntegerField("年度")
    organisations = models.ManyToManyField(Organisation, related_name="+", verbose_name="清理哪些单位的文件")
    genres = models.ManyToManyField(Genre, related_name="+", verbose_name="清理哪些体裁")
    written_before = models.DateField("成文日期早于")
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.OPEN)
    result = models.ForeignKey(
        Information, models.PROTECT, null=True, related_name="clean_ups", verbose_name="结果清单"
    )
    published_at = models.DateTimeField("公布时间", null=True)
    withdrawn_at = models.DateTimeField("清单被撤回的时间", null=True)
    closing_note = models.CharField("结束说明", max_length=300, blank=True)
    created_by = _person("发起人")
    created_at = models.DateTimeField("发起时间")

    class Meta:
        ordering = ["-pk"]
        verbose_name = verbose_name_plural = "文件清理"

    def __str__(self) -> str:
        return self.title


class CleanUpItem(models.Model):
    """One document within a campaign: what its unit proposes, what was decided, when it took effect."""

    class Result(models.TextChoices):
        KEEP = "keep", "继续有效"
        AMEND = "amend", "拟修改"
        REPEAL = "repeal", "废止"
        EXPIRED = "expired", "宣布失效"

    clean_up = models.ForeignKey(CleanUp, models.PROTECT, related_name="items")
    information = models.ForeignKey(Information, models.PROTECT, related_name="clean_up_items")
    proposal = models.CharField("意见", max_length=10, choices=Result.choices, blank=True)
    reason = models.CharField("理由", max_length=300, blank=True)
    proposed_by = _person("提出人", null=True)
    proposed_at = models.DateTimeField("提出时间", null=True)
    decision = models.CharField("决定", max_length=10, choices=Result.choices, blank=True)
    decision_reason = models.CharField("决定理由", max_length=300, blank=True)
    decided_by = _person("决定人", null=True)
    decided_at = models.DateTimeField("决定时间", null=True)
    applied_at = models.DateTimeField("生效时间", null=True)
    applied_note = models.CharField("生效情况", max_length=200, blank=True)

    class Meta:
        ordering = ["information__organisation__path", "information__written_on", "pk"]
        verbose_name = verbose_name_plural = "清理的文件"
        constraints = [
            models.UniqueConstraint(fields=["clean_up", "information"], name="clean_up_item_once"),
            models.CheckConstraint(
                condition=models.Q(decided_by=None) | ~models.Q(decided_by=models.F("proposed_by")),
                name="clean_up_four_eyes",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.information} {self.get_decision_display() or self.get_proposal_display()}"
