"""Review as data: which steps a text goes through, and what each reviewer decided on what."""

from typing import Any

from django.db import models
from wagtail.models import Task, TaskState, Workflow, WorkflowState

from mingbai.lib import clock
from mingbai.organisations.models import Organisation


class Step(models.TextChoices):
    CHECK = "check", "审核"
    SECRECY = "secrecy", "保密审查"
    APPROVE = "approve", "签发"


# The action of the authorisation table that decides a step.
ACTION_OF_STEP = {
    Step.CHECK: "record.check",
    Step.SECRECY: "record.secrecy",
    Step.APPROVE: "record.approve",
}


class Conclusion(models.TextChoices):
    PUBLISHABLE = "publishable", "不涉密，可以公开"
    PARTLY = "partly", "删减后可以公开"
    NOT_PUBLISHABLE = "not_publishable", "不得公开，同意不予公开或者依申请公开"


class ReviewState(TaskState):
    """One step of one review: what waits, and what was decided on exactly which text."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    digest_seen = models.CharField("所见内容摘要", max_length=64, blank=True)
    started_on = models.DateField("开始办理日期", null=True)
    due_on = models.DateField("办理期限", null=True)
    conclusion = models.CharField("审查结论", max_length=20, choices=Conclusion.choices, blank=True)
    basis = models.CharField("审查依据", max_length=200, blank=True)
    ground_code = models.CharField("不公开事由", max_length=10, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "审核环节"


class ReviewTask(Task):
    """A step, shared by every organisation: who decides follows from the authorisation table."""

    step = models.CharField("环节", max_length=10, choices=Step.choices)
    days = models.PositiveIntegerField("办理期限（工作日）", default=2)

    task_state_class = ReviewState

    class Meta:
        verbose_name = verbose_name_plural = "审核步骤"

    def start(self, workflow_state: WorkflowState, user: Any = None) -> ReviewState:
        """Open this step on the latest revision; the object brings `organisation` and `review_due`."""
        thing = workflow_state.content_object
        state = ReviewState(
            workflow_state=workflow_state,
            task=self,
            revision=thing.latest_revision,
            status=TaskState.STATUS_IN_PROGRESS,
            organisation=thing.organisation,
            started_on=clock.today(),
            due_on=thing.review_due(self.days),
        )
        state.save()
        return state


class Route(models.Model):
    """The sequence of steps for an organisation and a kind of text.

    The most exact row wins: organisation and genre, organisation, genre, and last the row of
    neither, which every installation has.
    """

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, null=True, blank=True, verbose_name="适用机构"
    )
    genre_name = models.CharField("适用体裁", max_length=30, blank=True)
    workflow = models.ForeignKey(Workflow, models.PROTECT, related_name="routes", verbose_name="审核流程")

    class Meta:
        verbose_name = verbose_name_plural = "审核路线"
        constraints = [models.UniqueConstraint(fields=["organisation", "genre_name"], name="route_once")]

    def __str__(self) -> str:
        return f"{self.organisation or '全县'} {self.genre_name or '各类'}：{self.workflow.name}"
