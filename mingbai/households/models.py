"""Kinds of list, lists, their sealed lines, and what was said against them."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from mingbai.accounts.tries import Tries
from mingbai.disclosures.models import Information
from mingbai.households.rules.definitions import Definition, of_json
from mingbai.households.rules.names import village_name
from mingbai.households.states import ObjectionKind, ObjectionState, ObjectionWay, State
from mingbai.organisations.models import Organisation
from mingbai.timelimits.periods import of_key


class ListKind(models.Model):
    """A kind of list, such as 最低生活保障; the last of its versions counts."""

    key = models.SlugField("代号", max_length=40, unique=True)
    name = models.CharField("名称", max_length=40, unique=True)
    retired_at = models.DateTimeField("停用时间", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "到户名单种类"
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name


class KindVersion(models.Model):
    """`content` as `rules.definitions.as_json`; never changed, because lists were made by it."""

    kind = models.ForeignKey(ListKind, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField("第几版")
    content = models.JSONField("内容")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField("设置时间")

    class Meta:
        verbose_name = verbose_name_plural = "到户名单种类的版本"
        ordering = ["kind", "-number"]
        constraints = [models.UniqueConstraint(fields=["kind", "number"], name="household_kind_version_once")]

    def __str__(self) -> str:
        return f"{self.kind}（第{self.number}版）"

    @property
    def definition(self) -> Definition:
        return of_json(self.content)


class HouseholdList(models.Model):
    """One list of one kind for one period; `area` and what lies below it is what the list covers.

    `totals`: sums per village, fixed when it was approved; they stay when the lines are gone. `wanted_until`
    may lengthen the period, never shorten it. `information`: the public record of the sums, if there is one.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="经办单位")
    area = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="哪里的名单")
    rules = models.ForeignKey(KindVersion, models.PROTECT, related_name="lists", verbose_name="种类")
    period_key = models.CharField("哪一期", max_length=10)
    number = models.PositiveSmallIntegerField("第几版", default=1)
    replaces = models.OneToOneField("self", models.PROTECT, null=True, related_name="replaced_by")
    information = models.ForeignKey(
        Information, models.PROTECT, null=True, related_name="household_lists", verbose_name="公开的合计信息"
    )
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.DRAFT)
    telephone = models.CharField("咨询电话", max_length=60, blank=True)
    complaints = models.CharField("监督电话", max_length=60, blank=True)
    reason = models.CharField("更正、退回、撤下的理由", max_length=300, blank=True)
    totals = models.JSONField("合计", default=list)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField("建立时间")
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    entered_at = models.DateTimeField("导入时间", null=True)
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    checked_at = models.DateTimeField("核对时间", null=True)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField("签发时间", null=True)
    posted_on = models.DateField("公示开始", null=True)
    wanted_until = models.DateField("至少公示到", null=True)
    ended_on = models.DateField("公示结束", null=True)
    erased_at = models.DateTimeField("明细清除时间", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "到户名单"
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["state", "posted_on"], name="household_list_state"),
            models.Index(fields=["organisation", "state"], name="household_list_of"),
        ]
        constraints = [
            models.CheckConstraint(
                name="household_posted_on",
                condition=~Q(state__in=["posted", "stopped", "ended"]) | Q(posted_on__isnull=False),
            ),
            models.CheckConstraint(
                name="household_four_eyes",
                condition=(Q(approved_by=None) | ~Q(approved_by=models.F("entered_by")))
                & (Q(checked_by=None) | ~Q(checked_by=models.F("entered_by"))),
            ),
        ]

    def __str__(self) -> str:
        version = f"（第{self.number}版）" if self.number > 1 else ""
        return f"{self.title}{version}"

    def get_absolute_url(self) -> str:
        return reverse("households:of", args=[self.pk])

    @property
    def title(self) -> str:
        return f"{village_name(self.area.name)}{of_key(self.period_key).label}{self.rules.kind}名单"

    @property
    def ledger_label(self) -> str:
        return f"到户名单{self.pk}"


class Row(models.Model):
    """One line of a household. All its cells are sealed; village and group alone are plain, to be found by.

    `identity` and `code` are keyed digests: of the identity number, and of the query code with its tail.
    """

    list = models.ForeignKey(HouseholdList, models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField("第几行")
    village = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="村（社区）")
    group = models.CharField("组", max_length=20, blank=True)
    sealed = models.TextField()
    identity = models.CharField(max_length=64, db_index=True)
    code = models.CharField(max_length=64, blank=True, db_index=True)
    code_at = models.DateTimeField("印查询码的时间", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "到户明细"
        ordering = ["list", "number"]
        indexes = [models.Index(fields=["list", "village", "group", "number"], name="household_row_of")]

    def __str__(self) -> str:
        return f"到户明细{self.pk}"


class Pause(models.Model):
    """From the day an objection stopped the list to the day it went on."""

    list = models.ForeignKey(HouseholdList, models.CASCADE, related_name="pauses")
    stopped_on = models.DateField("暂停")
    resumed_on = models.DateField("继续", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "公示暂停"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["list"], condition=Q(resumed_on=None), name="household_paused_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.stopped_on}—{self.resumed_on or ''}"


class MarkedCopy(models.Model):
    """A file that could not be taken over, with its errors marked; sealed, and gone the next day."""

    list = models.OneToOneField(HouseholdList, models.CASCADE, related_name="marked")
    sealed = models.BinaryField()
    problems = models.PositiveIntegerField("错误数")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = verbose_name_plural = "标出错误的表格"

    def __str__(self) -> str:
        return f"{self.list_id}"


class Objection(models.Model):
    """What somebody says against a list. Words and contact are sealed; `code` and `key` are digests, as of a
    receipt and of the form that counts once however often it is sent."""

    list = models.ForeignKey(HouseholdList, models.PROTECT, related_name="objections", verbose_name="名单")
    row = models.ForeignKey(Row, models.SET_NULL, null=True, related_name="objections", verbose_name="本户")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="办理单位")
    kind = models.CharField("哪一类", max_length=10, choices=ObjectionKind.choices)
    way = models.CharField("怎样提出", max_length=10, choices=ObjectionWay.choices)
    sealed = models.TextField(blank=True)
    has_contact = models.BooleanField("留了姓名或者联系方式", default=False)
    state = models.CharField(
        "状态", max_length=10, choices=ObjectionState.choices, default=ObjectionState.OPEN
    )
    code = models.CharField(max_length=64, unique=True)
    key = models.CharField(max_length=64, unique=True)
    received_on = models.DateField("收到")
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    entered_at = models.DateTimeField("登记时间")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField("办结时间", null=True)
    answer = models.TextField("答复", blank=True)
    told_at = models.DateTimeField("告知时间", null=True)
    erased_at = models.DateTimeField("内容清除时间", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "到户名单异议"
        ordering = ["-pk"]
        indexes = [models.Index(fields=["organisation", "state"], name="household_objection_of")]
        constraints = [
            models.CheckConstraint(
                name="household_decided_at",
                condition=Q(state="open", decided_at=None) | (~Q(state="open") & Q(decided_at__isnull=False)),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}：{self.list}"

    def get_absolute_url(self) -> str:
        return reverse("households:objection", args=[self.pk])

    @property
    def ledger_label(self) -> str:
        """Nothing of what was said stands in the trail."""
        return f"到户名单异议{self.pk}"


class Try(Tries):
    """The limits of this app, as in `Tries`."""

    class What(models.TextChoices):
        OBJECT = "object", "提异议"
        ADDRESS = "address", "查询码没有对上"
        CODE = "code", "同一个查询码没有对上"

    what = models.CharField(max_length=8, choices=What.choices)

    class Meta:
        verbose_name = verbose_name_plural = "限次记录"
        indexes = [models.Index(fields=["what", "who", "at"], name="household_try_of")]
