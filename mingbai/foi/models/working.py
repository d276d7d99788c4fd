"""What is done with a request: letters, consultations, searches, separation, fees, extension, answer."""

from django.conf import settings
from django.db import models

from mingbai.catalogue.models import Ground
from mingbai.foi.models.requests import FoiRequest, SealedFile
from mingbai.foi.rules.delivery import DeliveryWay
from mingbai.foi.states import LetterState, Opinion, Party
from mingbai.letters.kinds import Kind as LetterKind


class Letter(models.Model):
    """A notice or answer. `values` fill its template; once signed, Word and PDF are kept, sealed."""

    request = models.ForeignKey(FoiRequest, models.CASCADE, related_name="letters")
    kind = models.CharField("文书", max_length=40, choices=LetterKind.choices)
    leaf = models.CharField("办理结果", max_length=40, blank=True)
    variant = models.CharField("情形", max_length=40, blank=True)
    values = models.BinaryField("内容（加密）", default=b"")
    """Sealed JSON: names, addresses and what was asked stand in it."""
    state = models.CharField("状态", max_length=20, choices=LetterState.choices, default=LetterState.DRAFT)
    number = models.CharField("文号", max_length=60, blank=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField("拟写时间")
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    signed_at = models.DateTimeField("签发时间", null=True)
    word = models.ForeignKey(SealedFile, models.PROTECT, null=True, related_name="+")
    pdf = models.ForeignKey(SealedFile, models.PROTECT, null=True, related_name="+")
    sent_way = models.CharField("送达方式", max_length=20, choices=DeliveryWay.choices, blank=True)
    sent_on = models.DateField("送出日期", null=True)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    proof_on = models.DateField("签收日期", null=True)
    proof_note = models.CharField("送达凭证", max_length=200, blank=True)
    proof = models.ForeignKey(SealedFile, models.PROTECT, null=True, related_name="+")
    consultation = models.ForeignKey("Consultation", models.PROTECT, null=True, related_name="letters")

    class Meta:
        ordering = ["pk"]
        verbose_name = verbose_name_plural = "文书"

    def __str__(self) -> str:
        return f"{self.get_kind_display()}{self.number}"


class Consultation(models.Model):
    """Somebody is asked whether the information may be released (第三十二条、第三十四条)."""

    request = models.ForeignKey(FoiRequest, models.CASCADE, related_name="consultations")
    party = models.CharField("对象", max_length=20, choices=Party.choices)
    name = models.CharField("名称", max_length=100)
    sequence = models.PositiveSmallIntegerField("第几份", default=1)
    contact = models.CharField("联系方式", max_length=200, blank=True)
    about = models.TextField("征求意见的内容")
    sent_on = models.DateField("发出日期", null=True)
    received_on = models.DateField("对方收到日期", null=True)
    due_on = models.DateField("提出意见的期限", null=True)
    opinion = models.CharField("意见", max_length=20, choices=Opinion.choices, blank=True)
    opinion_text = models.TextField("意见内容", blank=True)
    ended_on = models.DateField("结束日期", null=True)
    override_reason = models.TextField("对方不同意仍公开的公共利益理由", blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = verbose_name_plural = "征求意见"

    def __str__(self) -> str:
        return f"{self.get_party_display()}{self.pk}"


class Search(models.Model):
    """Where it was looked for, by whom and how: without one, "not held" cannot be answered."""

    request = models.ForeignKey(FoiRequest, models.CASCADE, related_name="searches")
    place = models.CharField("在哪里查", max_length=200)
    words = models.CharField("用什么词、怎么查", max_length=200)
    found = models.TextField("结果")
    on = models.DateField("查找日期")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    searcher = models.CharField("查找人", max_length=50)
    recorded_at = models.DateTimeField("记录时间")

    class Meta:
        ordering = ["pk"]
        verbose_name = verbose_name_plural = "检索记录"

    def __str__(self) -> str:
        return f"检索{self.pk}"


class Part(models.Model):
    """A part of what is asked for, released or withheld on a ground (第三十七条)."""

    request = models.ForeignKey(FoiRequest, models.CASCADE, related_name="parts")
    label = models.CharField("哪一部分", max_length=200)
    is_released = models.BooleanField("公开")
    ground = models.ForeignKey(Ground, models.PROTECT, null=True, blank=True, verbose_name="不公开的事由")
    reason = models.TextField("理由", blank=True)
    source = models.ForeignKey(SealedFile, models.PROTECT, null=True, related_name="+")
    released = models.ForeignKey(SealedFile, models.PROTECT, null=True, related_name="+")
    marks = models.JSONField("涂黑处数（按事由）", default=dict)

    class Meta:
        ordering = ["pk"]
        verbose_name = verbose_name_plural = "区分处理"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(is_released=True) | models.Q(ground__isnull=False),
                name="foi_withheld_part_has_ground",
            )
        ]

    def __str__(self) -> str:
        return f"部分{self.pk}"


class FeeNotice(models.Model):
    """What is charged for a request, by one scale only (国办函〔2020〕109号)."""

    request = models.OneToOneField(FoiRequest, models.CASCADE, related_name="fee")
    scale = models.CharField("计算方式", max_length=10, choices=[("items", "按件"), ("pages", "按量")])
    count = models.PositiveIntegerField("件数或者页数")
    already = models.PositiveIntegerField("本月已计件数", default=0)
    amount = models.PositiveIntegerField("金额（元）")
    steps = models.JSONField("计算过程", default=list)
    sent_on = models.DateField("发出日期", null=True)
    due_on = models.DateField("缴费期限", null=True)
    paid_on = models.DateField("缴费日期", null=True)
    waived_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    waived_reason = models.CharField("免收理由", max_length=200, blank=True)

    def __str__(self) -> str:
        return f"{self.get_scale_display()}{self.count}"


class Extension(models.Model):
    """A longer time to answer, proposed by the handler and allowed by the head (第三十三条)."""

    request = models.OneToOneField(FoiRequest, models.CASCADE, related_name="extension")
    reason = models.CharField("延期理由", max_length=300)
    days = models.PositiveSmallIntegerField("延长几个工作日", default=20)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    proposed_on = models.DateField("提出日期")
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    approved_on = models.DateField("批准日期", null=True)
    refused_reason = models.CharField("不同意的理由", max_length=300, blank=True)

    def __str__(self) -> str:
        return f"延期{self.pk}"


class ReviewOpinion(models.Model):
    """What the legal check, the secrecy check, the signature or a return said about an answer."""

    request = models.ForeignKey(FoiRequest, models.CASCADE, related_name="opinions")
    step = models.CharField("环节", max_length=20)
    passed = models.BooleanField("通过")
    text = models.TextField("意见", blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField("时间")

    class Meta:
        ordering = ["pk"]
        verbose_name = verbose_name_plural = "审查意见"

    def __str__(self) -> str:
        return f"{self.step} {self.at:%Y-%m-%d}"
