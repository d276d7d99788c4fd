"""Organisations, their names through time, and who works in them with which role."""

from django.conf import settings
from django.db import models
from treebeard.mp_tree import MP_Node


class Kind(models.TextChoices):
    COUNTY = "county", "县级政府"
    DEPARTMENT = "department", "县直部门"
    TOWNSHIP = "township", "乡镇（街道）"
    STATION = "station", "站所"
    VILLAGE = "village", "村（社区）"
    ENTERPRISE = "enterprise", "公共企事业单位"


class Role(models.TextChoices):
    REPORTER = "reporter", "报送员"
    DRAFTER = "drafter", "拟稿人"
    CHECKER = "checker", "审核人"
    SECRECY_REVIEWER = "secrecy_reviewer", "保密审查员"
    APPROVER = "approver", "签发人"
    FOI_OFFICER = "foi_officer", "依申请公开经办人"
    ORGANISATION_ADMIN = "organisation_admin", "单位管理员"
    COUNTY_OFFICE = "county_office", "县公开办"
    AUDITOR = "auditor", "审计人员"
    SYSTEM_ADMIN = "system_admin", "系统管理员"
    SECURITY_ADMIN = "security_admin", "安全管理员"
    AUDIT_ADMIN = "audit_admin", "审计管理员"


class Organisation(MP_Node):
    """One organ, station, village or public enterprise; a row stays when the organ ends.

    Siblings are shown by `order` and name (see `queries.tree`), but stand in the tree in the order they
    came, so that no path changes except by moving. `valid_to` is the last day.
    """

    code = models.CharField("机构代码", max_length=40, unique=True, help_text="有统一社会信用代码的填代码")
    kind = models.CharField("类别", max_length=20, choices=Kind.choices)
    name = models.CharField("全称", max_length=100)
    short_names = models.JSONField("简称", default=list, blank=True)
    slug = models.SlugField("网址名", max_length=60, unique=True)
    order = models.PositiveIntegerField("排序", default=100)
    address = models.CharField("办公地址", max_length=200, blank=True)
    office_hours = models.CharField("办公时间", max_length=100, blank=True)
    telephone = models.CharField("联系电话", max_length=60, blank=True)
    valid_from = models.DateField("设立日期", null=True, blank=True)
    valid_to = models.DateField("撤销日期", null=True, blank=True)
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="predecessors",
        verbose_name="并入",
    )

    class Meta:
        verbose_name = verbose_name_plural = "机构"

    def __str__(self) -> str:
        return self.name


class FormerName(models.Model):
    """A name the organisation bore until a day; records made under it keep it."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="former_names")
    name = models.CharField("曾用名", max_length=100)
    until = models.DateField("用到哪一天")

    class Meta:
        ordering = ["-until"]
        verbose_name = verbose_name_plural = "曾用名"

    def __str__(self) -> str:
        return f"{self.name}（至{self.until}）"


class Membership(models.Model):
    """A person holds a role in an organisation from a day to a day, perhaps for somebody else."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="memberships")
    role = models.CharField("角色", max_length=30, choices=Role.choices)
    valid_from = models.DateField("开始日期")
    valid_to = models.DateField("结束日期", null=True, blank=True)
    stand_in_for = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="stood_in_for",
        verbose_name="代谁",
    )

    class Meta:
        verbose_name = verbose_name_plural = "任职"
        constraints = [
            models.UniqueConstraint(
                fields=["user", "organisation", "role", "valid_from"], name="membership_once"
            ),
            models.CheckConstraint(
                condition=models.Q(valid_to=None) | models.Q(valid_to__gte=models.F("valid_from")),
                name="membership_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.get_role_display()}（{self.organisation}）"


class SecondFactorDemand(models.Model):
    """Whoever holds the role must sign in with a second factor, from a day on."""

    role = models.CharField("角色", max_length=30, choices=Role.choices, unique=True)
    since = models.DateField("起始日期")

    class Meta:
        verbose_name = verbose_name_plural = "两步验证要求"

    def __str__(self) -> str:
        return f"{self.get_role_display()}（{self.since}起）"
