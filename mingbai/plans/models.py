"""A plan document, the tasks it asks for, and which organisations have to do them."""

from django.conf import settings
from django.db import models

from mingbai.organisations.models import Organisation
from mingbai.plans.states import Modality, Per, PlanState, TaskState, UnitRole


class Plan(models.Model):
    """One plan or work-points document as uploaded; it belongs to the organisation that uploads it.

    `issuer` is the organisation printed in the document, which may be another one. `digest` is of the
    file's bytes, `text_digest` of its text: the same plan saved twice has two of the one, one of the other.
    """

    title = models.CharField("标题", max_length=300)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="plans", verbose_name="录入单位"
    )
    issuer = models.CharField("文件里的发文单位", max_length=200, blank=True)
    year = models.PositiveIntegerField("年度", null=True, blank=True)
    state = models.CharField("状态", max_length=20, choices=PlanState.choices, default=PlanState.READ)
    ended_because = models.CharField("办结或作废说明", max_length=300, blank=True)
    file_name = models.CharField("文件名", max_length=200)
    original = models.FileField("原件", upload_to="plans/%Y/%m/", max_length=300)
    digest = models.CharField("原件摘要", max_length=64)
    text_digest = models.CharField("文字摘要", max_length=64, db_index=True)
    text = models.TextField("文字内容", blank=True)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    uploaded_at = models.DateTimeField("上传时间")
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField("确认时间", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "计划"
        ordering = ["-uploaded_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="plan_confirmed_with_time",
                condition=~models.Q(state__in=[PlanState.CONFIRMED, PlanState.CLOSED])
                | models.Q(confirmed_at__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def ledger_label(self) -> str:
        """How the trail names a plan: whoever reads the trail need not know an internal document's title."""
        return f"计划 {self.pk}"

    @property
    def is_read(self) -> bool:
        return self.state == PlanState.READ

    @property
    def is_confirmed(self) -> bool:
        return self.state == PlanState.CONFIRMED


class PlanTask(models.Model):
    """One task of a plan. What the reader proposed stays in `proposed`; the columns are as corrected.

    `lead_text` and `support_text` are units as printed; `TaskUnit` names the organisations they stand for.
    `times` per `per` is how often; both empty for a task that is done once or merely "regularly".
    `joined_into` is set on a dropped task whose text went into another one.
    """

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="tasks")
    order = models.PositiveIntegerField("顺序")
    path = models.CharField("序号", max_length=60, blank=True)
    headings = models.JSONField("所在标题", default=list)
    text = models.TextField("任务内容")
    source = models.TextField("原文", blank=True)
    lead_text = models.JSONField("牵头单位", default=list, blank=True)
    support_text = models.JSONField("配合单位", default=list, blank=True)
    organisations: "models.ManyToManyField[Organisation, TaskUnit]" = models.ManyToManyField(
        Organisation, through="TaskUnit", related_name="plan_tasks"
    )
    deadline_text = models.CharField("时限（原文）", max_length=100, blank=True)
    deadline_on = models.DateField("办结日期", null=True, blank=True)
    frequency_text = models.CharField("频次（原文）", max_length=100, blank=True)
    times = models.PositiveIntegerField("次数", null=True, blank=True)
    per = models.CharField("周期", max_length=20, choices=Per.choices, blank=True)
    at_least = models.BooleanField("是最低次数", default=False)
    quantities = models.JSONField("数量要求", default=list, blank=True)
    modality = models.CharField("要求程度", max_length=20, choices=Modality.choices, default=Modality.MUST)
    state = models.CharField("状态", max_length=20, choices=TaskState.choices, default=TaskState.PROPOSED)
    reason = models.CharField("不作为任务的理由", max_length=300, blank=True)
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    checked_at = models.DateTimeField("核对时间", null=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="plan_tasks",
        verbose_name="责任人",
    )
    joined_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="joined")
    split_from = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")
    proposed = models.JSONField("系统读出的内容", default=dict)

    class Meta:
        verbose_name = verbose_name_plural = "计划任务"
        ordering = ["plan", "order", "pk"]
        indexes = [models.Index(fields=["plan", "state", "order"], name="plan_task_of_plan")]
        constraints = [
            models.CheckConstraint(
                name="plan_task_dropped_with_reason",
                condition=~models.Q(state=TaskState.DROPPED) | ~models.Q(reason=""),
            )
        ]

    def __str__(self) -> str:
        return f"{self.path} {self.text[:40]}".strip()

    @property
    def ledger_label(self) -> str:
        return f"计划 {self.plan_id} 第 {self.order} 项"

    @property
    def lead_organisations(self) -> list[Organisation]:
        """Who has to do it, collective words expanded; read from prefetched `units` where there are some."""
        return self._of(UnitRole.LEAD)

    @property
    def support_organisations(self) -> list[Organisation]:
        return self._of(UnitRole.SUPPORT)

    def _of(self, role: str) -> list[Organisation]:
        found = {one.organisation_id: one.organisation for one in self.units.all() if one.role == role}
        return list(found.values())

    @property
    def quantity_words(self) -> str:
        return "、".join(str(one.get("text", "")) for one in self.quantities)

    @property
    def is_dropped(self) -> bool:
        return self.state == TaskState.DROPPED


class TaskUnit(models.Model):
    """One organisation that a printed unit of a task stands for."""

    task = models.ForeignKey(PlanTask, models.CASCADE, related_name="units")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    role = models.CharField("分工", max_length=20, choices=UnitRole.choices)
    printed = models.CharField("原文", max_length=100)

    class Meta:
        verbose_name = verbose_name_plural = "任务单位"
        ordering = ["task", "role", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["task", "role", "printed", "organisation"], name="task_unit_once")
        ]

    def __str__(self) -> str:
        return f"{self.organisation}（{self.get_role_display()}）"


class UnitChoice(models.Model):
    """What a person said a printed unit of a plan stands for, where the machine did not know.

    Several for words like 有关部门; none: left open on purpose, for units outside the tree.
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="choices")
    printed = models.CharField("原文", max_length=100)
    organisations = models.ManyToManyField(Organisation, related_name="+")

    class Meta:
        verbose_name = verbose_name_plural = "单位对照"
        constraints = [models.UniqueConstraint(fields=["plan", "printed"], name="unit_choice_once")]

    def __str__(self) -> str:
        return self.printed
