"""The central record, its files, its public versions, and how records are numbered and linked."""

from datetime import date
from typing import Any

from django.conf import settings
from django.core.files.storage import storages
from django.db import models
from django.urls import reverse
from modelcluster.models import get_serializable_data_for_fields
from wagtail.models import DraftStateMixin, LockableMixin, RevisionMixin, Workflow, WorkflowMixin

from mingbai.catalogue.models import CatalogueItem, Genre, Ground, Theme
from mingbai.disclosures.states import Stage, Status
from mingbai.lib import clock
from mingbai.organisations.models import Organisation
from mingbai.reviews.queries import workflow_for
from mingbai.timelimits.queries import calendar
from mingbai.timelimits.rules import add_working_days

# What a revision holds and a digest covers. Everything else on the row belongs to the record itself.
CONTENT_FIELDS = (
    "title",
    "document_number",
    "organisation",
    "issuer_name",
    "co_issuers",
    "written_on",
    "theme",
    "genre",
    "keywords",
    "summary",
    "body",
    "attachments",
    "openness",
    "ground",
    "ground_note",
    "standing",
    "effective_on",
    "expires_on",
    "audience",
    "source_name",
    "source_url",
    "catalogue_item",
)

# What decides whether a record is in public lists.
LISTED = ("status", "openness", "audience")


class Openness(models.TextChoices):
    PROACTIVE = "proactive", "主动公开"
    ON_REQUEST = "on_request", "依申请公开"
    WITHHELD = "withheld", "不予公开"


class Standing(models.TextChoices):
    STANDING = "standing", "长期公开"
    PERIODIC = "periodic", "定期公开"
    PROMPT = "prompt", "即时公开"


class Audience(models.TextChoices):
    PUBLIC = "public", "社会公众"
    INTERNAL = "internal", "本单位工作人员（内部公开）"


class Validity(models.TextChoices):
    IN_FORCE = "in_force", "有效"
    AMENDED = "amended", "已修改"
    EXPIRED = "expired", "失效"
    REPEALED = "repealed", "废止"


class Information(WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin, models.Model):
    """One piece of government information.

    Before its first publication the row holds the draft. Once live, the row holds what the
    public sees and the latest revision holds the working copy.
    """

    wagtail_reference_index_ignore = True

    index_number = models.CharField("索引号", max_length=80, unique=True)
    title = models.CharField("标题", max_length=300)
    document_number = models.CharField("发文字号", max_length=80, blank=True, db_index=True)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="information", verbose_name="发布机构"
    )
    issuer_name = models.CharField("发布机构名称", max_length=100, help_text="发布时的机构名称")
    co_issuers = models.JSONField("联合发文机关", default=list, blank=True)
    written_on = models.DateField("成文日期", null=True, blank=True)
    theme = models.ForeignKey(Theme, models.PROTECT, null=True, blank=True, verbose_name="主题分类")
    genre = models.ForeignKey(Genre, models.PROTECT, null=True, blank=True, verbose_name="体裁")
    keywords = models.JSONField("关键词", default=list, blank=True)
    summary = models.TextField("内容概述", blank=True)
    body = models.TextField("正文", blank=True)
    attachments = models.JSONField("附件", default=list, blank=True, help_text="附件编号，按显示顺序")
    openness = models.CharField("公开方式", max_length=20, choices=Openness.choices, blank=True)
    ground = models.ForeignKey(Ground, models.PROTECT, null=True, blank=True, verbose_name="不公开事由")
    ground_note = models.CharField("事由说明", max_length=300, blank=True)
    standing = models.CharField(
        "公开时限", max_length=20, choices=Standing.choices, default=Standing.STANDING
    )
    effective_on = models.DateField("生效日期", null=True, blank=True)
    expires_on = models.DateField("失效日期", null=True, blank=True)
    audience = models.CharField("公开对象", max_length=20, choices=Audience.choices, default=Audience.PUBLIC)
    source_name = models.CharField("信息来源", max_length=100, blank=True)
    source_url = models.URLField("来源网址", max_length=300, blank=True)
    catalogue_item = models.ForeignKey(
        CatalogueItem, models.PROTECT, null=True, blank=True, verbose_name="公开事项"
    )

    stage = models.CharField("办理状态", max_length=20, choices=Stage.choices, default=Stage.DRAFT)
    status = models.CharField("公开状态", max_length=20, choices=Status.choices, default=Status.UNPUBLISHED)
    validity = models.CharField("有效性", max_length=20, choices=Validity.choices, blank=True)
    digest = models.CharField("最新稿摘要", max_length=64, blank=True)
    public_digest = models.CharField("公开内容摘要", max_length=64, blank=True)
    public_number = models.PositiveIntegerField("公开版本号", default=0)
    published_at = models.DateTimeField("发布日期", null=True, editable=False)
    changed_at = models.DateTimeField("更新日期", null=True, editable=False)
    read_back_at = models.DateTimeField("回读时间", null=True, editable=False)
    read_back_note = models.CharField("回读问题", max_length=300, blank=True, editable=False)
    status_note = models.CharField("状态说明", max_length=500, blank=True)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="absorbed", verbose_name="并入"
    )
    change_kind = models.CharField("更正程度", max_length=10, blank=True)
    change_note = models.CharField("更正说明", max_length=300, blank=True)
    conceal_previous = models.BooleanField("不再显示旧版本", default=False)
    urgent_reason = models.CharField("应急发布理由", max_length=300, blank=True)
    urgent_pending = models.BooleanField("应急发布待补审", default=False)
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="drafted", verbose_name="拟稿人"
    )
    last_edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="最后修改人"
    )
    created_at = models.DateTimeField("建立时间", editable=False)
    edited_at = models.DateTimeField("最后修改时间", editable=False)
    submitted_at = models.DateTimeField("提交时间", null=True, editable=False)

    class Meta:
        verbose_name = verbose_name_plural = "政府信息"
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["status", "-published_at"], name="information_public"),
            models.Index(fields=["organisation", "status", "-published_at"], name="information_of_org"),
            models.Index(fields=["stage", "go_live_at"], name="information_due"),
            models.Index(fields=["organisation", "stage", "-edited_at"], name="information_work"),
            models.Index(fields=["changed_at", "id"], name="information_changed"),
            # Public lists are read and counted from these alone: with 300,000 records of 3 kB the rows
            # themselves took 10 times as long (years 515 and 60 ms, the policy library 850 and 53 ms).
            models.Index(fields=[*LISTED, "-published_at", "-id"], name="listed_newest"),
            models.Index(fields=["catalogue_item", *LISTED, "-published_at"], name="listed_of_item"),
            models.Index(
                fields=["organisation", *LISTED, "-published_at", "catalogue_item"], name="listed_of_org"
            ),
            models.Index(
                fields=["genre", *LISTED, "-published_at", "validity", "organisation"], name="listed_of_genre"
            ),
            models.Index(fields=["validity", *LISTED, "-published_at"], name="listed_by_validity"),
        ]
        constraints = [
            models.CheckConstraint(
                name="published_at_with_status",
                condition=~models.Q(status__in=["published", "withdrawn"])
                | models.Q(published_at__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return self.title or "（无标题）"

    def get_absolute_url(self) -> str:
        return reverse("record", args=[self.pk])

    @property
    def ledger_label(self) -> str:
        """How the trail names a record: auditors of the trail need not know unpublished titles."""
        return self.index_number

    def serializable_data(self) -> dict[str, Any]:
        data = get_serializable_data_for_fields(self)
        return {name: data[name] for name in ("pk", *CONTENT_FIELDS)}

    def with_content_json(self, content: dict[str, Any]) -> "Information":
        """A copy of this record with the content of a revision; all else stays the row's own."""
        copy = self.from_serializable_data(content, check_fks=False)
        for field in self._meta.concrete_fields:
            if field.name not in CONTENT_FIELDS:
                setattr(copy, field.attname, getattr(self, field.attname))
        copy._state.adding, copy._state.db = False, self._state.db
        return copy

    def get_workflow(self) -> Workflow:
        return workflow_for(self.organisation, self.genre.name if self.genre else "")

    def review_due(self, days: int) -> date:
        return add_working_days(clock.today(), days, calendar(self.organisation)).due

    @property
    def working_copy(self) -> "Information":
        """The text as it now stands in the office: the latest revision over this row's own columns."""
        if not self.has_unpublished_changes or self.latest_revision is None:
            return self
        return self.with_content_json(self.latest_revision.content)


class AttachmentState(models.TextChoices):
    CLEAN = "clean", "可以公开"
    REFUSED = "refused", "不能公开"
    KEPT = "kept", "只在内部留存"


class FileRole(models.TextChoices):
    ATTACHMENT = "attachment", "附件"
    SOURCE = "source", "正文来源文件"
    INLINE = "inline", "正文图片"


class Attachment(models.Model):
    """One uploaded file: the original stays private, the public copy is stripped of what was hidden.

    Rows never change after upload; a record lists the numbers of those that belong to it.
    """

    information = models.ForeignKey(Information, models.PROTECT, related_name="files")
    name = models.CharField("文件名", max_length=200)
    role = models.CharField("用途", max_length=20, choices=FileRole.choices, default=FileRole.ATTACHMENT)
    original = models.FileField("原件", upload_to="originals/%Y/%m/", max_length=300)
    original_digest = models.CharField("原件摘要", max_length=64)
    state = models.CharField("处理结果", max_length=20, choices=AttachmentState.choices)
    state_note = models.CharField("处理说明", max_length=300, blank=True)
    public_name = models.CharField("公开文件名", max_length=200, blank=True)
    cleaned = models.FileField("公开副本", upload_to="cleaned/%Y/%m/", max_length=300, blank=True)
    public_digest = models.CharField("公开副本摘要", max_length=64, blank=True)
    public_size = models.PositiveBigIntegerField("公开副本大小（字节）", default=0)
    notices = models.JSONField("发现", default=list)
    text = models.TextField("文字内容", blank=True)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    uploaded_at = models.DateTimeField("上传时间")

    class Meta:
        verbose_name = verbose_name_plural = "附件"
        indexes = [models.Index(fields=["public_digest"], name="attachment_digest")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("file", args=[self.pk])

    @property
    def public_path(self) -> str:
        """Where the public copy lies in the public storage while its record is public."""
        return f"files/{self.information_id}/{self.pk}-{self.public_digest[:16]}"

    def is_out(self) -> bool:
        return storages["public"].exists(self.public_path)


class Version(models.Model):
    """What the public saw from a moment on: made by every public change, never altered."""

    information = models.ForeignKey(Information, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField("版本号")
    kind = models.CharField("变化", max_length=20)
    note = models.CharField("说明", max_length=500, blank=True)
    at = models.DateTimeField("时间")
    content = models.JSONField("内容")
    digest = models.CharField("摘要", max_length=64)
    concealed = models.BooleanField("不再显示", default=False)

    class Meta:
        ordering = ["number"]
        verbose_name = verbose_name_plural = "公开版本"
        indexes = [models.Index(fields=["digest"], name="version_digest")]
        constraints = [models.UniqueConstraint(fields=["information", "number"], name="version_once")]

    def __str__(self) -> str:
        return f"{self.information} 第{self.number}版"


class Relation(models.Model):
    """A link between two texts, shown on both."""

    class Kind(models.TextChoices):
        AMENDS = "amends", "修改"
        REPEALS = "repeals", "废止"
        INTERPRETS = "interprets", "解读"
        BASED_ON = "based_on", "依据"
        ENDS = "ends", "宣布失效"

    source = models.ForeignKey(Information, models.PROTECT, related_name="relations_out")
    target = models.ForeignKey(Information, models.PROTECT, related_name="relations_in")
    kind = models.CharField("关系", max_length=20, choices=Kind.choices)

    class Meta:
        verbose_name = verbose_name_plural = "文件关联"
        constraints = [
            models.UniqueConstraint(fields=["source", "target", "kind"], name="relation_once"),
            models.CheckConstraint(condition=~models.Q(source=models.F("target")), name="relation_other"),
        ]

    def __str__(self) -> str:
        return f"{self.source}{self.get_kind_display()}{self.target}"


class CheckReport(models.Model):
    """The findings of the last check of a working copy; excerpts are masked."""

    information = models.OneToOneField(Information, models.CASCADE, related_name="check_report")
    digest = models.CharField("所查内容摘要", max_length=64)
    findings = models.JSONField("发现", default=list)
    at = models.DateTimeField("检查时间")

    class Meta:
        verbose_name = verbose_name_plural = "检查结果"

    def __str__(self) -> str:
        return f"{self.information} {self.at:%Y-%m-%d %H:%M}"


class FindingAnswer(models.Model):
    """Why a finding that asks may stand, written by a second person."""

    information = models.ForeignKey(Information, models.CASCADE, related_name="finding_answers")
    fingerprint = models.CharField("发现编号", max_length=64)
    reason = models.CharField("理由", max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = verbose_name_plural = "发现的答复"
        constraints = [
            models.UniqueConstraint(fields=["information", "fingerprint"], name="finding_answer_once")
        ]

    def __str__(self) -> str:
        return self.reason


class Comment(models.Model):
    """A remark of one colleague to another on a working copy."""

    information = models.ForeignKey(Information, models.CASCADE, related_name="comments")
    text = models.TextField("意见")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField("时间")

    class Meta:
        ordering = ["pk"]
        verbose_name = verbose_name_plural = "办理意见"

    def __str__(self) -> str:
        return self.text[:40]


class IndexRule(models.Model):
    """How index numbers are built from a day on; numbers given before stay as they are."""

    class Reset(models.TextChoices):
        YEAR = "year", "每年重新编号"
        NEVER = "never", "连续编号"

    class Per(models.TextChoices):
        ORGANISATION = "organisation", "每个机构各自编号"
        COUNTY = "county", "全县统一编号"

    active_from = models.DateField("启用日期", unique=True)
    parts = models.JSONField("组成", help_text="organisation、year、month、serial 或分隔符")
    padding = models.PositiveIntegerField("流水号位数", default=5)
    reset = models.CharField("重新编号", max_length=10, choices=Reset.choices, default=Reset.YEAR)
    per = models.CharField("编号范围", max_length=20, choices=Per.choices, default=Per.ORGANISATION)

    class Meta:
        ordering = ["-active_from"]
        verbose_name = verbose_name_plural = "索引号规则"

    def __str__(self) -> str:
        return f"{''.join(self.parts)}（{self.active_from}起）"


class IndexCounter(models.Model):
    """The last serial given within one scope, such as `640221…/2026`."""

    scope = models.CharField(max_length=80, unique=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.scope}: {self.last}"


class ImportedFile(models.Model):
    """Bytes that an organisation has imported; the same bytes are never imported twice."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64)
    information = models.ForeignKey(Information, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "digest"], name="import_once")]

    def __str__(self) -> str:
        return self.digest
