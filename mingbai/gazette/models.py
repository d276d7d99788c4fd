"""Issues of the gazette, what stands in them, their printed copies, and who gets one."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from mingbai.disclosures.models import Information
from mingbai.gazette.rules import FREE, file_name
from mingbai.gazette.states import EntryKind, HandInState, IssueState, Origin, RecipientKind
from mingbai.organisations.models import Organisation


class Issue(models.Model):
    """One issue. `total_number` counts from the very first (总第N期). What is issued never changes.

    `assemblers` had a hand in it; whoever issues it is none of them. `checkpoint` is the signed checkpoint
    of the transparency log as it is printed on the last pages, taken when the issue was frozen.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="主办单位")
    year = models.PositiveSmallIntegerField("年份")
    number = models.PositiveSmallIntegerField("期号")
    total_number = models.PositiveIntegerField("总期号")
    origin = models.CharField("来源", max_length=10, choices=Origin.choices, default=Origin.COMPOSED)
    state = models.CharField(
        "状态", max_length=10, choices=IssueState.choices, default=IssueState.DRAFTING, db_index=True
    )
    planned_on = models.DateField("出版日期", help_text="补录的填印出的日期。")
    masthead = models.CharField("刊名", max_length=60)
    sponsor = models.CharField("主办", max_length=100)
    editor = models.CharField("编辑", max_length=100, blank=True)
    address = models.CharField("地址", max_length=200, blank=True)
    telephone = models.CharField("电话", max_length=60, blank=True)
    giving = models.TextField("怎样免费取得", max_length=500, default=FREE)
    assemblers = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+", verbose_name="编辑人")
    opened_at = models.DateTimeField("建立时间")
    frozen_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    frozen_at = models.DateTimeField("定稿时间", null=True)
    checkpoint = models.TextField("日志封条", blank=True)
    returned_note = models.CharField("退回原因", max_length=300, blank=True)
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    issued_at = models.DateTimeField("出版时间", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "政府公报"
        ordering = ["-year", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["year", "number"], name="gazette_number_once"),
            models.UniqueConstraint(fields=["total_number"], name="gazette_total_once"),
            models.CheckConstraint(
                name="gazette_issued_at",
                condition=(Q(state="issued") & Q(issued_at__isnull=False))
                | (~Q(state="issued") & Q(issued_at=None)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year}年第{self.number}期"

    def get_absolute_url(self) -> str:
        return reverse("gazette_issue", args=[self.year, self.number])

    @property
    def full_number(self) -> str:
        return f"{self}（总第{self.total_number}期）"

    @property
    def file_name(self) -> str:
        return file_name(self.year, self.number)

    @property
    def pdf_url(self) -> str:
        return reverse("gazette_pdf", args=[self.year, self.number, self.file_name.removesuffix(".pdf")])


class Section(models.Model):
    """A heading of one issue's contents."""

    issue = models.ForeignKey(Issue, models.CASCADE, related_name="sections")
    name = models.CharField("栏目", max_length=50)
    order = models.PositiveSmallIntegerField("顺序")

    class Meta:
        verbose_name = verbose_name_plural = "公报栏目"
        ordering = ["order", "pk"]
        constraints = [models.UniqueConstraint(fields=["issue", "name"], name="gazette_section_once")]

    def __str__(self) -> str:
        return self.name


class Entry(models.Model):
    """One text of an issue. When the issue is frozen, everything here is what is printed.

    A record's text is that of its public version `version_number`, whose digest is `version_digest`; `body`
    holds the text of other entries (sanitised markup). `text` is what is searched, without markup; `hay` its
    form for searching. `number` counts the entries of an issue from 1. `corrects` is the entry of an earlier
    issue that this one puts right.
    """

    issue = models.ForeignKey(Issue, models.CASCADE, related_name="entries")
    section = models.ForeignKey(Section, models.PROTECT, related_name="entries", verbose_name="栏目")
    order = models.PositiveSmallIntegerField("顺序")
    number = models.PositiveSmallIntegerField("第几篇", null=True)
    kind = models.CharField("种类", max_length=10, choices=EntryKind.choices)
    information = models.ForeignKey(
        Information, models.PROTECT, null=True, related_name="gazette_entries", verbose_name="文件"
    )
    version_number = models.PositiveIntegerField("公开版本号", default=0)
    version_digest = models.CharField("公开内容摘要", max_length=64, blank=True)
    title = models.CharField("标题", max_length=300)
    document_number = models.CharField("文号", max_length=80, blank=True)
    signed = models.JSONField("署名", default=list, blank=True)
    written_on = models.DateField("成文日期", null=True, blank=True)
    body = models.TextField("正文", blank=True)
    text = models.TextField("文字", blank=True)
    hay = models.TextField(blank=True)
    page = models.PositiveSmallIntegerField("页码", null=True)
    corrects = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="corrections", verbose_name="更正的是"
    )
    blanked_at = models.DateTimeField("停止提供时间", null=True)
    blank_reason = models.CharField("停止提供的原因", max_length=300, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "公报篇目"
        ordering = ["section__order", "section_id", "order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["issue", "number"], name="gazette_entry_number_once"),
            models.UniqueConstraint(
                fields=["issue", "information"],
                condition=Q(information__isnull=False),
                name="gazette_record_once",
            ),
            models.CheckConstraint(
                name="gazette_entry_of_record",
                condition=Q(kind="record", information__isnull=False)
                | (~Q(kind="record") & Q(information=None)),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("gazette_entry", args=[self.issue.year, self.issue.number, self.number])

    @property
    def is_frozen(self) -> bool:
        return self.number is not None


class Copy(models.Model):
    """The printed issue as a file, with its digest. The newest is offered; older ones stay for the record."""

    issue = models.ForeignKey(Issue, models.PROTECT, related_name="copies")
    number = models.PositiveSmallIntegerField("第几次制作")
    file = models.FileField("文件", upload_to="gazette/%Y/", max_length=300)
    digest = models.CharField("文件摘要", max_length=64)
    size = models.PositiveBigIntegerField("大小（字节）")
    pages = models.PositiveSmallIntegerField("页数")
    blanked = models.JSONField("涂去的篇目", default=list)
    reason = models.CharField("重制原因", max_length=300, blank=True)
    made_at = models.DateTimeField("制作时间")
    dropped_at = models.DateTimeField("作废时间", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "公报成品"
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["issue", "number"], name="gazette_copy_once")]

    def __str__(self) -> str:
        return f"{self.issue} 第{self.number}次制作"


class HandIn(models.Model):
    """A document that an organisation hands in for the gazette (部门文件报送)."""

    information = models.ForeignKey(Information, models.PROTECT, related_name="+", verbose_name="文件")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="报送单位")
    note = models.CharField("说明", max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="联络员")
    at = models.DateTimeField("报送时间")
    state = models.CharField("状态", max_length=10, choices=HandInState.choices, default=HandInState.WAITING)
    issue = models.ForeignKey(Issue, models.PROTECT, null=True, related_name="+", verbose_name="编入")
    answer = models.CharField("不刊登的原因", max_length=300, blank=True)
    answered_at = models.DateTimeField("答复时间", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "公报报送"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["information"], condition=Q(state="waiting"), name="gazette_hand_in_once"
            )
        ]

    def __str__(self) -> str:
        return str(self.information)

    @property
    def ledger_label(self) -> str:
        return f"公报报送 {self.pk}"


class Recipient(models.Model):
    """Who gets every issue free of charge; a public place is named on the website."""

    kind = models.CharField("种类", max_length=10, choices=RecipientKind.choices)
    name = models.CharField("名称", max_length=100)
    address = models.CharField("地址", max_length=200, blank=True)
    copies = models.PositiveSmallIntegerField("每期份数")
    closed_on = models.DateField("停赠日期", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "公报赠阅"
        ordering = ["kind", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["name"], condition=Q(closed_on=None), name="gazette_recipient_once"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Delivery(models.Model):
    """The copies of one issue for one recipient, and the receipt."""

    issue = models.ForeignKey(Issue, models.PROTECT, related_name="deliveries")
    recipient = models.ForeignKey(Recipient, models.PROTECT, related_name="deliveries")
    copies = models.PositiveSmallIntegerField("应发份数")
    received = models.PositiveSmallIntegerField("签收份数", null=True)
    received_on = models.DateField("签收日期", null=True)
    signed_by = models.CharField("签收人", max_length=50, blank=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = verbose_name_plural = "公报签收"
        ordering = ["recipient__kind", "recipient_id"]
        constraints = [models.UniqueConstraint(fields=["issue", "recipient"], name="gazette_delivery_once")]

    def __str__(self) -> str:
        return f"{self.issue} {self.recipient}"
