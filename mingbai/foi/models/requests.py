"""A request, who made it, and the log its clock is read from.

The request itself holds nothing about the person: applicants, their proofs of identity and their own
words stand in tables of their own, so that figures, lists for accounting and the trail cannot show them.
"""

from django.conf import settings
from django.db import models

from mingbai.disclosures.models import Information
from mingbai.foi.rules.delivery import DeliveryWay
from mingbai.foi.rules.receipt import Way
from mingbai.foi.states import STEP_IN, ApplicantKind, FormWanted, Kind, State
from mingbai.letters.rules.outcomes import Leaf
from mingbai.organisations.models import Organisation


class FoiRequest(models.Model):
    """One request to one organisation. `number` is given once, without gaps, and never changes."""

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="foi_requests", verbose_name="受理机关"
    )
    year = models.PositiveSmallIntegerField("年")
    serial = models.PositiveIntegerField("流水号")
    number = models.CharField("登记编号", max_length=60)
    kind = models.CharField("事项", max_length=20, choices=Kind.choices, default=Kind.INFORMATION)
    way = models.CharField("提出方式", max_length=20, choices=Way.choices)
    state = models.CharField("状态", max_length=20, choices=State.choices)
    applicant_kind = models.CharField("申请人类别", max_length=20, choices=ApplicantKind.choices)
    form_wanted = models.CharField("获取形式", max_length=20, choices=FormWanted.choices)
    delivery_wanted = models.CharField("获取途径", max_length=20, choices=DeliveryWay.choices)
    submitted_at = models.DateTimeField("提交时间")
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="录入人"
    )
    received_on = models.DateField("收到日期", null=True, blank=True)
    received_how = models.CharField("收到日期的依据", max_length=200, blank=True)
    handler = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="foi_requests",
        verbose_name="经办人",
    )
    due_on = models.DateField("答复期限", null=True, blank=True)
    due_estimated = models.BooleanField("期限待定", default=False)
    paused = models.BooleanField("暂停计算", default=False)
    leaf = models.CharField("办理结果", max_length=40, choices=Leaf.choices, blank=True)
    variant = models.CharField("答复情形", max_length=40, blank=True)
    answered_on = models.DateField("答复日期", null=True, blank=True)
    closed_at = models.DateTimeField("办结时间", null=True, blank=True)
    closing_reason = models.CharField("结束原因", max_length=300, blank=True)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged")
    repeats = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="repeated_by")
    made_public = models.ForeignKey(
        Information, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="转为主动公开"
    )
    submission_key = models.CharField("提交标识", max_length=64, unique=True)
    code_digest = models.CharField("查询码摘要", max_length=64, blank=True, db_index=True)
    version = models.PositiveIntegerField("第几次改动", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "依申请公开申请"
        ordering = ["-year", "-serial"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "year", "serial"], name="foi_number_once"),
        ]
        indexes = [
            models.Index(fields=["organisation", "state", "due_on"]),
            models.Index(fields=["organisation", "received_on"]),
            models.Index(fields=["organisation", "answered_on"]),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def step(self) -> str:
        """The link of the chain it is in, as in `Step`; "" while it waits or is finished."""
        return STEP_IN.get(State(self.state), "")


class Wish(models.Model):
    """What the applicant asked for, in their own words: may hold personal data and is never in a list."""

    request = models.OneToOneField(FoiRequest, models.CASCADE, related_name="wish")
    content = models.TextField("所需政府信息的名称、文号或者其他特征")
    document_number = models.CharField("文号", max_length=100, blank=True)
    amended = models.TextField("补正后的内容", blank=True)
    reasons = models.TextField("申请人说明的理由", blank=True)
    topic = models.CharField("内容摘要（不含个人信息）", max_length=100, blank=True)
    """Written by the clerk for lists, the circulation sheet and the catalogue; holds no personal data."""

    def __str__(self) -> str:
        return self.topic or f"申请{self.request_id}"

    @property
    def asked(self) -> str:
        """What is asked for now: after clarification the clarified text counts."""
        return self.amended or self.content


class Applicant(models.Model):
    """One of those who ask; the one with `order` 0 gets the letters (第四十四条 knows joint interest)."""

    request = models.ForeignKey(FoiRequest, models.CASCADE, related_name="applicants")
    order = models.PositiveSmallIntegerField("序", default=0)
    name = models.CharField("姓名或者名称", max_length=100)
    contact_person = models.CharField("联系人", max_length=50, blank=True)
    identity_kind = models.CharField("证件名称", max_length=40, blank=True)
    identity_sealed = models.BinaryField("证件号码（加密）", blank=True, default=b"")
    telephone = models.CharField("联系电话", max_length=40, blank=True)
    email = models.EmailField("电子邮箱", blank=True)
    address = models.CharField("通信地址", max_length=200, blank=True)
    postcode = models.CharField("邮政编码", max_length=6, blank=True)
    erased_at = models.DateTimeField("清除时间", null=True, blank=True)

    class Meta:
        ordering = ["request", "order"]
        verbose_name = verbose_name_plural = "申请人"
        constraints = [models.UniqueConstraint(fields=["request", "order"], name="foi_applicant_once")]

    # Whoever prints an applicant by accident prints nothing about the person.
    def __str__(self) -> str:
        return f"申请人{self.order + 1}"


class SealedFile(models.Model):
    """A file about a request, encrypted at rest: proof of identity, paper application, opinion, receipt."""

    class Kind(models.TextChoices):
        IDENTITY = "identity", "身份证明"
        APPLICATION = "application", "申请原件"
        CLARIFIED = "clarified", "补正材料"
        OPINION = "opinion", "征求意见的回复"
        DELIVERY = "delivery", "送达凭证"
        RELEASED = "released", "提供给申请人的文件"
        SOURCE = "source", "区分处理前的原件"
        OTHER = "other", "其他材料"

    request = models.ForeignKey(FoiRequest, models.CASCADE, related_name="files")
    kind = models.CharField("类别", max_length=20, choices=Kind.choices)
    name = models.CharField("文件名", max_length=200)
    file = models.FileField("文件（加密）", upload_to="foi/%Y/%m/", max_length=300)
    size = models.PositiveIntegerField("字节")
    digest = models.CharField("摘要", max_length=64)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField("加入时间")
    delete_on = models.DateField("到期删除", null=True, blank=True)
    deleted_at = models.DateTimeField("删除时间", null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = verbose_name_plural = "申请材料"

    def __str__(self) -> str:
        return f"{self.get_kind_display()}{self.pk}"


class Entry(models.Model):
    """One line of the log the clock is read from: what happened on which day. Never changed.

    `event` is a name `rules.clock` knows. A wrong line is struck (`struck_at`) with a reason and stays.
    """

    request = models.ForeignKey(FoiRequest, models.CASCADE, related_name="log")
    event = models.CharField("事件", max_length=40)
    on = models.DateField("日期")
    until = models.DateField("到哪一天", null=True, blank=True)
    number = models.PositiveSmallIntegerField("延长几个工作日", null=True, blank=True)
    sequence = models.PositiveSmallIntegerField("第几份征求意见", default=0)
    note = models.CharField("说明", max_length=200, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField("记录时间")
    struck_at = models.DateTimeField("更正时间", null=True, blank=True)
    struck_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    struck_reason = models.CharField("更正原因", max_length=200, blank=True)

    class Meta:
        ordering = ["on", "pk"]
        verbose_name = verbose_name_plural = "办理记录"

    def __str__(self) -> str:
        return f"{self.on} {self.event}"


class Link(models.Model):
    """One link of the chain in one request: whose it is, until when by the internal limit, when done."""

    request = models.ForeignKey(FoiRequest, models.CASCADE, related_name="links")
    step = models.CharField("环节", max_length=20)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    began_on = models.DateField("开始")
    due_on = models.DateField("内部期限")
    ended_on = models.DateField("完成", null=True, blank=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["pk"]
        verbose_name = verbose_name_plural = "环节"

    def __str__(self) -> str:
        return f"{self.step} {self.began_on}"
