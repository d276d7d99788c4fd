"""Fields and rows of the standard catalogue, with the column set of the national guides."""

from django.db import models

from mingbai.organisations.models import Organisation


class Field(models.Model):
    """One of the fields of the national standard catalogues (26), extendable by a county."""

    key = models.SlugField("网址名", max_length=40, primary_key=True)
    name = models.CharField("领域", max_length=40, unique=True)
    order = models.PositiveIntegerField("排序", default=100)

    class Meta:
        ordering = ["order", "name"]
        verbose_name = verbose_name_plural = "公开领域"

    def __str__(self) -> str:
        return self.name


class Column(models.Model):
    """A column that counties add to the national ones, such as 责任科室 or 咨询电话.

    Values stand in `extra` of rows and overlays under the title. `order` is the place after the
    national columns.
    """

    title = models.CharField("列名", max_length=40, unique=True)
    order = models.PositiveIntegerField("排序", default=100)
    active = models.BooleanField("使用中", default=True)

    class Meta:
        ordering = ["order", "title"]
        verbose_name = verbose_name_plural = "地方增加的列"

    def __str__(self) -> str:
        return self.title


class Mode(models.TextChoices):
    """How a row is disclosed; the negative list and the internal list are rows like the others."""

    PROACTIVE = "proactive", "主动公开"
    ON_REQUEST = "on_request", "依申请公开"
    INTERNAL = "internal", "内部公开"
    WITHHELD = "withheld", "不予公开（负面清单）"


class CatalogueItem(models.Model):
    """One row of the standard catalogue.

    `organisation` is the layer that wrote the row: None for the national guides, else the county,
    department, township, village or enterprise that added it; its row is seen by it and all below it.
    `channels` is the text as printed; `channel_list` holds what was read from it, as
    {"name": …, "required": ■ or plain true, □ false}. `limit` holds the phrases read from `limit_text`.
    `active` says whether the row is in use today; `valid_from` and `valid_to` (last day) say when.
    """

    field = models.ForeignKey(Field, models.PROTECT, related_name="items", verbose_name="领域")
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="catalogue_items",
        verbose_name="增加单位",
    )
    number = models.CharField("序号", max_length=20, blank=True)
    level1 = models.CharField("一级事项", max_length=100)
    level2 = models.CharField("二级事项", max_length=200, blank=True)
    level3 = models.CharField("三级事项", max_length=200, blank=True)
    elements = models.TextField("公开内容（要素）", blank=True)
    basis = models.TextField("公开依据", blank=True)
    limit_text = models.CharField("公开时限", max_length=300, blank=True)
    limit = models.JSONField("时限类型", default=list, blank=True)
    body_text = models.CharField("公开主体", max_length=300, blank=True)
    channels = models.TextField("公开渠道和载体", blank=True)
    channel_list = models.JSONField("渠道清单", default=list, blank=True)
    to_society = models.BooleanField("全社会", default=True)
    to_group = models.CharField("特定群体", max_length=200, blank=True)
    mode = models.CharField("公开方式", max_length=20, choices=Mode.choices, default=Mode.PROACTIVE)
    proactive = models.BooleanField("主动公开", default=True)
    on_request = models.BooleanField("依申请公开", default=False)
    county_level = models.BooleanField("县级", default=True)
    township_level = models.BooleanField("乡级", default=True)
    village_level = models.BooleanField("村级", default=False)
    extra = models.JSONField("地方增加的内容", default=dict, blank=True)
    source_note = models.CharField("来源", max_length=200, blank=True)
    active = models.BooleanField("使用中", default=True)
    valid_from = models.DateField("启用日期", null=True, blank=True)
    valid_to = models.DateField("停用日期", null=True, blank=True)

    class Meta:
        ordering = ["field", "pk"]
        verbose_name = verbose_name_plural = "公开事项"
        indexes = [models.Index(fields=["field", "active"], name="item_of_field")]

    def __str__(self) -> str:
        return f"{self.field.name}／{self.path}"

    @property
    def path(self) -> str:
        """The levels below the field, as 一级／二级／三级."""
        return "／".join(level for level in (self.level1, self.level2, self.level3) if level)

    @property
    def owner_name(self) -> str:
        return self.organisation.name if self.organisation else "全国标准目录"
