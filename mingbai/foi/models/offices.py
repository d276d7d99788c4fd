"""Who takes requests for an organisation, as the guide of article 12 must tell."""

from django.conf import settings
from django.db import models

from mingbai.organisations.models import Organisation


class Office(models.Model):
    """An organisation that can be asked, and what its letters say about it. One row for each."""

    organisation = models.OneToOneField(
        Organisation, models.PROTECT, related_name="foi_office", verbose_name="机关"
    )
    is_open = models.BooleanField("受理申请", default=True)
    name = models.CharField("工作机构名称", max_length=100)
    address = models.CharField("办公地址", max_length=200)
    postcode = models.CharField("邮政编码", max_length=6, blank=True)
    hours = models.CharField("办公时间", max_length=100)
    telephone = models.CharField("联系电话", max_length=60)
    fax = models.CharField("传真号码", max_length=60, blank=True)
    email = models.EmailField("电子邮箱", blank=True)
    symbol = models.CharField("答复文号代字", max_length=30, help_text="如“明政公复”")
    notice_symbol = models.CharField("通知文号代字", max_length=30, blank=True, help_text="不填的与答复合用")
    review_body = models.CharField("行政复议机关", max_length=100)
    court = models.CharField("有管辖权的人民法院", max_length=100)
    review_url = models.URLField("网上申请行政复议的地址", blank=True)
    fee_account = models.CharField("信息处理费缴纳方式", max_length=300, blank=True)
    edited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    edited_at = models.DateTimeField("修改时间", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "受理机构"

    def __str__(self) -> str:
        return f"{self.organisation}：{self.name}"


class Serial(models.Model):
    """The last number given in one book of one organisation and year; locked while a number is taken."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField("年")
    last = models.PositiveIntegerField("用到", default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "year"], name="foi_serial_once")]

    def __str__(self) -> str:
        return f"{self.organisation}{self.year}：{self.last}"
