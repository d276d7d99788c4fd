"""Proposals to change the catalogue, and the versions of every row."""

from django.conf import settings
from django.db import models

from mingbai.catalogue.models.items import CatalogueItem
from mingbai.catalogue.states import State
from mingbai.organisations.models import Organisation


class Change(models.Model):
    """A proposal: drafted by one person, reviewed by another, in effect from a day, then filed.

    `organisation` is whose layer changes (None: the national rows, kept by the county office).
    `item` is the row it is about; None for a new row until it is in effect, and for an import.
    `values` are the new values by column name; for an import {"rows": [...]}.
    `receipt_number` is unique and given with the receipt.
    """

    class Kind(models.TextChoices):
        ADD = "add", "增加事项"
        ALTER = "alter", "修改事项"
        RETIRE = "retire", "停用事项"
        OVERLAY = "overlay", "细化上级事项"
        EXCLUDE = "exclude", "标注不适用"
        LIFT = "lift", "取消细化"
        IMPORT = "import", "成批导入"

    kind = models.CharField("类别", max_length=20, choices=Kind.choices)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="catalogue_changes"
    )
    item = models.ForeignKey(CatalogueItem, models.PROTECT, null=True, blank=True, related_name="changes")
    values = models.JSONField("新内容", default=dict)
    reason = models.CharField("理由", max_length=300)
    effective_on = models.DateField("生效日期")
    state = models.CharField("状态", max_length=20, choices=State.choices, default=State.DRAFT)
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField("起草时间")
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    reviewed_at = models.DateTimeField("审核时间", null=True)
    review_note = models.CharField("审核意见", max_length=300, blank=True)
    applied_at = models.DateTimeField("实际生效时间", null=True)
    filed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    filed_at = models.DateTimeField("报备时间", null=True)
    receipted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    receipted_on = models.DateField("备案日期", null=True)
    receipt_number = models.CharField("备案号", max_length=40, null=True, unique=True)

    class Meta:
        verbose_name = verbose_name_plural = "目录变更"
        ordering = ["-pk"]
        indexes = [models.Index(fields=["state", "effective_on"], name="change_due")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}：{self.title}"

    @property
    def title(self) -> str:
        """What the change is about, in words."""
        if self.item is not None:
            return self.item.path
        if self.kind == self.Kind.IMPORT:
            return f"{len(self.values['rows'])}条事项"
        return "／".join(
            self.values[name] for name in ("level1", "level2", "level3") if self.values.get(name)
        )


class Version(models.Model):
    """How a row stood from a day on (None: from the beginning): the history that the row's page shows.

    `content` holds the columns by name; `change` is what brought it about (None: loaded or imported
    from the command line, which `note` says).
    """

    item = models.ForeignKey(CatalogueItem, models.PROTECT, related_name="versions")
    on = models.DateField("起始日期", null=True)
    content = models.JSONField("内容")
    change = models.ForeignKey(Change, models.PROTECT, null=True, related_name="versions")
    note = models.CharField("说明", max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "事项历史"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.item}（{self.on}）"
