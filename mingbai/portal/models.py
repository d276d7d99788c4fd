"""What the site says about itself, and its few editorial pages."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page

from mingbai.organisations.models import Organisation
from mingbai.stored.depending import depends_on


class SiteSettings(models.Model):
    """Head and foot of the site of the root organisation; what is empty is taken from that organisation."""

    organisation = models.OneToOneField(
        Organisation,
        models.PROTECT,
        primary_key=True,
        related_name="site_settings",
        verbose_name="主办单位",
    )
    name = models.CharField("网站名称", max_length=60, blank=True)
    domain = models.CharField("网站域名", max_length=100, blank=True, help_text="例如 www.mingbai.gov.cn")
    undertaker = models.CharField("承办单位", max_length=100, blank=True)
    telephone = models.CharField("联系电话", max_length=60, blank=True)
    fax = models.CharField("传真号码", max_length=60, blank=True)
    email = models.EmailField("电子邮箱", blank=True)
    address = models.CharField("通信地址", max_length=200, blank=True)
    postcode = models.CharField("邮政编码", max_length=6, blank=True)
    site_code = models.CharField(
        "网站标识码",
        max_length=10,
        blank=True,
        validators=[RegexValidator(r"^\d{10}$", "网站标识码是10位数字，请核对。")],
    )
    icp_number = models.CharField("ICP备案号", max_length=40, blank=True)
    police_number = models.CharField("公安备案号", max_length=40, blank=True)
    mark_url = models.URLField("党政机关网站标识的核验网址", max_length=300, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "网站信息"

    def __str__(self) -> str:
        return self.title

    @classmethod
    def current(cls) -> "SiteSettings":
        """The site's row, or an unsaved one that only knows its organisation. One query."""
        root = Organisation.objects.filter(depth=1).select_related("site_settings").first()
        if root is None:
            return cls()
        return getattr(root, "site_settings", None) or cls(organisation=root)

    @property
    def organiser(self) -> Organisation | None:
        return self.organisation if self.organisation_id else None

    @property
    def title(self) -> str:
        return self.name or (f"{self.organiser}政务公开" if self.organiser else "政务公开")

    @property
    def host(self) -> str:
        return self.domain or urlsplit(settings.MINGBAI_BASE_URL).netloc

    @property
    def base_url(self) -> str:
        """Address of the site without a slash at its end."""
        return settings.MINGBAI_BASE_URL.rstrip("/")

    @property
    def calls(self) -> str:
        """The telephone to call about the site and about disclosure; "" when none is known."""
        return self.telephone or (self.organiser.telephone if self.organiser else "")

    @property
    def stands_at(self) -> str:
        return self.address or (self.organiser.address if self.organiser else "")

    @property
    def office_hours(self) -> str:
        return self.organiser.office_hours if self.organiser else ""


class EditorialPage(Page):
    """A page of the guide, the rules or the help, written by hand and looked over now and then."""

    body = RichTextField("正文", blank=True)
    review_on = models.DateField(
        "下次核对日期", null=True, blank=True, help_text="到期后提醒核对内容是否过时"
    )

    template = "portal/editorial_page.html"
    parent_page_types = ["wagtailcore.Page", "portal.EditorialPage"]
    subpage_types = ["portal.EditorialPage"]
    private_page_options: list[str] = []  # the public site has no page behind a password
    content_panels = [*Page.content_panels, FieldPanel("body"), FieldPanel("review_on")]

    class Meta:
        verbose_name = verbose_name_plural = "栏目页面"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        depends_on("editorial")
        return {**super().get_context(request, *args, **kwargs), "site": SiteSettings.current()}
