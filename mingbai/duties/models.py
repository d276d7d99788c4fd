"""What is owed, the ledger of expected instances, and the papers that settle them."""

from typing import Any

from django.conf import settings
from django.db import models

from mingbai.catalogue.models import CatalogueItem
from mingbai.disclosures.models import Information
from mingbai.duties.rules import Rhythm
from mingbai.duties.states import ExemptionState, Kind, Source, State
from mingbai.lib import clock
from mingbai.organisations.models import Organisation
from mingbai.plans.models import PlanTask
from mingbai.timelimits.periods import Per


class Quota(models.Model):
    """So many times in each period, asked of every organisation of some kinds. Data: counties differ."""

    key = models.SlugField("编码", max_length=40, primary_key=True)
    name = models.CharField("要求", max_length=100)
    evidence = models.CharField("凭什么计数", max_length=60, help_text="佐证种类，如 activity:training")
    per = models.CharField("周期", max_length=10, choices=Per.choices, default=Per.YEAR)
    at_least = models.PositiveIntegerField("至少几次", default=1)
    due_month = models.PositiveSmallIntegerField("期内第几个月", default=0, help_text="0 表示最后一个月")
    due_day = models.PositiveSmallIntegerField("几日前", default=0, help_text="0 表示月末")
    kinds = models.JSONField("适用的机构类别", default=list)
    only = models.ManyToManyField(Organisation, blank=True, verbose_name="只适用的机构", related_name="+")
    basis = models.CharField("依据", max_length=300, blank=True)
    certainty = models.CharField("可靠程度", max_length=20, blank=True)
    valid_from = models.DateField("起始日期")
    valid_to = models.DateField("终止日期", null=True, blank=True)

    class Meta:
        ordering = ["key"]
        verbose_name = verbose_name_plural = "次数要求"

    def __str__(self) -> str:
        return self.name


class Duty(models.Model):
    """What one organisation owes. Derived from its source and never typed; `key` names the source.

    `evidence` says what counts by itself: "item:12" (public records under a catalogue row),
    "activity:training" and the like; "" for what only a person can prove.
    """

    key = models.CharField("来源编号", max_length=80, unique=True)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="duties", verbose_name="责任单位"
    )
    kind = models.CharField("类型", max_length=10, choices=Kind.choices)
    source = models.CharField("来源", max_length=10, choices=Source.choices)
    item = models.ForeignKey(
        CatalogueItem, models.PROTECT, null=True, blank=True, related_name="duties", verbose_name="公开事项"
    )
    task = models.ForeignKey(
        PlanTask, models.PROTECT, null=True, blank=True, related_name="duties", verbose_name="计划任务"
    )
    quota = models.ForeignKey(
        Quota, models.PROTECT, null=True, blank=True, related_name="duties", verbose_name="次数要求"
    )
    title = models.CharField("内容", max_length=300)
    basis = models.CharField("依据", max_length=300, blank=True)
    limit_text = models.CharField("时限", max_length=300, blank=True)
    per = models.CharField("周期", max_length=10, choices=Per.choices, blank=True)
    due_month = models.PositiveSmallIntegerField("期内第几个月", default=0)
    due_day = models.PositiveSmallIntegerField("几日前", default=0)
    days = models.PositiveSmallIntegerField("形成后几日内", null=True, blank=True)
    days_unit = models.CharField("日的算法", max_length=15, default="working_day")
    at_least = models.PositiveIntegerField("至少几次", default=1)
    due_on = models.DateField("截止日期", null=True, blank=True)
    evidence = models.CharField("佐证种类", max_length=60, blank=True)
    not_applicable = models.CharField("目录写明不适用", max_length=300, blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="duties"
    )
    valid_from = models.DateField("起始日期")
    valid_to = models.DateField("终止日期", null=True, blank=True)

    class Meta:
        ordering = ["organisation", "key"]
        verbose_name = verbose_name_plural = "公开义务"
        indexes = [
            models.Index(fields=["organisation", "item"], name="duty_of_row"),
            models.Index(fields=["evidence", "organisation"], name="duty_of_evidence"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def rhythm(self) -> Rhythm:
        return Rhythm(Per(self.per), self.due_month, self.due_day)


class Instance(models.Model):
    """One line of the ledger: this duty, this period or event. Recomputed from the tables at any time.

    `key` is the period's key, "once", "standing", or "record:12" for an event (`record` then
    names it). `days_late` counts calendar days after `due_on` of what was done late; see `overdue`.
    """

    duty = models.ForeignKey(Duty, models.CASCADE, related_name="instances", verbose_name="义务")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="责任单位")
    key = models.CharField("期", max_length=30)
    starts_on = models.DateField("开始")
    ends_on = models.DateField("结束")
    due_on = models.DateField("截止日期", null=True, blank=True)
    estimated = models.BooleanField("预计", default=False)
    state = models.CharField("结果", max_length=20, choices=State.choices)
    met_on = models.DateField("履行日期", null=True, blank=True)
    days_late = models.PositiveIntegerField("逾期天数", default=0)
    evidence = models.PositiveIntegerField("佐证件数", default=0)
    # Without a constraint in the database: a refresh must not wait for somebody who holds the record.
    record = models.ForeignKey(
        Information, models.PROTECT, null=True, blank=True, related_name="instances", db_constraint=False
    )

    class Meta:
        verbose_name = verbose_name_plural = "履职台账"
        constraints = [models.UniqueConstraint(fields=["duty", "key"], name="instance_once")]
        indexes = [
            models.Index(fields=["organisation", "state", "due_on"], name="instance_of_org"),
            models.Index(fields=["state", "due_on"], name="instance_by_day"),
            models.Index(fields=["ends_on", "organisation", "state"], name="instance_of_time"),
        ]

    def __str__(self) -> str:
        return f"{self.duty}（{self.key}）"

    @property
    def overdue(self) -> int:
        """Calendar days after the due date: until it was done, or until today while it is missing."""
        if self.state == State.MISSING and self.due_on is not None:
            return (clock.today() - self.due_on).days
        return self.days_late


class Counting(models.Model):
    """What counts for a plan's task, as a person said: kinds of evidence such as "activity:training"."""

    task = models.OneToOneField(PlanTask, models.PROTECT, related_name="counting")
    evidence = models.CharField("凭什么计数", max_length=60)

    class Meta:
        verbose_name = verbose_name_plural = "任务计数办法"

    def __str__(self) -> str:
        return f"{self.task}：{self.evidence}"


class Proof(models.Model):
    """A person says: this is what met that instance. Taken back with a reason, never deleted."""

    duty = models.ForeignKey(Duty, models.PROTECT, related_name="proofs")
    key = models.CharField("期", max_length=30)
    record = models.ForeignKey(Information, models.PROTECT, null=True, blank=True, related_name="+")
    done_on = models.DateField("完成日期")
    what = models.CharField("佐证", max_length=300)
    url = models.CharField("链接", max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField("时间")
    taken_back = models.CharField("撤销理由", max_length=300, blank=True)

    class Meta:
        ordering = ["done_on", "pk"]
        verbose_name = verbose_name_plural = "佐证"

    def __str__(self) -> str:
        return self.what


class NilReport(models.Model):
    """A statement that there was nothing: a record of its own, signed in the normal review and public.

    Its lines end as nil from the day on which the record is public, and only while it is.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="nil_reports")
    information = models.OneToOneField(Information, models.PROTECT, related_name="nil_report")
    reason = models.CharField("说明", max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField("时间")

    class Meta:
        ordering = ["-pk"]
        verbose_name = verbose_name_plural = "零报告"

    def __str__(self) -> str:
        return str(self.information)


class NilLine(models.Model):
    report = models.ForeignKey(NilReport, models.PROTECT, related_name="lines")
    duty = models.ForeignKey(Duty, models.PROTECT, related_name="nil_lines")
    key = models.CharField("期", max_length=30)

    class Meta:
        verbose_name = verbose_name_plural = "零报告事项"
        constraints = [models.UniqueConstraint(fields=["report", "duty", "key"], name="nil_line_once")]

    def __str__(self) -> str:
        return f"{self.duty}（{self.key}）"


class Exemption(models.Model):
    """The organisation asks that a duty does not apply; the body above decides."""

    duty = models.ForeignKey(Duty, models.PROTECT, related_name="exemptions")
    starts_on = models.DateField("起始日期")
    ends_on = models.DateField("终止日期", null=True, blank=True)
    reason = models.CharField("理由", max_length=300)
    state = models.CharField(
        "状态", max_length=10, choices=ExemptionState.choices, default=ExemptionState.ASKED
    )
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField("申请时间")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField("审定时间", null=True)
    decision = models.CharField("审定意见", max_length=300, blank=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = verbose_name_plural = "不适用申请"
        constraints = [
            models.UniqueConstraint(
                fields=["duty"],
                condition=models.Q(state__in=["asked", "granted"]),
                name="one_exemption_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.duty}：{self.reason}"


class CalendarLink(models.Model):
    """The secret address of a person's calendar; only its digest is kept. A new one ends the old one."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="calendar_link")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField("生成时间")

    class Meta:
        verbose_name = verbose_name_plural = "日历链接"

    def __str__(self) -> str:
        return f"{self.user}的日历链接"


class Setting(models.Model):
    """Numbers of the ledger that a county sets; one row, made by `queries.setting`."""

    begins_on = models.DateField("台账起始日期", help_text="这一天以前的义务不记账")
    nil_run = models.PositiveSmallIntegerField("连续几期零报告须核实", default=3)
    remind_days = models.JSONField("到期前几个工作日提醒", default=list)
    standing_days = models.PositiveSmallIntegerField("长期公开事项几个工作日内补齐", default=20)
    refreshed_at = models.DateTimeField("上次全部重算", null=True, blank=True)
    seen_event = models.BigIntegerField("已看到的事件", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "台账设置"

    def __str__(self) -> str:
        return f"台账自{self.begins_on}起"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.pk = 1
        super().save(*args, **kwargs)
