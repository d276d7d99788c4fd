"""Review and court cases about requests. Nothing here names an applicant; papers are kept sealed."""

from django.conf import settings
from django.db import models

from mingbai.foi.models import FoiRequest
from mingbai.foi.rules.delivery import DeliveryWay
from mingbai.letters.rules.outcomes import Leaf
from mingbai.organisations.models import Organisation
from mingbai.remedies.states import (
    DaysUnit,
    Event,
    FileKind,
    Group,
    Instance,
    Kind,
    Procedure,
    RenewalState,
    Result,
    State,
)


class Case(models.Model):
    """One case before one authority, about one or several requests to one organisation.

    `follows` is the review that went before a law suit, `appeal_of` the first instance of a second one.
    `began_on` is the day the authority took the case (受理、立案), `served_on` the day we received its
    notice; our own time runs from there. `decision_served_on`: the day we received the decision.
    """

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="remedies", verbose_name="被申请人、被告"
    )
    requests = models.ManyToManyField(FoiRequest, related_name="remedies", verbose_name="所涉申请")
    kind = models.CharField("种类", max_length=20, choices=Kind.choices)
    instance = models.CharField("审级", max_length=10, choices=Instance.choices, default=Instance.FIRST)
    procedure = models.CharField("程序", max_length=10, choices=Procedure.choices, default=Procedure.NORMAL)
    follows = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="followed_by", verbose_name="先前的复议"
    )
    appeal_of = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="appeals", verbose_name="一审案件"
    )
    authority = models.CharField("复议机关或者人民法院", max_length=100)
    case_number = models.CharField("案号", max_length=60)
    began_on = models.DateField("受理、立案日期")
    served_on = models.DateField("收到通知日期", null=True, blank=True)
    result = models.CharField("结果", max_length=10, choices=Result.choices, default=Result.PENDING)
    ended_on = models.DateField("审结日期", null=True, blank=True)
    decision_served_on = models.DateField("收到决定、裁判日期", null=True, blank=True)
    result_text = models.TextField("结果摘要（不写申请人姓名）", blank=True)
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.OPEN)
    closed_at = models.DateTimeField("办结时间", null=True, blank=True)
    void_reason = models.CharField("作废原因", max_length=300, blank=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField("登记时间")

    class Meta:
        verbose_name = verbose_name_plural = "复议诉讼案件"
        ordering = ["-began_on", "-pk"]
        indexes = [
            models.Index(fields=["organisation", "state", "began_on"], name="remedy_of_place"),
            models.Index(fields=["organisation", "ended_on"], name="remedy_ended"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "authority", "case_number"],
                condition=~models.Q(state="void"),
                name="remedy_once",
            ),
            models.CheckConstraint(
                condition=models.Q(result="pending", ended_on=None)
                | (~models.Q(result="pending") & models.Q(ended_on__isnull=False)),
                name="remedy_ended_with_result",
            ),
            models.CheckConstraint(
                condition=models.Q(kind="litigation") | models.Q(follows=None, appeal_of=None),
                name="remedy_only_suits_follow",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.case_number}"

    @property
    def group(self) -> Group:
        """The group of table four; an appeal stays in the group of its first instance."""
        if self.kind == Kind.REVIEW:
            return Group.REVIEW
        first = self.appeal_of or self
        return Group.AFTER_REVIEW if first.follows_id else Group.DIRECT


class Step(models.Model):
    """Something that happened in a case. A wrong line is struck with a reason and stays."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="steps")
    event = models.CharField("经过", max_length=20, choices=Event.choices)
    on = models.DateField("日期")
    until = models.DateField("延到哪一天", null=True, blank=True)
    note = models.CharField("说明", max_length=200, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField("记录时间")
    struck_at = models.DateTimeField("划去时间", null=True, blank=True)
    struck_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    struck_reason = models.CharField("划去原因", max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "案件经过"
        ordering = ["on", "pk"]

    def __str__(self) -> str:
        return f"{self.get_event_display()} {self.on}"


class CaseFile(models.Model):
    """A paper of a case, encrypted at rest. A wrong one is dropped: its bytes go, its line stays."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="files")
    kind = models.CharField("类别", max_length=20, choices=FileKind.choices)
    title = models.CharField("题名", max_length=100)
    on = models.DateField("材料日期")
    name = models.CharField("文件名", max_length=200)
    file = models.FileField("文件（加密）", upload_to="remedies/%Y/%m/", max_length=300)
    size = models.PositiveIntegerField("字节")
    digest = models.CharField("摘要", max_length=64)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField("加入时间")
    dropped_at = models.DateTimeField("撤下时间", null=True, blank=True)
    dropped_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    dropped_reason = models.CharField("撤下原因", max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "案件材料"
        ordering = ["on", "pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}{self.pk}"


class Renewal(models.Model):
    """A new answer that a decision orders. The request and its figures stay as they were.

    The time runs from the day we received the decision: `days` of `unit` where the decision sets it,
    otherwise the limit `remedies.renewal`.
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="renewals")
    request = models.ForeignKey(FoiRequest, models.PROTECT, related_name="renewals", verbose_name="申请")
    what = models.CharField("要求（不写申请人姓名）", max_length=300)
    days = models.PositiveSmallIntegerField("期限", null=True, blank=True)
    unit = models.CharField("单位", max_length=20, choices=DaysUnit.choices, default=DaysUnit.WORKING)
    state = models.CharField(
        "状态", max_length=10, choices=RenewalState.choices, default=RenewalState.ORDERED
    )
    number = models.CharField("文号", max_length=60, blank=True)
    leaf = models.CharField("新的办理结果", max_length=40, choices=Leaf.choices, blank=True)
    letter = models.ForeignKey(CaseFile, models.PROTECT, null=True, related_name="+")
    prepared_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    signed_at = models.DateTimeField("签发时间", null=True)
    sent_way = models.CharField("送达方式", max_length=20, choices=DeliveryWay.choices, blank=True)
    sent_on = models.DateField("送出日期", null=True)
    ordered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    ordered_at = models.DateTimeField("登记时间")

    class Meta:
        verbose_name = verbose_name_plural = "重新答复"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.request}重新答复"
