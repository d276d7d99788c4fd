"""What was promised for a year, how it goes, what proves it, and what citizens think of it."""

from django.conf import settings
from django.db import models

from mingbai.disclosures.models import Information
from mingbai.organisations.models import Organisation
from mingbai.promises.rules import SCORE_WORDS, Step, plain
from mingbai.promises.states import Kind, State


class Promise(models.Model):
    """One goal or project of a year. The public sees it once a second person has confirmed it."""

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="promises", verbose_name="作出承诺的单位"
    )
    year = models.PositiveSmallIntegerField("年度")
    number = models.PositiveSmallIntegerField("序号")
    kind = models.CharField("种类", max_length=10, choices=Kind.choices, default=Kind.PROJECT)
    title = models.CharField("名称", max_length=200)
    responsible = models.ManyToManyField(
        Organisation, related_name="responsible_for_promises", verbose_name="责任单位"
    )
    responsible_person = models.CharField("责任人", max_length=50, blank=True)
    target_text = models.TextField("目标")
    target_number = models.DecimalField("目标数", max_digits=14, decimal_places=2, null=True)
    target_unit = models.CharField("单位", max_length=20, blank=True)
    due_on = models.DateField("完成期限")
    source = models.ForeignKey(
        Information, models.PROTECT, null=True, related_name="promises", verbose_name="出处"
    )
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.RUNNING)
    state_note = models.CharField("状态说明", max_length=300, blank=True)
    settled_on = models.DateField("办结日期", null=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField("录入时间")
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField("核对时间", null=True)
    cancelled_at = models.DateTimeField("作废时间", null=True)
    cancel_reason = models.CharField("作废原因", max_length=300, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "年度承诺"
        ordering = ["-year", "organisation__path", "number"]
        indexes = [models.Index(fields=["year", "organisation"], name="promise_of_year")]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "year", "number"],
                condition=models.Q(cancelled_at=None),
                name="promise_number_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.year}年第{self.number}项 {self.title}"

    @property
    def target_counted(self) -> str:
        """Such as "12公里"; "" when nothing is counted."""
        return "" if self.target_number is None else f"{plain(self.target_number)}{self.target_unit}"


class Change(models.Model):
    """What the target was before it was changed, and why; public together with the promise."""

    promise = models.ForeignKey(Promise, models.PROTECT, related_name="changes")
    on = models.DateField("调整日期")
    reason = models.CharField("调整原因", max_length=300)
    before_text = models.TextField("原目标")
    before_number = models.DecimalField("原目标数", max_digits=14, decimal_places=2, null=True)
    before_unit = models.CharField("原单位", max_length=20, blank=True)
    before_due_on = models.DateField("原期限")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = verbose_name_plural = "目标调整"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.promise} {self.on}"


class Progress(models.Model):
    """One entry of progress with what proves it. Public once a second person has confirmed it."""

    promise = models.ForeignKey(Promise, models.PROTECT, related_name="progress")
    on = models.DateField("日期")
    percent = models.PositiveSmallIntegerField("完成百分比")
    number = models.DecimalField("完成数", max_digits=14, decimal_places=2, null=True)
    text = models.TextField("进展情况")
    reason = models.CharField("变少的原因", max_length=300, blank=True)
    evidence = models.ManyToManyField(Information, related_name="proves_progress", verbose_name="佐证信息")
    file = models.FileField("佐证材料", upload_to="promises/%Y/%m/", max_length=300, blank=True)
    file_name = models.CharField("文件名", max_length=200, blank=True)
    file_digest = models.CharField("文件摘要", max_length=64, blank=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField("录入时间")
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField("核对时间", null=True)
    cancelled_at = models.DateTimeField("作废时间", null=True)
    cancel_reason = models.CharField("作废原因", max_length=300, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "进展"
        ordering = ["-on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(percent__lte=100), name="progress_percent"),
        ]

    def __str__(self) -> str:
        return f"{self.promise} {self.on}：{self.percent}%"

    @property
    def step(self) -> Step:
        return Step(self.on, self.percent, self.number)

    @property
    def counted(self) -> str:
        return "" if self.number is None else f"{plain(self.number)}{self.promise.target_unit}"


class Rating(models.Model):
    """A citizen's score of a promise. Nothing tells who gave it: `browser` is a digest of a random word
    kept in the browser until it is closed, `origin` one of day and address, with the installation's secret.
    """

    promise = models.ForeignKey(Promise, models.PROTECT, related_name="ratings")
    score = models.PositiveSmallIntegerField("分数")
    comment = models.CharField("意见", max_length=200, blank=True)
    at = models.DateTimeField("时间")
    browser = models.CharField(max_length=64)
    origin = models.CharField(max_length=64)
    hidden_at = models.DateTimeField("意见屏蔽时间", null=True)
    hidden_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    hide_reason = models.CharField("屏蔽原因", max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "群众评价"
        ordering = ["-pk"]
        indexes = [models.Index(fields=["origin", "at"], name="rating_origin")]
        constraints = [
            models.UniqueConstraint(fields=["promise", "browser"], name="rating_once"),
            models.CheckConstraint(condition=models.Q(score__gte=1, score__lte=5), name="rating_score"),
        ]

    def __str__(self) -> str:
        return f"{self.score} 分"

    @property
    def ledger_label(self) -> str:
        return f"群众评价 {self.pk}"

    @property
    def words(self) -> str:
        return SCORE_WORDS[self.score]
